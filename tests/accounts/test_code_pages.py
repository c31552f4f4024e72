"""What the pages around a code say, and what uses up one of the three tries."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Person
from audit.models import Entry
from tests.accounts.conftest import Post, code_in_last_mail, sign_in, who, words
from tests.accounts.test_second_step import SET_UP, recovery_codes, seed_on
from tests.factories import PersonFactory, code_of

pytestmark = pytest.mark.django_db
ENTER = "/account/sign-in/code/enter/"
NO_GUESSES = ["", "12345", "1234567", "the code", "１２３４５６"]
LIMIT = "That code no longer works: it was entered wrongly 3 times. Ask for another."


def wrong() -> str:
    return "000000" if code_in_last_mail() != "000000" else "111111"


@pytest.mark.parametrize("entered", NO_GUESSES)
def test_what_cannot_be_a_code_uses_up_no_try(client: Client, post: Post, owner: Person, entered: str) -> None:
    post("/account/sign-in/code/", {"email": owner.email})
    for _try in range(4):
        page = words(post(ENTER, {"code": entered}))
    assert "Enter the code" in page or "The code is 6 digits. Enter all of them" in page
    post(ENTER, {"code": code_in_last_mail()})
    assert who(client) == str(owner.pk)


@pytest.mark.parametrize("entered", NO_GUESSES)
def test_nor_does_it_for_a_forgotten_password(client: Client, post: Post, owner: Person, entered: str) -> None:
    post("/account/password/forgotten/", {"email": owner.email})
    for _try in range(4):
        post("/account/password/forgotten/code/", {"code": entered})
    right = post("/account/password/forgotten/code/", {"code": code_in_last_mail()})
    assert right["Location"] == "/account/password/forgotten/new/"


@pytest.mark.parametrize("entered", NO_GUESSES)
def test_nor_for_a_new_address(client: Client, post: Post, owner: Person, entered: str) -> None:
    sign_in(post, owner.email)
    post("/account/email/", {"email": "moved@people.example", "action_add": ""})
    for _try in range(4):
        post("/account/email/code/", {"code": entered})
    post("/account/email/code/", {"code": code_in_last_mail()})
    owner.refresh_from_db()
    assert owner.email == "moved@people.example"


def test_a_code_may_be_typed_in_two_halves(client: Client, post: Post, owner: Person) -> None:
    post("/account/sign-in/code/", {"email": owner.email})
    code = code_in_last_mail()
    post(ENTER, {"code": f"{code[:3]} {code[3:]}"})
    assert who(client) == str(owner.pk)


@pytest.mark.parametrize(
    ("ask", "enter"),
    [("/account/sign-in/code/", ENTER), ("/account/password/forgotten/", "/account/password/forgotten/code/")],
)
def test_after_three_wrong_codes_the_page_says_so(post: Post, owner: Person, ask: str, enter: str) -> None:
    post(ask, {"email": owner.email})
    for _try in range(3):
        last = words(post(enter, {"code": wrong()}, follow=True))
    assert LIMIT in last
    assert "Too many attempts" not in last
    assert Entry.objects.filter(action="person.code_rejected").count() == 3


def test_another_code_is_announced_and_the_last_one_too(post: Post, owner: Person) -> None:
    post("/account/sign-in/code/", {"email": owner.email})
    for _code in range(2):
        page = words(post(ENTER, {"action": "resend"}, follow=True))
        assert "We have sent another code. Only the newest one works." in page
    refused = words(post(ENTER, {"action": "resend"}, follow=True))
    assert "We cannot send more codes for now. Wait 5 minutes and start again." in refused
    assert "We have sent another code" not in refused
    assert len(mail.outbox) == 3


def test_recovery_codes_show_at_once_however_long_ago_one_signed_in(client: Client, post: Post, travel: Any) -> None:
    person = PersonFactory()
    post("/account/sign-in/code/", {"email": person.email})
    post(ENTER, {"code": code_in_last_mail()})
    travel(minutes=11)
    seed = seed_on(words(client.get(SET_UP)))
    page = words(post(SET_UP, {"code": code_of(seed)}, follow=True))
    assert len(recovery_codes(page)) == 10


@pytest.mark.parametrize("method", ["get", "post"])
def test_recovery_codes_without_an_app_lead_to_setting_one_up(
    client: Client, post: Post, owner: Person, method: str
) -> None:
    sign_in(post, owner.email)
    answer = getattr(client, method)("/account/second-step/recovery-codes/new/")
    assert answer["Location"] == "/account/second-step/"
