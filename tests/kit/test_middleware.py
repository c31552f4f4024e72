"""Requests that no browser sends are refused, not stumbled over."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PAGE = "/account/sign-in/?next=/home/"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("name", ["session", "csrf", "django_language", "messages"])
def test_a_cookie_with_a_nul_in_it_is_forgotten(client: Client, name: str) -> None:
    client.cookies[name] = "\0" * 20
    assert b"Sign in" in client.get(PAGE).content


def test_the_other_cookies_are_kept(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("owner@people.example", "Olwen Ownerby"))
    client.cookies["messages"] = "\0"
    assert b"Olwen Ownerby" in client.get("/account/").content


def test_a_body_of_the_largest_size_is_taken_and_one_byte_more_is_not(client: Client, settings: Any) -> None:
    body = b"login=owner"
    settings.LARGEST_REQUEST = len(body)
    assert b"Enter your password" in client.post(PAGE, body, content_type=FORM).content
    beyond = client.post(PAGE, body + b"s", content_type=FORM)
    assert (beyond.status_code, b"Enter your password" in beyond.content) == (400, False)
    assert b"choose a smaller one" in beyond.content


def test_a_size_that_is_no_number_is_none(client: Client, settings: Any) -> None:
    settings.LARGEST_REQUEST = 1
    assert b"Sign in" in client.get(PAGE, CONTENT_LENGTH="many").content
