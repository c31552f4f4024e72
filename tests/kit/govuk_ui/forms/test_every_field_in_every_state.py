"""Each kind of field, plain, with a hint, with an error, switched off and long: one structure, nothing missing."""

import pytest
from django.forms import BoundField
from lxml.html import HtmlElement

from kit.govuk_ui.style.form_kinds import KINDS, LONG, STATES, Kind
from tests.kit.govuk_ui.forms.reading import FILTER, described, faults, find, links, one, parsed, words

EVERY = [pytest.param(kind, state, id=f"{kind.title}, {state}") for kind in KINDS for state in STATES]
with_states = pytest.mark.parametrize(("kind", "state"), EVERY)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.title)


def page_of(field: BoundField) -> HtmlElement:
    return parsed(field.form, FILTER)


def who_is_described(page: HtmlElement) -> HtmlElement:
    """The fieldset of several controls, else the control."""
    fieldsets = find(page, "fieldset")
    return fieldsets[0] if fieldsets else find(page, "input, select, textarea")[0]


@with_states
def test_its_html_shuts_nobody_out(kind: Kind, state: str) -> None:
    assert faults(page_of(kind.in_state(1, state))) == []


@with_states
def test_it_stands_in_one_group_and_asks_nothing_of_the_browser(kind: Kind, state: str) -> None:
    page = page_of(kind.in_state(1, state))

    assert len(find(page, "main > .govuk-form-group")) == 1
    assert not find(page, "[required], [maxlength], [placeholder], [style], [onclick], input[type=number]")


@with_states
def test_its_label_is_there(kind: Kind, state: str) -> None:
    page = page_of(kind.in_state(1, state))

    assert str(STATES[state]["label"]) in words(find(page, "legend, label")[0])


@each_kind
def test_a_hint_is_shown_and_said(kind: Kind) -> None:
    page = page_of(kind.in_state(1, "With a hint"))

    assert words(one(page, ".govuk-hint[id$=_helptext]")) == "As it stands in the minutes"
    assert "As it stands in the minutes" in described(page, who_is_described(page))


@each_kind
def test_an_error_is_shown_said_after_the_hint_and_linked_to(kind: Kind) -> None:
    page = page_of(kind.in_state(1, "With an error"))

    shown = words(one(page, ".govuk-error-message"))
    said = described(page, who_is_described(page))
    assert shown.startswith("Error: ")
    assert said.endswith(shown)
    assert said.index("As it stands in the minutes") < said.index(shown)
    assert [text for text, href in links(page)] == [shown.removeprefix("Error: ")]
    assert find(page, "main > .govuk-form-group--error")


@each_kind
def test_an_error_never_speaks_as_the_framework_does(kind: Kind) -> None:
    page = page_of(kind.in_state(1, "With an error"))

    assert "This field" not in words(page)
    assert "valid" not in words(one(page, ".govuk-error-message"))


@each_kind
def test_without_an_error_nothing_looks_like_one(kind: Kind) -> None:
    page = page_of(kind.in_state(1, "Plain"))

    assert not find(page, "[aria-invalid], [class*=error]")


@each_kind
def test_switched_off_nothing_can_be_typed(kind: Kind) -> None:
    page = page_of(kind.in_state(1, "Switched off"))

    controls = find(page, "input, select, textarea")
    assert controls
    assert all(element.get("disabled") is not None for element in controls)


@each_kind
def test_what_was_typed_comes_back(kind: Kind) -> None:
    page = page_of(kind.in_state(1, "With an error"))

    for part, typed in kind.typed.items():
        named = find(page, f"[name='1-with-an-error-field{part}']")
        back = [element.get("value") or element.text_content().strip() for element in named]
        chosen = [element.get("value") for element in named if element.get("checked") is not None]
        assert typed in (back[0], chosen)


@each_kind
def test_an_optional_field_says_so_once(kind: Kind) -> None:
    page = page_of(kind.in_state(1, "Long"))

    says_nothing = kind.title in {"Consent", "Search"}
    assert words(page).count("(optional)") == (0 if says_nothing else 1)
    assert LONG in words(page)
