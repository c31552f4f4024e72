"""The pages of signing in as they are seen: wide and on a phone, without a complaint from axe or from the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from accounts.models import Person
from ltd_portal.sign_in import single_sign_on
from tests.accounts.conftest import code_in_last_mail
from tests.browser import PHONE, WIDE, Window, axe_violations, screenshot, sideways_scroll
from tests.factories import PASSWORD, PersonFactory, RoleFactory, code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Window]


class Looker:
    """Looks at each state of a window: a picture of it, and what is wrong with it."""

    def __init__(self, window: Window, width: int) -> None:
        self.window, self.width, self.wrong = window, width, list[str]()

    def look(self, name: str) -> Page:
        page = self.window.page
        screenshot(page, f"accounts/{name}-{self.width}")
        self.wrong += [f"{name}: {words}" for words in axe_violations(page) + sideways_scroll(page)]
        return page

    def goto(self, path: str, name: str) -> Page:
        self.window.goto(path)
        return self.look(name)


@pytest.fixture(params=[WIDE, PHONE])
def looker(request: pytest.FixtureRequest, window: Open) -> Looker:
    cache.clear()
    return Looker(window(width=request.param), request.param)


@pytest.fixture
def person(transactional_db: None) -> Person:
    return PersonFactory(with_password=True, email="owner@people.example", name="Olwen Ownerby")


def fill(page: Page, button: str, **fields: str) -> None:
    """Type into the fields by their labels and press the button; the page that comes of it is there."""
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=button, exact=True).click()


def test_signing_in_and_out(looker: Looker, person: Person) -> None:
    page = looker.goto("/account/sign-in/", "sign-in")
    fill(page, "Sign in", Email_address=person.email, Password="not the password")
    looker.look("sign-in-wrong")
    fill(page, "Sign in")
    looker.look("sign-in-empty")
    fill(page, "Sign in", Email_address=person.email, Password=PASSWORD)
    looker.goto("/account/", "overview")
    looker.goto("/account/details/", "details")
    looker.goto("/account/email/", "change-email")
    looker.goto("/account/password/", "change-password")
    looker.goto("/account/sign-out/", "sign-out")
    assert looker.wrong == looker.window.complaints == []


def test_a_code_by_mail(looker: Looker, person: Person) -> None:
    page = looker.goto("/account/sign-in/code/", "get-a-code")
    fill(page, "Send the code", Email_address=person.email)
    looker.look("enter-code")
    fill(page, "Continue", **{"6-digit_code": "not it"})
    looker.look("enter-code-wrong")
    fill(page, "Continue", **{"6-digit_code": code_in_last_mail()})
    assert page.url.endswith("/home/")
    assert looker.wrong == looker.window.complaints == []


def test_a_forgotten_password(looker: Looker, person: Person) -> None:
    page = looker.goto("/account/password/forgotten/", "forgotten")
    fill(page, "Send the code", Email_address=person.email)
    looker.look("forgotten-code")
    fill(page, "Continue", **{"6-digit_code": code_in_last_mail()})
    fill(page, "Change password", New_password="short")
    looker.look("new-password-wrong")
    fill(page, "Change password", New_password="heron kettle violin")
    looker.look("forgotten-done")
    assert looker.wrong == looker.window.complaints == []


def test_a_second_step(looker: Looker, person: Person) -> None:
    page = looker.goto("/account/sign-in/", "sign-in")
    fill(page, "Sign in", Email_address=person.email, Password=PASSWORD)
    looker.goto("/account/second-step/", "second-step-none")
    looker.goto("/account/second-step/set-up/", "second-step-set-up")
    page.get_by_text("I cannot scan the picture").click()
    expect(page.locator("details strong")).to_be_visible()
    seed = page.locator("details strong").inner_text().replace(" ", "")
    looker.look("second-step-key")
    fill(page, "Continue", **{"6-digit_code_from_the_app": code_of(seed)})
    looker.look("recovery-codes")
    looker.goto("/account/second-step/", "second-step")
    looker.goto("/account/second-step/remove/", "second-step-remove")
    looker.goto("/account/sessions/", "sessions-one")
    looker.window.goto("/account/sign-out/")
    fill(page, "Sign out")
    looker.window.goto("/account/sign-in/")
    fill(page, "Sign in", Email_address=person.email, Password=PASSWORD)
    looker.look("second-step-enter")
    fill(page, "Continue", Code="000000")
    looker.look("second-step-wrong")
    assert looker.wrong == looker.window.complaints == []


def test_sessions_on_several_devices(looker: Looker, window: Open, person: Person) -> None:
    phone = window(user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) Version/20.0 Safari/604.1")
    for opened in (phone, looker.window):
        fill(opened.goto("/account/sign-in/"), "Sign in", Email_address=person.email, Password=PASSWORD)
        opened.page.wait_for_url("**/home/")
    page = looker.goto("/account/sessions/", "sessions")
    fill(page, "End all the others")
    looker.look("sessions-ended")
    assert phone.goto("/account/").url.endswith("/account/sign-in/?next=/account/")
    assert looker.wrong == looker.window.complaints == []


def test_a_manager_is_led_to_the_second_step(looker: Looker, person: Person, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on(
        {"PORTAL_OIDC_URL": "https://login.example", "PORTAL_OIDC_CLIENT_ID": "portal", "PORTAL_OIDC_NAME": "Marlvale"}
    )
    RoleFactory(manager=True, person=person, second_step=False)
    page = looker.goto("/account/sign-in/", "sign-in-organisation")
    fill(page, "Sign in", Email_address=person.email, Password=PASSWORD)
    page.wait_for_url("**/account/second-step/set-up/")
    looker.look("second-step-must")
    assert looker.wrong == looker.window.complaints == []


def test_the_operators_pages_keep_to_the_content_security_policy(looker: Looker, person: Person) -> None:
    """Django's own pages: not ours to mend, but their scripts and styles must run under our policy."""
    looker.window.sign_in(PersonFactory(operator=True))
    for path in ("/operator/", "/operator/accounts/person/", f"/operator/accounts/person/{person.pk}/change/"):
        page = looker.window.goto(path)
        screenshot(page, f"accounts/operator-{path.count('/')}-{looker.width}")
        expect(page.get_by_role("link", name="Learning to Deliver: operator")).to_be_visible()
    assert looker.window.complaints == []


def test_pages_without_a_form(looker: Looker, person: Person) -> None:
    looker.goto("/account/getting-an-account/", "getting-an-account")
    looker.goto("/account/closed/", "closed")
    for _attempt in range(6):
        page = looker.window.goto("/account/password/forgotten/")
        fill(page, "Send the code", Email_address=person.email)
    looker.look("too-many-attempts")
    expect(page.get_by_text("Wait 5 minutes")).to_be_visible()
    assert looker.wrong == []
