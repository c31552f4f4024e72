"""Every section and whole page of the style page in a real browser, wide and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from kit.govuk_ui.style.catalogue import SAMPLES, SECTIONS
from tests.browser import PHONE, WIDE, Window, axe_violations, screenshot, sideways_scroll

pytestmark = pytest.mark.browser
OpenWindow = Callable[..., Window]

ADDRESSES = [
    "/style/",
    *(f"/style/{section}/" for section in SECTIONS),
    *(f"/style/pages/{sample}/" for sample in SAMPLES),
]


def look(window: Window, address: str, name: str) -> list[str]:
    """Everything that is wrong with a page."""
    page = window.goto(address)
    screenshot(page, f"style/{name}")
    elsewhere = [] if page.url.endswith(address) else [f"arrived at {page.url}"]
    return elsewhere + axe_violations(page) + sideways_scroll(page) + window.complaints


@pytest.mark.parametrize("width", [WIDE, pytest.param(PHONE, marks=pytest.mark.long)])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_on_the_style_page_shuts_anybody_out(window: OpenWindow, address: str, width: int) -> None:
    assert look(window(width=width), address, f"{address.strip('/').replace('/', '-')}-{width}") == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_open_list_of_roles_stays_on_the_page_and_closes_with_escape(window: OpenWindow, width: int) -> None:
    seen = window(width=width)
    page = seen.goto("/style/pages/frame/")
    page.get_by_text("Representative, Lichfield").press("Enter")
    expect(page.get_by_role("button", name="Act as: Adviser")).to_be_visible()
    assert axe_violations(page) + sideways_scroll(page) + seen.complaints == []
    screenshot(page, f"style/roles-{width}")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Act as: Adviser")).to_be_hidden()
    expect(page.locator("summary:focus")).to_be_visible()


def test_on_a_phone_a_long_result_leaves_the_name_of_its_row_half_the_line(window: OpenWindow) -> None:
    page = window(width=PHONE).goto("/style/finding/")
    row = page.get_by_role("row").filter(has_text="Nothing completed that it could rest on").first
    expect(row).to_be_visible()

    name, whole = row.get_by_role("rowheader").bounding_box(), row.bounding_box()

    assert name is not None
    assert whole is not None
    assert name["width"] > 0.4 * whole["width"]


def test_on_a_phone_a_chosen_filter_without_a_space_stays_on_the_page(window: OpenWindow) -> None:
    page = window(width=PHONE).goto("/style/finding/")
    expect(page.get_by_role("link", name="somebody.with.a.long.name@")).to_be_visible()
    assert sideways_scroll(page) == []


def test_without_scripts_every_tab_and_filter_is_there(window: OpenWindow) -> None:
    page = window(width=PHONE, javascript=False).goto("/style/finding/")
    expect(page.get_by_text("Complete without the rest.")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_be_visible()


def test_with_scripts_tabs_show_one_view_and_a_phone_folds_the_filter(window: OpenWindow) -> None:
    page = window(width=PHONE).goto("/style/finding/")
    expect(page.get_by_label("Name", exact=True)).to_be_hidden()
    page = window(width=WIDE).goto("/style/finding/")
    expect(page.get_by_label("Name", exact=True)).to_be_visible()
    expect(page.get_by_text("Complete without the rest.")).to_be_hidden()
    page.get_by_role("tab", name="As plain text").click()
    expect(page.get_by_text("Complete without the rest.")).to_be_visible()


@pytest.mark.parametrize("address", ["/style/tasks/", "/style/finding/", "/style/messages/", "/style/pages/frame/"])
def test_forced_colours_leave_everything_readable(window: OpenWindow, address: str) -> None:
    assert look(window(forced_colors="active"), address, f"forced-{address.strip('/').replace('/', '-')}") == []


def test_the_font_is_ours_and_every_weight_arrives(window: OpenWindow) -> None:
    page = window().goto("/style/identity/")
    loaded = "[...document.fonts].filter(face => face.status === 'loaded').map(face => `${face.family} ${face.weight}`)"
    page.wait_for_function(f"({loaded}).length > 2")
    families = {name.replace('"', "") for name in page.evaluate(loaded)}
    assert families == {f"Source Sans 3 {weight}" for weight in (400, 600, 700)}
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Sans 3"')


FAULTS = {
    "image-alt": "document.querySelector('main').append(new Image(9, 9))",
    "color-contrast": "document.querySelector('h1').setAttribute('class', 'planted')",
    "label": "document.querySelector('main').append(document.createElement('input'))",
    "link-name": "document.querySelector('main').append(Object.assign(document.createElement('a'), {href: '/x'}))",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_checker_sees_a_planted_fault(window: OpenWindow, fault: str) -> None:
    page = window().goto("/style/pages/404/")
    page.evaluate(
        "const s = new CSSStyleSheet(); s.replaceSync('.planted{color:#bbb}'); document.adoptedStyleSheets = [s]"
    )
    assert axe_violations(page) == []
    page.evaluate(FAULTS[fault])
    assert [line.split(":")[0] for line in axe_violations(page)] == [fault]


def test_the_ruler_sees_a_page_that_is_too_wide(window: OpenWindow) -> None:
    page = window(width=PHONE).goto("/style/pages/404/")
    assert sideways_scroll(page) == []
    page.evaluate("document.querySelector('h1').append(Object.assign(new Image(500, 10), {alt: ''}))")
    assert "img." in sideways_scroll(page)


def test_a_script_in_the_page_is_refused_and_noticed(window: OpenWindow) -> None:
    seen = window()
    page = seen.goto("/style/pages/404/")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
        )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


def test_a_missing_file_is_noticed_but_a_page_that_is_not_found_is_none(window: OpenWindow) -> None:
    seen = window()
    page = seen.goto("/nowhere/at/all/")
    assert seen.complaints == []
    with page.expect_response("**/missing.css"):
        page.evaluate("fetch('/static/govuk_ui/missing.css').then(answer => answer.status)")
    assert [complaint.split()[0] for complaint in seen.complaints] == ["404"]
