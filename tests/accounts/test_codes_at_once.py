"""Three tries are three, however many come at the same moment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as portal
from django.test import Client

from accounts.models import Person
from audit.models import Entry
from tests.accounts.conftest import Post
from tests.at_once import at_once

HANDS = 6
GUARD = "accounts.middleware.InTurnMiddleware"
CODE_PAGES = {"/account/sign-in/code/": "enter/", "/account/password/forgotten/": "code/"}


def guess(page: str, cookies: Any) -> Callable[[], Any]:
    """A wrong code from one more window of the same browser."""
    window = Client()
    window.cookies = cookies
    return lambda: window.post(page, {"code": "000000"})


def wrong_codes(client: Client, post: Post, page: str, owner: Person, held: str = "") -> int:
    """How many guesses at one code were compared with it."""
    post(page, {"email": owner.email})
    at_once(*[guess(page + CODE_PAGES[page], client.cookies) for _ in range(HANDS)], held=held)
    return Entry.objects.filter(action="person.code_rejected").count()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", CODE_PAGES)
def test_of_many_guesses_at_once_three_count(client: Client, post: Post, owner: Person, page: str) -> None:
    assert wrong_codes(client, post, page, owner) == 3


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_all_do(client: Client, post: Post, owner: Person, settings: Any) -> None:
    """The control: nobody writes that a code was wrong, and so no count, before all have read the count."""
    settings.MIDDLEWARE = [name for name in portal.MIDDLEWARE if name != GUARD]
    assert wrong_codes(client, post, "/account/sign-in/code/", owner, held="audit_entry") == HANDS
