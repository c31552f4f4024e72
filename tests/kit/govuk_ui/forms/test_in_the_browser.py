"""Forms in a real browser: nobody shut out, by keyboard, with and without scripts, wide and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kit.govuk_ui.forms.text import browser_length
from tests.browser import PHONE, WIDE, Window, axe_violations, screenshot, sideways_scroll

pytestmark = pytest.mark.browser
OpenWindow = Callable[..., Window]
TRY, ROWS, SECTION = "/style/pages/form/", "/style/pages/rows/", "/style/forms/"
PAGES = {"one-of-each": TRY, "with-mistakes": f"{TRY}?wrong=1", "rows": ROWS}
WIDTHS = [WIDE, pytest.param(PHONE, marks=pytest.mark.long)]


def shows(page: Page, **questions: bool) -> None:
    """Whether each of the questions can be seen, by the name of its field."""
    for name, is_there in questions.items():
        expect(page.locator(f"[name={name}]")).to_be_visible(visible=is_there)


def fill(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_a_page_with_forms_shuts_anybody_out(window: OpenWindow, name: str, width: int) -> None:
    shown = window(width=width)
    page = shown.goto(PAGES[name])
    screenshot(page, f"forms/{name}-{width}")

    assert page.url.endswith(PAGES[name])
    assert axe_violations(page) + sideways_scroll(page) + shown.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_questions_under_an_answer_open_by_keyboard_and_shut_nobody_out(window: OpenWindow, width: int) -> None:
    shown = window(width=width)
    page = shown.goto(TRY)
    shows(page, help_needed=False, meet_again_day=False, data_email=False)

    page.locator("#id_happened_0").focus()
    page.keyboard.press("ArrowDown")
    shows(page, help_needed=False, meet_again_day=True)
    page.keyboard.press("ArrowDown")
    page.locator("#id_barriers_0").press("Space")

    shows(page, help_needed=True, meet_again_day=False, data_email=True)
    screenshot(page, f"forms/opened-{width}")
    assert axe_violations(page) + sideways_scroll(page) + shown.complaints == []


def test_none_of_these_unticks_the_rest(window: OpenWindow) -> None:
    page = window().goto(TRY)

    page.get_by_label("Nobody has the time").check()
    page.get_by_label("Nothing stands in the way").check()

    expect(page.get_by_label("Nobody has the time")).not_to_be_checked()


def test_without_scripts_every_question_shows_and_the_form_can_be_sent(window: OpenWindow) -> None:
    page = window(width=PHONE, javascript=False).goto(TRY)
    shows(page, help_needed=True, meet_again_day=True, data_email=True)

    page.get_by_label("Partnership", exact=True).select_option("Lichfield")
    fill(page, visited_day="4", visited_month="June", visited_year="2024", quantity="1.5", spent="£1,240")
    page.get_by_label("A project was agreed").check()
    page.get_by_label("Nothing stands in the way").check()
    page.get_by_label("The partnership has read this").check()
    page.get_by_role("button", name="Log visit").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.get_by_text("4 June 2024")).to_be_visible()
    expect(page.get_by_text("£1,240")).to_be_visible()
    expect(page.get_by_text("Which help?")).to_be_hidden()


def test_mistakes_are_heard_first_and_the_link_leads_to_the_first_wrong_box(window: OpenWindow) -> None:
    page = window().goto(TRY)
    fill(page, visited_day="4", visited_month="6", visited_year="27")
    page.get_by_role("button", name="Log visit").click()

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Year must include 4 numbers").press("Enter")
    expect(page.locator("[name=visited_year]")).to_be_focused()
    page.get_by_role("link", name="Select what came of it").press("Enter")
    expect(page.locator("[name=happened]").first).to_be_focused()


def test_what_was_typed_survives_mistakes(window: OpenWindow) -> None:
    page = window().goto(TRY)
    fill(page, visited_day="31", visited_month="Juny", visited_year="27", quantity="a few", spent="£1,00")
    page.get_by_role("button", name="Log visit").click()

    expect(page.locator(".govuk-error-summary")).to_be_visible()
    for name, kept in {"visited_month": "Juny", "quantity": "a few", "spent": "£1,00"}.items():
        expect(page.locator(f"[name={name}]")).to_have_value(kept)


@pytest.mark.parametrize("text", ["plain", "two\nlines\n", "👩‍👧 é e\u0301", " spaces  "])
def test_the_counter_counts_as_the_server_does(window: OpenWindow, text: str) -> None:
    page = window().goto(TRY)
    page.get_by_label("They need more help").check()

    page.locator("[name=help_needed]").fill(text)

    left = 200 - browser_length(text)
    page.get_by_text(f"You have {left} characters remaining").first.wait_for()


def test_a_password_can_be_shown(window: OpenWindow) -> None:
    page = window().goto(SECTION)
    box = page.locator("#foreign_password")
    box.fill("three words")

    group = page.locator("[data-module=govuk-password-input]", has=box)
    group.get_by_role("button", name="Show password").click()

    expect(box).to_have_attribute("type", "text")


def test_rows_come_and_go_without_scripts_and_keep_what_was_typed(window: OpenWindow) -> None:
    page = window(width=PHONE, javascript=False).goto(ROWS)
    page.locator("[name=milestones-0-title]").fill("Staff briefed")
    page.locator("[name=milestones-1-title]").fill("First report")

    page.get_by_role("button", name="Add another milestone").click()
    expect(page.locator("[name=milestones-2-title]")).to_be_visible()
    page.get_by_role("button", name="Remove Milestone 1").click()

    expect(page.locator("[name=milestones-0-title]")).to_have_value("First report")
    expect(page.locator("[name=milestones-2-title]")).to_have_count(0)
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


def test_enter_in_a_row_saves_and_removes_nothing(window: OpenWindow) -> None:
    page = window().goto(ROWS)
    page.locator("[name=milestones-0-title]").fill("Staff briefed")

    page.locator("[name=milestones-0-title]").press("Enter")

    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.locator("[name=milestones-0-title]")).to_have_value("Staff briefed")
