"""The choices of a radio or checkbox field as the template draws them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import BoundField

from kit.govuk_ui.forms.reveal import revealed_by

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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

    @property
    def hint_id(self) -> str:
        return f"{self.id}-item-hint" if self.hint else ""

    @property
    def conditional_id(self) -> str:
        return f"conditional-{self.id}" if self.revealed else ""


def options_of(bound: BoundField) -> list[Option]:
    """In the order of the field's choices."""
    return [_option(bound, subwidget.data) for subwidget in bound.subwidgets]


def _option(bound: BoundField, drawn: dict[str, Any]) -> Option:
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
    )
