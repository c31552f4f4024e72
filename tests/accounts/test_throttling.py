"""Guessing is slowed down, in plain words; whoever knows the password is not locked out by their own success."""

from typing import Any

import pytest
from allauth.core.internal.ratelimit import parse_rates
from django.test import Client

from accounts.models import Person
from ltd_portal import sign_in as rules
from tests.accounts.conftest import Post, sign_in, who, words
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def test_five_wrong_passwords_close_an_account_to_guessers(client: Client, post: Post, owner: Person) -> None:
    for attempt in range(5):
        sign_in(post, owner.email, f"guess number {attempt}")
    page = words(sign_in(post, owner.email, PASSWORD))
    assert "Too many attempts. Wait 5 minutes and try again" in page
    assert who(client) is None


def test_a_colleague_signs_in_all_the_same(client: Client, post: Post, owner: Person, colleague: Person) -> None:
    for attempt in range(5):
        sign_in(post, owner.email, f"guess number {attempt}")
    sign_in(post, colleague.email)
    assert who(client) == str(colleague.pk)


def test_guesses_at_a_strangers_address_are_slowed_with_the_same_words(post: Post, owner: Person) -> None:
    for email in (owner.email, "stranger@people.example"):
        for attempt in range(5):
            sign_in(post, email, f"guess number {attempt}", REMOTE_ADDR=f"192.0.2.{len(email)}")
    known = words(sign_in(post, owner.email, REMOTE_ADDR="192.0.2.200"))
    unknown = words(sign_in(post, "stranger@people.example", REMOTE_ADDR="192.0.2.201"))
    assert "Too many attempts" in known
    assert known == unknown


def test_after_five_minutes_the_owner_is_let_in(client: Client, post: Post, owner: Person, travel: Any) -> None:
    for attempt in range(5):
        sign_in(post, owner.email, f"guess number {attempt}")
    travel(minutes=6)
    sign_in(post, owner.email)
    assert who(client) == str(owner.pk)


def test_one_address_cannot_try_many_accounts(post: Post, db: None) -> None:
    for attempt in range(10):
        sign_in(post, f"person{attempt}@people.example", "a guess")
    assert "Too many attempts" in words(sign_in(post, "person11@people.example", "a guess"))
    elsewhere = sign_in(post, "person12@people.example", "a guess", REMOTE_ADDR="192.0.2.1")
    assert "Too many attempts" not in words(elsewhere)


def test_a_forwarded_address_is_not_believed(post: Post, db: None) -> None:
    """Else a guesser would be somebody new with each attempt."""
    for attempt in range(10):
        sign_in(post, f"person{attempt}@people.example", "a guess", HTTP_X_FORWARDED_FOR=f"192.0.2.{attempt}")
    last = sign_in(post, "person11@people.example", "a guess", HTTP_X_FORWARDED_FOR="192.0.2.99")
    assert "Too many attempts" in words(last)


def test_asking_for_codes_without_end_is_refused(post: Post, client: Client, owner: Person) -> None:
    for _attempt in range(3):
        assert "Check your email" in words(post("/account/sign-in/code/", {"email": owner.email}, follow=True))
        client.logout()
    refused = words(post("/account/sign-in/code/", {"email": owner.email}))
    assert "You have asked for too many codes. Wait 5 minutes and try again." in refused


def test_forgetting_without_end_ends_on_a_page_that_says_what_to_do(post: Post, owner: Person) -> None:
    for _attempt in range(3):
        assert post("/account/password/forgotten/", {"email": owner.email})["Location"].endswith("/code/")
    response = post("/account/password/forgotten/", {"email": owner.email})
    assert response.status_code == 429
    assert "Wait 5 minutes and try again" in words(response)
    assert "Back to sign in" in words(response)


def test_no_window_is_longer_than_the_pages_say() -> None:
    rates = [rate for limits in rules.ACCOUNT_RATE_LIMITS.values() for rate in parse_rates(limits)]
    assert max(rate.duration for rate in rates) == 5 * rules.MINUTE
