"""Signing in with a password: who gets in, who does not, and what nobody is told."""

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from accounts.models import Person
from tests.accounts.conftest import Post, sign_in, who, words
from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db
WRONG = "The email address or password is not right"


def test_the_right_password_opens_the_account(client: Client, post: Post, owner: Person) -> None:
    response = sign_in(post, owner.email, follow=True)
    assert who(client) == str(owner.pk)
    assert "Your account" in words(response)


def test_the_address_may_be_typed_in_any_case(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, "Owner@People.Example")
    assert who(client) == str(owner.pk)


def test_a_colleagues_password_does_not_open_it(client: Client, post: Post, owner: Person, colleague: Person) -> None:
    colleague.set_password("something else altogether")
    colleague.save()
    response = sign_in(post, owner.email, "something else altogether")
    assert WRONG in words(response)
    assert who(client) is None


def test_a_stranger_is_told_the_same_words_as_an_owner_who_mistypes(post: Post, owner: Person) -> None:
    known = words(sign_in(post, owner.email, "not the password"))
    unknown = words(sign_in(post, "stranger@people.example", "not the password"))
    assert known == unknown
    assert WRONG in known


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed: the slow part of an answer."""

    count = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).count += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("email", ["owner@people.example", "codes@people.example", "stranger@people.example"])
def test_every_wrong_attempt_hashes_one_password(post: Post, settings: Any, owner: Person, email: str) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    PersonFactory(email="codes@people.example")
    owner.set_password(PASSWORD)
    owner.save()
    CountingHasher.count = 0
    sign_in(post, email, "not the password")
    assert CountingHasher.count == 1


def test_nothing_typed_is_lost_but_the_password(post: Post, owner: Person) -> None:
    response = sign_in(post, owner.email, "not the password")
    assert f'value="{owner.email}"' in response.content.decode()
    assert "not the password" not in response.content.decode()


def test_an_empty_form_says_what_to_enter(post: Post, db: None) -> None:
    text = words(post("/account/sign-in/"))
    assert "Enter your email address" in text
    assert "Enter your password" in text


def test_a_closed_account_stays_closed(client: Client, post: Post) -> None:
    closed = PersonFactory(with_password=True, deactivated=True)
    response = sign_in(post, closed.email, follow=True)
    assert "Your account is closed" in words(response)
    assert who(client) is None


def test_whoever_loses_their_account_is_out_at_the_next_click(client: Client, owner: Person) -> None:
    client.force_login(owner)
    assert "Your account" in words(client.get("/account/"))
    Person.objects.filter(pk=owner.pk).update(is_active=False)
    assert client.get("/account/")["Location"] == "/account/sign-in/?next=/account/"


def test_after_signing_in_one_goes_where_one_wanted(post: Post, owner: Person) -> None:
    assert sign_in(post, owner.email, to="/account/sessions/")["Location"] == "/account/sessions/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "http://[",
        "/\\evil.example",
        "///evil.example",
    ],
)
def test_nobody_is_led_away_from_the_portal(post: Post, owner: Person, elsewhere: str) -> None:
    assert sign_in(post, owner.email, to=elsewhere)["Location"] == "/home/"


@pytest.mark.parametrize("path", ["sign-in/", "sign-in/code/", "password/forgotten/"])
def test_what_is_no_address_does_not_stop_the_page(client: Client, path: str) -> None:
    assert "Email address" in words(client.get(f"/account/{path}?next=http://["))


@pytest.mark.parametrize("path", ["sign-in/code/", "password/forgotten/"])
def test_an_address_longer_than_can_be_kept_is_refused_beside_its_field(client: Client, path: str) -> None:
    beyond = "a" * 60 + "@" + ".".join(["b" * 60] * 3) + ".example.org"
    page = words(client.post(f"/account/{path}", {"email": beyond}))
    assert ("Email address must be 254 characters or less" in page, len(beyond)) == (True, 255)


def test_signing_out_takes_a_press_of_a_button(client: Client, post: Post, owner: Person) -> None:
    client.force_login(owner)
    assert "Do you want to sign out?" in words(client.get("/account/sign-out/"))
    assert who(client) == str(owner.pk)
    post("/account/sign-out/")
    assert who(client) is None


def test_signing_in_gives_the_session_a_new_key(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email, "not the password")
    client.get("/account/sign-in/code/")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["session"] = before
    sign_in(post, owner.email)
    assert client.session.session_key != before


def test_nobody_makes_an_account_here(client: Client, post: Post, db: None) -> None:
    page = words(client.get("/account/getting-an-account/"))
    assert "Accounts are by invitation" in page
    again = words(
        post("/account/getting-an-account/", {"email": "new@people.example", "password1": "three random words"})
    )
    assert again == page
    assert not Person.objects.exists()
    assert mail.outbox == []
