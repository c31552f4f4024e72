"""The page about oneself: everybody's own, and nobody else's."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Person
from tests.accounts.conftest import Post, words
from tests.factories import PersonFactory, give_second_step

pytestmark = pytest.mark.django_db
PAGES = [
    "/account/",
    "/account/details/",
    "/account/email/",
    "/account/password/",
    "/account/password/choose/",
    "/account/second-step/",
    "/account/second-step/set-up/",
    "/account/sessions/",
]


def test_the_overview_says_how_one_signs_in(client: Client, owner: Person) -> None:
    client.force_login(owner)
    page = words(client.get("/account/"))
    assert "Olwen Ownerby" in page
    assert "owner@people.example" in page
    assert "Second step Not set up Set up" in page


def test_somebody_with_codes_and_an_app_sees_that(client: Client) -> None:
    person = PersonFactory()
    give_second_step(person)
    client.force_login(person)
    page = words(client.get("/account/"))
    assert "None: you sign in with codes by email" in page
    assert "Second step Authenticator app Change" in page


def test_a_colleague_sees_their_own_account_only(client: Client, owner: Person, colleague: Person) -> None:
    client.force_login(colleague)
    seen = [words(client.get(page, follow=True)) for page in PAGES]
    assert not [text for text in seen if "Olwen" in text or owner.email in text]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in_first(client: Client, db: None, page: str) -> None:
    assert client.get(page)["Location"].startswith("/account/sign-in/?next=/account/")


def test_name_and_phone_can_be_changed(client: Client, post: Post, owner: Person) -> None:
    client.force_login(owner)
    page = words(post("/account/details/", {"name": "Olwen Newname", "phone": "01632 960 001"}, follow=True))
    assert "Your details are changed" in page
    assert "Olwen Newname" in page
    assert "01632 960 001" in page


@pytest.mark.parametrize(
    ("given", "words_beside_the_field"),
    [
        ({"name": "", "phone": "01632 960 001"}, "Enter your full name"),
        ({"name": "Olwen", "phone": "call me"}, "Enter a phone number"),
        ({"name": "x" * 201, "phone": ""}, "Your full name must be 200 characters or less"),
    ],
)
def test_wrong_details_change_nothing_and_lose_nothing(
    client: Client, post: Post, owner: Person, given: dict[str, str], words_beside_the_field: str
) -> None:
    client.force_login(owner)
    response = post("/account/details/", given)
    assert words_beside_the_field in words(response)
    assert all(f'value="{value}"' in response.content.decode() for value in given.values() if value)
    owner.refresh_from_db()
    assert (owner.name, owner.phone) == ("Olwen Ownerby", "")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_the_database_too_much(
    client: Client, owner: Person, django_assert_max_num_queries: Any, page: str
) -> None:
    client.force_login(owner)
    with django_assert_max_num_queries(10):
        client.get(page)
