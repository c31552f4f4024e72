"""What the audit trail tells of signing in, and what it must not know."""

import pytest
from django.test import Client

from accounts.models import Person
from audit.models import Entry
from tests.accounts.conftest import Post, code_in_last_mail, sign_in
from tests.accounts.test_second_step import set_up
from tests.factories import PASSWORD, give_second_step

pytestmark = pytest.mark.django_db


def trail() -> list[tuple[str, int | None]]:
    """What was done and by whom, oldest first."""
    return list(Entry.objects.order_by("pk").values_list("action", "actor"))


def test_signing_in_and_out_is_told(post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    post("/account/sign-out/")
    assert trail() == [("person.signed_in", owner.pk), ("person.signed_out", owner.pk)]
    assert Entry.objects.order_by("pk").first().details == {"methods": ["password"]}


def test_a_failed_attempt_is_told_without_the_address(post: Post, owner: Person) -> None:
    sign_in(post, owner.email, "not the password")
    entry = Entry.objects.get()
    assert (entry.action, entry.actor) == ("person.sign_in_failed", None)
    assert owner.email not in str(entry.details)
    assert "not the password" not in str(entry.details)


def test_attempts_at_the_same_address_can_be_counted(post: Post, owner: Person) -> None:
    for email in (owner.email, "OWNER@people.example", "stranger@people.example"):
        sign_in(post, email, "not the password")
    marks = [entry.details["address"] for entry in Entry.objects.order_by("pk")]
    assert marks[0] == marks[1] != marks[2]


def test_wrong_codes_are_told(post: Post, owner: Person) -> None:
    give_second_step(owner)
    post("/account/sign-in/code/", {"email": owner.email})
    wrong = "000000" if code_in_last_mail() != "000000" else "111111"
    post("/account/sign-in/code/enter/", {"code": wrong})
    post("/account/sign-in/code/enter/", {"code": code_in_last_mail()})
    post("/account/sign-in/second-step/", {"code": "not a code"})
    assert [action for action, _actor in trail()] == ["person.code_rejected", "person.code_rejected"]


def test_what_happens_to_the_second_step_is_told(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    set_up(client, post)
    post("/account/second-step/recovery-codes/new/")
    post("/account/second-step/remove/")
    told = [(entry.action, entry.details.get("type")) for entry in Entry.objects.order_by("pk")][1:]
    assert told == [
        ("person.factor_added", "totp"),
        ("person.factor_added", "recovery_codes"),
        ("person.recovery_codes_made", None),
        ("person.factor_removed", "totp"),
        ("person.factor_removed", "recovery_codes"),
    ]


def test_a_changed_password_is_told(post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    post("/account/password/", {"oldpassword": PASSWORD, "password1": "heron kettle violin"})
    assert trail()[1:] == [("person.password_changed", owner.pk)]
    assert "heron" not in str(list(Entry.objects.values()))


def test_a_changed_address_is_told_without_either_address(post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    post("/account/email/", {"email": "moved@people.example", "action_add": ""})
    post("/account/email/code/", {"code": code_in_last_mail()})
    assert trail()[1:] == [("person.email_changed", owner.pk)]
    assert "people.example" not in str(list(Entry.objects.values()))


def test_ended_sessions_are_told(post: Post, owner: Person) -> None:
    sign_in(post, owner.email, by=Client())
    sign_in(post, owner.email)
    post("/account/sessions/others/end/")
    assert trail()[2:] == [("person.sessions_ended", owner.pk)]


def test_changed_details_are_told_by_field_not_by_word(post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    post("/account/details/", {"name": "Olwen Newname", "phone": ""})
    entry = Entry.objects.order_by("pk").last()
    assert (entry.action, entry.details) == ("person.details_changed", {"fields": ["name"]})
