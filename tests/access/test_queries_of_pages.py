"""Every declared page stays within ten statements, none sent twice."""

from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.actors import ACTORS, Actor
from tests.access.checker import Check
from tests.access.pages import PAGES
from tests.factories import World
from tests.queries import MOST, shape

# The admin is Django's own, for one operator; the sign-in library looks for a second step again and again.
LIBRARIES = ("admin:", "mfa_", "account_reauthenticate")
COUNTED = [page for page in PAGES if page.get and not page.name.startswith(LIBRARIES)]
LOOKING = [actor for actor in ACTORS if actor.name in {"manager", "representative", "anonymous"}]


def asked(client: Client, url: str) -> list[str]:
    """The shapes of what a page sends once everything that is kept for good is kept."""
    read(client, url)
    with CaptureQueriesContext(connection) as captured:
        read(client, url)
    return [shape(query["sql"]) for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]


def read(client: Client, url: str) -> None:
    """Ask for a page; a download is read to its end, where it closes its file."""
    response = client.get(url)
    if response.streaming:
        list(response)


@pytest.mark.parametrize("actor", LOOKING, ids=lambda actor: actor.name)
def test_no_page_asks_much_or_asks_twice(actor: Actor, world: World, client: Client) -> None:
    check = Check(actor, world, client, COUNTED)
    check.actor.enter(client, world)
    check.plant()
    faults = []
    for page in COUNTED:
        url = check.address(page)
        counts = Counter(asked(client, url)) if url else Counter()
        faults += [f"{page.name}: {n} × {sql}" for sql, n in counts.items() if n > 1]
        faults += [f"{page.name}: {counts.total()} statements"] if counts.total() > MOST else []
    assert not faults, "\n".join(faults)
