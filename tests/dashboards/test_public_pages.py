"""The pages that anybody can read."""

import re

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from tests.factories import PersonFactory, RoleFactory


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "Help for local partnerships to deliver what they plan"),
        ("/accessibility/", "Web Content Accessibility Guidelines version 2.2"),
        ("/privacy/", "What the portal keeps about you"),
        ("/cookies/", "sign in safely"),
    ],
)
def test_anybody_can_read_it(client: Client, db: None, address: str, words: str) -> None:
    assert words in client.get(address).content.decode()


def test_the_first_page_leads_those_who_signed_in_to_their_home(client: Client, db: None) -> None:
    client.force_login(PersonFactory())
    assert 'href="/home/"' in client.get("/").content.decode()


def test_the_cookies_page_names_every_cookie_that_is_set(client: Client, db: None) -> None:
    role = RoleFactory(adviser=True)
    client.force_login(role.person)
    client.post("/role/", {"role": role.pk})
    given = set(client.cookies)
    shown = set(re.findall(r'role="rowheader">(\w+)<', client.get("/cookies/").content.decode()))
    assert given | {"csrf"} == shown
    assert "messages" in given


def test_health_is_one_word_and_not_kept_by_anybody_between(client: Client, db: None) -> None:
    response = client.get("/health")
    assert response.content == b"ok"
    assert "no-store" in response["Cache-Control"]


def test_health_says_when_redis_is_away(client: Client, db: None, settings: Settings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    caches._settings = caches.settings = caches.configure_settings(None)
    response = client.get("/health")
    assert (response.status_code, response.content) == (503, b"unavailable")


@pytest.mark.django_db(transaction=True)
def test_health_says_when_the_database_is_away(client: Client) -> None:
    with connection.execute_wrapper(broken):
        response = client.get("/health")
    assert (response.status_code, response.content) == (503, b"unavailable")


def broken(execute: object, sql: str, params: object, many: bool, context: dict[str, object]) -> None:
    """What a query meets when the database went away."""
    raise OperationalError("server closed the connection")


def test_pages_forbid_scripts_and_styles_of_others(client: Client, db: None) -> None:
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "https:" not in policy
    assert (response["X-Frame-Options"], response["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/role/", "/demonstration/report/make/"])
def test_an_address_that_only_a_button_uses_says_so_to_whoever_opens_it(client: Client, db: None, address: str) -> None:
    client.force_login(PersonFactory())
    response = client.get(address)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Go back and press the button again" in response.content.decode()


def test_a_page_that_is_not_found_leads_each_to_where_they_belong(client: Client, db: None) -> None:
    assert "Go to the first page" in client.get("/nothing/").content.decode()
    client.force_login(PersonFactory())
    assert 'href="/home/">Go to your home page' in client.get("/nothing/").content.decode()
