"""Fields to choose from: radios, checkboxes, one tick, a list."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.forms.asked import Asked
from kit.govuk_ui.forms.widgets import Checkboxes, DropDown, Radios
from kit.govuk_ui.forms.words import NOT_IN_LIST

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Chosen(Asked):
    """Said the same way of every field to choose from."""

    missing_sentence = _("Select {what}")

    def sentences(self) -> "dict[str, StrOrPromise]":
        not_in_list = self.with_facts(NOT_IN_LIST)
        return {
            **super().sentences(),
            "invalid_choice": not_in_list,
            "invalid_list": not_in_list,
            "invalid_pk_value": not_in_list,
        }


class RadiosField(Chosen, forms.ChoiceField):
    """One of up to about seven. `marks` go to the widget: `inline`, `hints`, `divider_before` …"""

    def __init__(self, *, marks: dict[str, Any] | None = None, **options: Any) -> None:
        options.setdefault("widget", Radios(**(marks or {})))
        super().__init__(**options)


class YesNoField(RadiosField):
    """Yes or no, both asked for; cleans to `bool` (None when not required and not answered)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("choices", [("yes", _("Yes")), ("no", _("No"))])
        super().__init__(**{"marks": {"inline": True}, **options})

    def clean(self, value: Any) -> Any:
        answer = super().clean(value)
        return answer == "yes" if answer else None

    def prepare_value(self, value: Any) -> Any:
        return ("no", "yes")[value] if isinstance(value, bool) else value


class SelectField(Chosen, forms.ChoiceField):
    """One of many. The first line says to choose, unless `choices` has an empty one of its own."""

    widget = DropDown

    def __init__(self, *, choices: Any = (), **options: Any) -> None:
        if not callable(choices):
            choices = self.with_a_first_line(choices)
        super().__init__(choices=choices, **options)

    @staticmethod
    def with_a_first_line(choices: Any) -> list[Any]:
        given = list(choices)
        return given if any(value == "" for value, label in given) else [("", _("Choose from the list")), *given]


class CheckboxesField(Chosen, forms.MultipleChoiceField):
    """Any of a few; cleans to a list of values. `marks` as for radios; `exclusive` is the value of "none of these"."""

    def __init__(self, *, marks: dict[str, Any] | None = None, **options: Any) -> None:
        self.exclusive = (marks or {}).get("exclusive")
        if self.exclusive is not None:
            marks = {"divider_before": self.exclusive, **(marks or {})}
        options.setdefault("widget", Checkboxes(**(marks or {})))
        super().__init__(**options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.exclusive in value and len(value) > 1:
            label = dict(self.widget.choices).get(self.exclusive, self.exclusive)
            raise ValidationError(self.say(_("Select {what}, or select ‘{label}’"), label=label), code="exclusive")


class ConsentField(Asked, forms.BooleanField):
    """One tick that must be given; cleans to True."""

    missing_sentence = _("Tick the box to show that {what}")


class TickField(Asked, forms.BooleanField):
    """One tick that may be given; cleans to `bool`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})


class ModelRadiosField(Chosen, forms.ModelChoiceField):
    """One row of a short queryset."""

    def __init__(self, *, marks: dict[str, Any] | None = None, **options: Any) -> None:
        options.setdefault("widget", Radios(**(marks or {})))
        super().__init__(**{"empty_label": None, **options})


class ModelSelectField(Chosen, forms.ModelChoiceField):
    """One row of a long queryset."""

    widget = DropDown

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"empty_label": _("Choose from the list"), **options})


class ModelCheckboxesField(Chosen, forms.ModelMultipleChoiceField):
    """Any rows of a short queryset."""

    def __init__(self, *, marks: dict[str, Any] | None = None, **options: Any) -> None:
        options.setdefault("widget", Checkboxes(**(marks or {})))
        super().__init__(**options)
