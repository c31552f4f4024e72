"""The choices of a radio or checkbox field as the template draws them.

Each is put together here and not in a template: a form may have dozens.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

from kit.govuk_ui.forms.reveal import revealed_by
from kit.govuk_ui.markup import filled, joined

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


TYPES = {"radios": "radio", "checkboxes": "checkbox"}
ITEM = """
<div class="govuk-{component}__item">
<input class="govuk-{component}__input" id="{id}" name="{name}" type="{type}" value="{value}"{flags}{marks}>
<label class="govuk-label govuk-{component}__label" for="{id}">{label}</label>
{hint}</div>
"""
HINT = '<div id="{id}" class="govuk-hint govuk-{component}__hint">{hint}</div>'


@dataclass(frozen=True)
class Option:
    """One radio or checkbox with all that hangs on it."""

    id: str
    name: str
    value: str
    label: "StrOrPromise"
    checked: bool
    disabled: bool
    hint: "StrOrPromise"
    divider: "StrOrPromise"
    exclusive: bool
    revealed: list[BoundField]
    component: str  # "radios" or "checkboxes"

    @property
    def item(self) -> SafeString:
        """The control with its label and hint."""
        said = filled(HINT, id=self.hint_id, component=self.component, hint=self.hint) if self.hint else ""
        return filled(
            ITEM,
            id=self.id,
            name=self.name,
            value=self.value,
            label=self.label,
            component=self.component,
            type=TYPES[self.component],
            flags=" checked" * self.checked + " disabled" * self.disabled,
            marks=joined(filled(' {}="{}"', *mark) for mark in self.marks()),
            hint=said,
        )

    def marks(self) -> Iterator[tuple[str, str]]:
        """Attributes with a value that not every control has."""
        if self.exclusive:
            yield "data-behaviour", "exclusive"
        if self.revealed:
            yield "data-aria-controls", self.conditional_id
        if self.hint:
            yield "aria-describedby", self.hint_id

    @property
    def hint_id(self) -> str:
        return f"{self.id}-item-hint" if self.hint else ""

    @property
    def conditional_id(self) -> str:
        return f"conditional-{self.id}" if self.revealed else ""


def options_of(bound: BoundField) -> list[Option]:
    """In the order of the field's choices."""
    component = component_of(bound.field.widget)
    return [_option(bound, subwidget.data, component) for subwidget in bound.subwidgets]


def component_of(widget: forms.Widget) -> str:
    """What govuk-frontend calls a group of them."""
    return "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"


def _option(bound: BoundField, drawn: dict[str, Any], component: str) -> Option:
    marks: Any = bound.field.widget
    value = "" if drawn["value"] is None else str(drawn["value"])
    names = revealed_by(bound.form, bound.name, value)
    return Option(
        id=drawn["attrs"].get("id", ""),
        name=drawn["name"],
        value=value,
        label=drawn["label"],
        checked=drawn["selected"],
        disabled=bool(drawn["attrs"].get("disabled")),
        hint=getattr(marks, "hints", {}).get(value, ""),
        divider=getattr(marks, "divider", "") if value == getattr(marks, "divider_before", None) else "",
        exclusive=value == getattr(marks, "exclusive", None),
        revealed=[bound.form[name] for name in names if name in bound.form.fields],
        component=component,
    )
