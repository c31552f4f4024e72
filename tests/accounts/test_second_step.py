"""The second step: setting it up, using it, losing the phone; and who reaches nothing without it."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core import mail
from django.test import Client

from accounts.encryption import decrypt, encrypt
from accounts.models import Person
from accounts.selectors import has_second_step
from tests.accounts.conftest import Post, sign_in, subjects, who, words
from tests.factories import PASSWORD, PersonFactory, RoleFactory, code_of, give_second_step

pytestmark = pytest.mark.django_db
SET_UP = "/account/second-step/set-up/"
ENTER = "/account/sign-in/second-step/"


def seed_on(page: str) -> str:
    """The key that the page shows to those who cannot scan."""
    found = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    assert found, page
    return found[0].replace(" ", "")


def set_up(client: Client, post: Post) -> str:
    """Set up an app as a person does; returns the words of the page after it."""
    seed = seed_on(words(client.get(SET_UP)))
    return words(post(SET_UP, {"code": code_of(seed)}, follow=True))


def recovery_codes(text: str) -> list[str]:
    return re.findall(r"\b\d{4} \d{4}\b", text)


def test_setting_up_an_app_ends_with_recovery_codes(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    page = set_up(client, post)
    assert has_second_step(owner)
    assert len(recovery_codes(page)) == 10
    assert subjects(owner.email)[-1] == "A second step was added to your account"


def test_the_page_has_a_picture_to_scan_and_a_key_to_type(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    response = client.get(SET_UP)
    assert 'src="data:image/svg+xml;base64,' in response.content.decode()
    assert len(seed_on(words(response))) == 32


def test_a_wrong_first_code_sets_nothing_up(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    client.get(SET_UP)
    assert "The code is not right" in words(post(SET_UP, {"code": "000000"}))
    assert not has_second_step(owner)


def test_after_the_password_comes_the_code(client: Client, post: Post, owner: Person) -> None:
    give_second_step(owner)
    response = sign_in(post, owner.email, follow=True)
    assert "Enter the code from your app" in words(response)
    assert who(client) is None
    post(ENTER, {"code": code_of()})
    assert who(client) == str(owner.pk)


def test_a_code_by_mail_does_not_replace_the_second_step(client: Client, post: Post, owner: Person) -> None:
    give_second_step(owner)
    post("/account/sign-in/code/", {"email": owner.email})
    code = re.search(r"^    (\d{6})$", mail.outbox[-1].body, re.MULTILINE)
    assert code
    page = words(post("/account/sign-in/code/enter/", {"code": code[1]}, follow=True))
    assert "Enter the code from your app" in page
    assert who(client) is None


def test_a_code_of_the_app_works_once(client: Client, post: Post, owner: Person) -> None:
    give_second_step(owner)
    code = code_of()
    sign_in(post, owner.email)
    post(ENTER, {"code": code})
    again = Client()
    sign_in(post, owner.email, by=again)
    assert "The code is not right" in words(post(ENTER, {"code": code}, by=again))
    assert who(again) is None


def test_a_colleagues_app_is_of_no_use(client: Client, post: Post, owner: Person, colleague: Person) -> None:
    give_second_step(owner)
    sign_in(post, owner.email)
    post(ENTER, {"code": code_of("JBSWY3DPEHPK3PXQJBSWY3DPEHPK3PXQ")})
    assert who(client) is None


def test_a_recovery_code_lets_in_once(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    code = recovery_codes(set_up(client, post))[0]
    post("/account/sign-out/")
    sign_in(post, owner.email)
    post(ENTER, {"code": code})
    assert who(client) == str(owner.pk)
    again = Client()
    sign_in(post, owner.email, by=again)
    post(ENTER, {"code": code}, by=again)
    assert who(again) is None


def test_five_wrong_codes_close_the_door_for_a_while(client: Client, post: Post, owner: Person) -> None:
    give_second_step(owner)
    sign_in(post, owner.email)
    for _attempt in range(5):
        post(ENTER, {"code": "000000"})
    assert "Too many attempts" in words(post(ENTER, {"code": code_of()}))
    assert who(client) is None


def test_removing_the_app_removes_its_recovery_codes(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    set_up(client, post)
    assert "Do you want to remove" in words(client.get("/account/second-step/remove/"))
    post("/account/second-step/remove/")
    assert not Authenticator.objects.filter(user=owner).exists()
    assert subjects(owner.email)[-1] == "The second step was removed from your account"


def test_new_recovery_codes_replace_the_old_ones(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    old = recovery_codes(set_up(client, post))
    new = recovery_codes(words(post("/account/second-step/recovery-codes/new/", follow=True)))
    assert len(new) == 10
    assert not set(old) & set(new)
    listed = client.get("/account/second-step/recovery-codes/file/").content.decode()
    assert recovery_codes(listed) == new


@pytest.mark.parametrize("page", [SET_UP, "/account/second-step/recovery-codes/new/"])
def test_ten_minutes_after_signing_in_the_password_is_asked_again(
    client: Client, post: Post, owner: Person, travel: Any, page: str
) -> None:
    sign_in(post, owner.email)
    travel(minutes=11)
    asked = client.get(page, follow=True)
    assert "Enter your password to go on" in words(asked)
    back = post(f"/account/confirm/?next={page}", {"password": PASSWORD})
    assert back["Location"] == page


def test_the_second_step_itself_can_be_asked_again(client: Client, post: Post, owner: Person, travel: Any) -> None:
    sign_in(post, owner.email)
    set_up(client, post)
    travel(minutes=11)
    page = "/account/second-step/remove/"
    client.get(page)
    seed = decrypt(Authenticator.objects.get(user=owner, type="totp").data["secret"])
    back = post(f"/account/confirm/second-step/?next={page}", {"code": code_of(seed)})
    assert back["Location"] == page


# --- Kept encrypted ---------------------------------------------------------------------------------------------------
def test_the_seed_does_not_lie_open_in_the_database(client: Client, post: Post, owner: Person) -> None:
    sign_in(post, owner.email)
    seed = seed_on(words(client.get(SET_UP)))
    post(SET_UP, {"code": code_of(seed)})
    kept = Authenticator.objects.get(user=owner, type="totp").data["secret"]
    assert seed not in kept
    assert decrypt(kept) == seed


def test_a_former_key_still_opens_what_it_closed(settings: Any) -> None:
    settings.SECRET_KEY = former = "f" * 60
    closed = encrypt("a seed")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [former]
    assert decrypt(closed) == "a seed"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        decrypt(closed)


# --- Who must have one ------------------------------------------------------------------------------------------------
def without_second_step(kind: str) -> Person:
    """Somebody new in a role, or an operator."""
    if kind == "operator":
        operator = PersonFactory(operator=True, with_password=True)
        Authenticator.objects.filter(user=operator).delete()
        return operator
    person = PersonFactory(with_password=True)
    RoleFactory(**{kind: True}, person=person, second_step=False)
    return person


@pytest.mark.parametrize("kind", ["manager", "finance", "operator"])
@pytest.mark.parametrize("page", ["/home/", "/operator/", "/role/"])
def test_who_must_have_a_second_step_reaches_nothing_without_it(client: Client, kind: str, page: str) -> None:
    client.force_login(without_second_step(kind))
    assert client.get(page)["Location"] == SET_UP


@pytest.mark.parametrize("page", ["/account/", "/account/sessions/", "/account/second-step/", "/", "/privacy/"])
def test_their_own_account_and_public_pages_stay_open(client: Client, page: str) -> None:
    client.force_login(without_second_step("manager"))
    assert "<h1" in client.get(page).content.decode()


def test_the_set_up_page_says_why(client: Client, post: Post) -> None:
    manager = without_second_step("manager")
    response = sign_in(post, manager.email, to="/home/", follow=True)
    assert "Your role needs a second step" in words(response)


def test_with_the_second_step_everything_opens(client: Client, post: Post) -> None:
    manager = without_second_step("manager")
    sign_in(post, manager.email)
    set_up(client, post)
    assert "Location" not in client.get("/home/")


def test_removing_it_closes_everything_again(client: Client, post: Post) -> None:
    manager = without_second_step("manager")
    sign_in(post, manager.email)
    set_up(client, post)
    post("/account/second-step/remove/")
    assert client.get("/home/")["Location"] == SET_UP


@pytest.mark.parametrize("kind", ["representative", "champion", "adviser", "evaluator"])
def test_other_roles_may_do_without(client: Client, kind: str) -> None:
    client.force_login(RoleFactory(**{kind: True}).person)
    assert "Location" not in client.get("/home/")


def test_a_manager_of_last_year_may_do_without(client: Client) -> None:
    client.force_login(RoleFactory(manager=True, over=True, second_step=False).person)
    assert "Location" not in client.get("/home/")


def test_the_demonstration_asks_it_of_nobody(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(without_second_step("manager"))
    assert "Location" not in client.get("/home/")
