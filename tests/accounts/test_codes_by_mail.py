"""Signing in, choosing a new password and changing the address with codes that come by mail."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from notices.models import Message, Suppression
from notices.selectors.choices import Recipient, fates_for
from tests.accounts.conftest import Post, code_in_last_mail, sign_in, subjects, who, words
from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "heron kettle violin"


def ask_for_code(post: Post, email: str) -> str:
    """The page that one sees after asking, with the address itself left out."""
    response = post("/account/sign-in/code/", {"email": email, "next": "/account/"}, follow=True)
    return words(response).replace(email, "ADDRESS")


def test_a_code_by_mail_opens_the_account(client: Client, post: Post) -> None:
    person = PersonFactory()
    ask_for_code(post, person.email)
    post("/account/sign-in/code/enter/", {"code": code_in_last_mail(), "next": "/account/"})
    assert who(client) == str(person.pk)


def test_signed_in_with_a_code_one_is_signed_out_when_the_browser_closes(client: Client, post: Post) -> None:
    person = PersonFactory()
    ask_for_code(post, person.email)
    post("/account/sign-in/code/enter/", {"code": code_in_last_mail(), "next": "/account/"})
    assert who(client) == str(person.pk)
    assert client.cookies["session"]["max-age"] == ""


def test_whoever_asks_for_a_code_gets_it_though_mail_once_came_back(client: Client, post: Post) -> None:
    person = PersonFactory()
    suppression = Suppression.objects.create(address=person.email, reason="bounced", made_at=timezone.now())
    ask_for_code(post, person.email)
    post("/account/sign-in/code/enter/", {"code": code_in_last_mail(), "next": "/account/"})
    assert who(client) == str(person.pk)
    assert list(Suppression.objects.standing()) == [suppression]


@pytest.mark.parametrize("kind", ["accounts/password_changed", "accounts/second_step_removed"])
def test_only_what_was_asked_for_goes_where_mail_came_back(kind: str) -> None:
    Suppression.objects.create(address="kim@mail.example", reason="bounced", made_at=timezone.now())
    [told] = fates_for(kind, [Recipient("kim@mail.example")], None)
    assert told.problem == "suppressed"


def test_the_code_goes_to_its_owner_and_says_what_it_is_for(post: Post, owner: Person) -> None:
    ask_for_code(post, owner.email)
    assert mail.outbox[-1].to == [owner.email]
    assert mail.outbox[-1].subject == "Your code to sign in"
    assert "Nobody can sign in without the code" in mail.outbox[-1].body


def test_the_code_is_stored_nowhere_in_the_messages(post: Post, owner: Person) -> None:
    ask_for_code(post, owner.email)
    message = Message.objects.get()
    assert message.state == Message.State.SENT
    assert "[[code:" in message.text
    assert code_in_last_mail() not in message.text


def test_a_stranger_sees_the_same_page_and_gets_a_mail_too(post: Post, client: Client, owner: Person) -> None:
    known = ask_for_code(post, owner.email)
    client.logout()
    unknown = ask_for_code(post, "stranger@people.example")
    assert known == unknown
    assert [sent.to for sent in mail.outbox] == [["owner@people.example"], ["stranger@people.example"]]
    assert "No account has this address" in mail.outbox[-1].body
    assert "How to get an account:" in mail.outbox[-1].body
    assert re.search(r"http://\S+/account/getting-an-account/", mail.outbox[-1].body)


def test_both_mails_are_sent_by_the_page_itself(post: Post, client: Client, owner: Person) -> None:
    """Were one of them left to a worker, the clock would tell who has an account."""
    ask_for_code(post, owner.email)
    client.logout()
    ask_for_code(post, "stranger@people.example")
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.SENT}


def test_a_closed_account_is_a_strangers(post: Post) -> None:
    ask_for_code(post, PersonFactory(deactivated=True).email)
    assert mail.outbox[-1].subject == "There is no account with this address"


def test_a_code_works_only_in_the_browser_that_asked(post: Post, owner: Person) -> None:
    ask_for_code(post, owner.email)
    elsewhere = Client()
    post("/account/sign-in/code/enter/", {"code": code_in_last_mail()}, by=elsewhere)
    assert who(elsewhere) is None


def test_a_wrong_code_is_refused_beside_the_field(client: Client, post: Post, owner: Person) -> None:
    ask_for_code(post, owner.email)
    wrong = "000000" if code_in_last_mail() != "000000" else "111111"
    assert "The code is not right" in words(post("/account/sign-in/code/enter/", {"code": wrong}))
    assert who(client) is None


def test_after_three_wrong_codes_the_right_one_is_dead(client: Client, post: Post, owner: Person) -> None:
    ask_for_code(post, owner.email)
    code = code_in_last_mail()
    wrong = "000000" if code != "000000" else "111111"
    for _attempt in range(3):
        last = post("/account/sign-in/code/enter/", {"code": wrong}, follow=True)
    assert "That code no longer works: it was entered wrongly 3 times" in words(last)
    post("/account/sign-in/code/enter/", {"code": code})
    assert who(client) is None


def test_another_code_can_be_sent_and_replaces_the_first(client: Client, post: Post, owner: Person) -> None:
    ask_for_code(post, owner.email)
    first = code_in_last_mail()
    post("/account/sign-in/code/enter/", {"action": "resend"})
    assert len(mail.outbox) == 2
    second = code_in_last_mail()
    if first != second:
        post("/account/sign-in/code/enter/", {"code": first})
        assert who(client) is None
    post("/account/sign-in/code/enter/", {"code": second})
    assert who(client) == str(owner.pk)


def test_a_code_is_too_old_after_ten_minutes(client: Client, post: Post, owner: Person, travel: Any) -> None:
    ask_for_code(post, owner.email)
    travel(minutes=11)
    post("/account/sign-in/code/enter/", {"code": code_in_last_mail()})
    assert who(client) is None


# --- A forgotten password ---------------------------------------------------------------------------------------------
def forget(post: Post, email: str) -> str:
    return words(post("/account/password/forgotten/", {"email": email}, follow=True)).replace(email, "ADDRESS")


def test_a_forgotten_password_is_replaced_with_a_code(client: Client, post: Post, owner: Person) -> None:
    forget(post, owner.email)
    post("/account/password/forgotten/code/", {"code": code_in_last_mail()})
    done = post("/account/password/forgotten/new/", {"password1": NEW_PASSWORD}, follow=True)
    assert "You can sign in with it now" in words(done)
    assert who(client) is None
    sign_in(post, owner.email, NEW_PASSWORD)
    assert who(client) == str(owner.pk)
    assert subjects(owner.email)[-1] == "Your password was changed"


def test_without_the_code_nobody_chooses_a_new_password(client: Client, post: Post, owner: Person) -> None:
    forget(post, owner.email)
    post("/account/password/forgotten/new/", {"password1": NEW_PASSWORD})
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


def test_a_stranger_who_forgets_a_password_sees_the_same_page(client: Client, post: Post, owner: Person) -> None:
    known = forget(post, owner.email)
    client.logout()
    assert forget(post, "stranger@people.example") == known
    assert mail.outbox[-1].subject == "There is no account with this address"


@pytest.mark.parametrize(
    ("password", "words_beside_the_field"),
    [
        ("too short", "Password must be 12 characters or more"),
        ("Olwen Ownerby", "Password must not be like your name or your email address"),
        ("megaparol12345", "on lists of common passwords"),
        ("123456789012345", "not only digits, a row of keys or a repeated pattern"),
        ("0191-498-0372-55", "not only digits"),
        ("zyxwvutsrqpon", "a row of keys"),
        ("qwertyuiopasdfg", "a row of keys"),
        ("hey!hey!hey!hey", "a repeated pattern"),
        ("", "Enter a new password"),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(
    post: Post, owner: Person, password: str, words_beside_the_field: str
) -> None:
    forget(post, owner.email)
    post("/account/password/forgotten/code/", {"code": code_in_last_mail()})
    page = words(post("/account/password/forgotten/new/", {"password1": password}))
    assert words_beside_the_field in page
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


# --- Another address --------------------------------------------------------------------------------------------------
def test_a_new_address_counts_when_its_code_came_back(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    post("/account/email/", {"email": "Moved@People.Example", "action_add": ""})
    owner.refresh_from_db()
    assert owner.email == "owner@people.example"
    assert mail.outbox[-1].to == ["moved@people.example"]
    done = post("/account/email/code/", {"code": code_in_last_mail()}, follow=True)
    owner.refresh_from_db()
    assert owner.email == "moved@people.example"
    assert "Your email address is moved@people.example" in words(done)
    assert subjects("owner@people.example") == ["Your email address was changed"]


def test_a_stopped_address_that_its_code_proves_is_sent_to_again(client: Client, post: Post, owner: Person) -> None:
    stopped = Suppression.objects.create(address="moved@people.example", reason="bounced", made_at=timezone.now())
    sign_in(post, owner.email)
    post("/account/email/", {"email": "moved@people.example", "action_add": ""})
    post("/account/email/code/", {"code": code_in_last_mail()})
    stopped.refresh_from_db()
    assert stopped.lifted_by == owner


def test_a_colleagues_address_cannot_be_taken(client: Client, post: Post, owner: Person, colleague: Person) -> None:
    sign_in(post, owner.email)
    asked = words(post("/account/email/", {"email": colleague.email, "action_add": ""}, follow=True))
    assert "Confirm your email address" in asked
    refused = post("/account/email/code/", {"code": code_in_last_mail()}, follow=True)
    assert refused.wsgi_request.path == "/account/email/"
    assert "You cannot use this email address. Enter a different one" in words(refused)
    owner.refresh_from_db()
    assert owner.email == "owner@people.example"


def test_the_account_page_tells_of_an_address_that_waits_for_its_code(
    client: Client, post: Post, owner: Person
) -> None:
    sign_in(post, owner.email)
    waiting = "Waiting for the code we sent to moved@people.example. Enter the code"
    post("/account/email/", {"email": "moved@people.example", "action_add": ""})
    assert waiting in words(client.get("/account/"))
    post("/account/email/code/", {"code": code_in_last_mail()})
    assert "Waiting for the code" not in words(client.get("/account/"))


def test_the_new_address_signs_in_and_the_old_one_does_not(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    post("/account/email/", {"email": "moved@people.example", "action_add": ""})
    post("/account/email/code/", {"code": code_in_last_mail()})
    client.logout()
    sign_in(post, "owner@people.example")
    assert who(client) is None
    sign_in(post, "moved@people.example")
    assert who(client) == str(owner.pk)


# --- Another password -------------------------------------------------------------------------------------------------
def test_changing_the_password_asks_for_the_present_one(client: Client, post: Post, owner: Person) -> None:
    client.force_login(owner)
    page = words(post("/account/password/", {"oldpassword": "a guess", "password1": NEW_PASSWORD}))
    assert "That is not your current password" in page
    post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})
    owner.refresh_from_db()
    assert owner.check_password(NEW_PASSWORD)


def test_somebody_with_codes_only_can_choose_a_password(client: Client, post: Post) -> None:
    person = PersonFactory()
    client.force_login(person)
    assert client.get("/account/password/")["Location"] == "/account/password/choose/"
    page = words(post("/account/password/choose/", {"password1": NEW_PASSWORD}, follow=True))
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert "Your password is saved" in page
    assert subjects(person.email) == ["You now have a password"]
