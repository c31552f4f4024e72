"""What a request carries from here upwards; for type checkers, nothing at run time."""

from accounts.models import Person
from kit.http import SignedInRequest
from partnerships.selectors.standing import Standing


class PortalRequest(SignedInRequest):
    """A request to a page that is not open, with its person's standing."""

    user: Person
    standing: Standing
