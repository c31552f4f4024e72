"""Reading forms as a browser would: parsed HTML, and what would shut somebody out of it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cssselect2 import ElementWrapper
from django.core.exceptions import ValidationError
from django.forms import Field
from django.template import engines
from lxml import html
from lxml.html import HtmlElement

CRISPY = "{% load crispy_forms_tags %}{% crispy form %}"
FILTER = "{% load crispy_forms_filters %}{{ form|crispy }}"


def outcome(field: Field, typed: Any) -> tuple[Any, str]:
    """What a field makes of what was typed, or what it says of it."""
    try:
        return field.clean(typed), ""
    except ValidationError as refused:
        return None, str(refused.messages[0])


def rendered(source: str, **context: Any) -> str:
    return str(engines["django"].from_string(source).render(context))


def parsed(form: Any, source: str = CRISPY, **context: Any) -> HtmlElement:
    """The form as elements, whole page around it."""
    return html.document_fromstring(f"<main>{rendered(source, form=form, **context)}</main>")


def find(within: HtmlElement, selector: str) -> list[HtmlElement]:
    """Elements that fit, in their order."""
    wrapped = ElementWrapper.from_html_root(within)
    return [found.etree_element for found in wrapped.query_all(selector)]


def one(page: HtmlElement, selector: str) -> HtmlElement:
    """The single element that fits."""
    found = find(page, selector)
    assert len(found) == 1, f"{len(found)} elements fit {selector}"
    return found[0]


def words(element: HtmlElement) -> str:
    """Its text with single spaces."""
    return " ".join(element.text_content().split())


def control(page: HtmlElement, name: str) -> HtmlElement:
    return one(page, f"[name='{name}']")


def links(page: HtmlElement) -> list[tuple[str, str]]:
    """The error summary: words and targets, "" where there is no link."""
    items = find(page, ".govuk-error-summary__list li")
    return [(words(item), next((a.get("href") for a in find(item, "a")), "")) for item in items]


def described(page: HtmlElement, element: HtmlElement) -> str:
    """What a screen reader adds to the element."""
    return " ".join(words(page.get_element_by_id(key)) for key in element.get("aria-describedby", "").split())


def faults(page: HtmlElement) -> list[str]:
    """Everything by which a form's HTML would shut somebody out."""
    return [*doubled_ids(page), *dangling(page), *unnamed(page), *undescribed(page), *lost_links(page)]


def doubled_ids(page: HtmlElement) -> Iterator[str]:
    counted = Counter(element.get("id") for element in find(page, "[id]"))
    yield from (f"id {key!r} {times} times" for key, times in counted.items() if times > 1 or not key)


def dangling(page: HtmlElement) -> Iterator[str]:
    """References to ids that are not there."""
    there = {element.get("id") for element in find(page, "[id]")}
    for name in ("for", "aria-describedby", "aria-controls", "data-aria-controls"):
        for element in find(page, f"[{name}]"):
            yield from (f"{name} of nothing: {key}" for key in element.get(name).split() if key not in there)


def unnamed(page: HtmlElement) -> Iterator[str]:
    labelled = {label.get("for") for label in find(page, "label") if words(label)}
    for element in find(page, "input:not([type=hidden]), select, textarea"):
        if element.get("id") not in labelled and not element.get("aria-label"):
            yield f"no label: {element.get('name')}"
    yield from ("fieldset without a legend" for fieldset in find(page, "fieldset") if not find(fieldset, "legend"))


def undescribed(page: HtmlElement) -> Iterator[str]:
    """Hints and errors that no control or fieldset points at."""
    used = " ".join(element.get("aria-describedby") for element in find(page, "[aria-describedby]")).split()
    for element in find(page, ".govuk-hint, .govuk-error-message"):
        keys = {element.get("id"), element.getparent().get("id")}
        if not keys & set(used):
            yield f"not said: {words(element)}"


def lost_links(page: HtmlElement) -> Iterator[str]:
    """Links of the summary that do not lead to something one can type in or tick."""
    controls = {element.get("id") for element in find(page, "input:not([type=hidden]), select, textarea")}
    for text, href in links(page):
        if href and href.removeprefix("#") not in controls:
            yield f"{text!r} leads to {href}"
