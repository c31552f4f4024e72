"""Forms in a real browser: nobody shut out, with and without scripts, wide and on a phone."""

from collections.abc import Callable

import pytest

from tests.browser import PHONE, WIDE, Window, axe_violations, screenshot, sideways_scroll

pytestmark = pytest.mark.browser
OpenWindow = Callable[..., Window]
TRY, ROWS, SECTION = "/style/pages/form/", "/style/pages/rows/", "/style/forms/"
PAGES = {"section": SECTION, "one-of-each": TRY, "with-mistakes": f"{TRY}?wrong=1", "rows": ROWS}


def look(window: Window, name: str, address: str) -> list[str]:
    """Everything that is wrong with a page, and whether it is the page at all."""
    page = window.goto(address)
    screenshot(page, f"forms/{name}")
    elsewhere = [] if page.url.endswith(address) else [f"sent to {page.url}"]
    return elsewhere + axe_violations(page) + sideways_scroll(page) + window.complaints


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_a_page_with_forms_shuts_anybody_out(
    window: OpenWindow, name: str, width: int, javascript: bool
) -> None:
    shown = window(width=width, javascript=javascript)

    assert look(shown, f"{name}-{width}{'' if javascript else '-no-scripts'}", PAGES[name]) == []
