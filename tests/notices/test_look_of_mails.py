"""Every email as its readers see it: the same words in HTML and text, at 600 and 320 pixels, by day and by night."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.utils import translation

from notices.rules.layout import letter
from notices.rules.secrets import reveal
from notices.selectors.writing import html_of, words_for
from tests.browser import PHONE, Window, axe_violations, screenshot, sideways_scroll
from tests.notices.sample_facts import KINDS, facts_of

OpenWindow = Callable[..., Window]
NARROW_MAIL, WIDE_MAIL = PHONE, 600
MARKS = {"link": "[[link:00c0ffee]]", "code": "[[code:00c0ffee]]"}
GIVEN = {"link": "https://portal.example/go/Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4f/", "code": "493-275"}
FONTS_AND_WORDS = """() => [...document.querySelectorAll("p, li, h1, h2, .width")]
  .filter((element) => element.innerText.trim() && parseFloat(getComputedStyle(element).fontSize) < 16)
  .map((element) => element.innerText)"""


def written(kind: str) -> tuple[str, str]:
    return words_for(kind, facts_of(kind), "en-gb")


def drawn(kind: str) -> str:
    """The HTML as it leaves, its link and code put in."""
    return reveal(html_of(*written(kind), "en-gb"), MARKS, GIVEN, as_html=True)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@pytest.mark.parametrize("kind", KINDS)
def test_html_and_text_say_the_same_words(kind: str) -> None:
    subject, text = written(kind)
    body = re.sub(
        r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', linked, html_of(subject, text, "en-gb").partition("<body>")[2]
    )
    assert words(unescape(re.sub(r"<[^>]+>", " ", body))) == words(f"{letter(text).sender} {subject} {text}")


def linked(found: re.Match[str]) -> str:
    """What a link says and, unless that follows or is the same, where it leads: the text has both."""
    address, said = found.groups()
    is_told = address in said or 'class="button"' in found[0] or address.startswith("mailto:")
    return said if is_told else f"{said} {address}"


@pytest.mark.parametrize("kind", KINDS)
def test_an_email_needs_no_picture_and_nothing_from_elsewhere(kind: str) -> None:
    assert re.findall(r"<img|<link|<script|@import|url\(|src=|style=", drawn(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_email_says_who_writes_and_in_which_language(kind: str) -> None:
    with translation.override("cy"):
        html = drawn(kind)
    assert '<html lang="en-gb">' in html
    assert f"<title>{letter(written(kind)[1]).sender}" not in html
    assert letter(written(kind)[1]).sender


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE_MAIL, pytest.param(NARROW_MAIL, marks=pytest.mark.long)])
def test_no_email_shuts_anybody_out(window: OpenWindow, width: int, scheme: str) -> None:
    page = window(width=width, color_scheme=scheme).page
    faults = {}
    for kind in KINDS:
        page.set_content(drawn(kind))
        screenshot(page, f"emails/{kind.replace('/', '-')}-{width}-{scheme}")
        faults[kind] = axe_violations(page) + sideways_scroll(page) + page.evaluate(FONTS_AND_WORDS)
    assert {kind: found for kind, found in faults.items() if found} == {}


@pytest.mark.browser
def test_what_one_cannot_read_in_the_dark_is_found(window: OpenWindow) -> None:
    page = window(width=WIDE_MAIL, color_scheme="dark").page
    page.set_content(drawn(KINDS[0]).replace(".button { background: #9fd3dc; color: #06222a }", "p { color: #333 }"))
    assert any(fault.startswith("color-contrast") for fault in axe_violations(page))
