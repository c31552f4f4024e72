"""Every section and whole page of the style page in a real browser, wide and on a phone."""

from collections.abc import Callable

import pytest

from kit.govuk_ui.style.catalogue import SAMPLES, SECTIONS
from tests.browser import PHONE, WIDE, Window, axe_violations, screenshot, sideways_scroll

pytestmark = pytest.mark.browser
OpenWindow = Callable[..., Window]

ADDRESSES = [
    "/style/",
    *(f"/style/{section}/" for section in SECTIONS),
    *(f"/style/pages/{sample}/" for sample in SAMPLES),
]


def name_of(address: str) -> str:
    return address.strip("/").replace("/", "-")


def look(window: Window, address: str, name: str) -> list[str]:
    """Everything that is wrong with a page."""
    page = window.goto(address)
    screenshot(page, f"style/{name}")
    elsewhere = [] if page.url.endswith(address) else [f"arrived at {page.url}"]
    return elsewhere + axe_violations(page) + sideways_scroll(page) + window.complaints


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_on_the_style_page_shuts_anybody_out(window: OpenWindow, address: str, width: int) -> None:
    assert look(window(width=width), address, f"{name_of(address)}-{width}") == []
