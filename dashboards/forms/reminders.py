"""On which days reminders go, and what a manager says when sending some by hand."""

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.forms.digits import ascii_digits
from kit.govuk_ui.forms.reveal import Reveals
from notices.rules.reminders import Plan, ReminderKind, in_order
from partnerships.forms.written_for import WrittenForMixin

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_STEPS, MOST_DAYS, LONGEST_NOTE = 5, 60, 500
NUMBERS = _("Enter whole numbers of days with commas between them, like 10, 5, 1")
TOO_MANY = _("Enter at most {most} numbers")
TOO_FAR = _("Enter numbers from {least} to {most}")
SAY_WHEN = _("Enter the days, or choose that none are sent by themselves")


class DaysField(forms.TextField):
    """Numbers of working days, as `10, 5, 1`; cleans to them in order, the largest first."""

    def __init__(self, *, least: int, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 60, "width": 10, **options})
        self.least = least

    def clean(self, value: Any) -> Any:
        typed = ascii_digits(super().clean(value) or "")
        parts = [part for part in re.split(r"[\s,;]+|\band\b", typed) if part]
        if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):  # noqa: PLR2004 - digits
            raise ValidationError(NUMBERS, code="invalid")
        days = in_order(int(part) for part in parts)
        if any(not self.least <= day <= MOST_DAYS for day in days):
            raise ValidationError(TOO_FAR.format(least=self.least, most=MOST_DAYS), code="too_far")
        if len(days) > MOST_STEPS:
            raise ValidationError(TOO_MANY.format(most=MOST_STEPS), code="too_many")
        return days

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


class PlanFields(forms.Form):
    """Whether reminders of a kind go by themselves, and on which days."""

    show_optional = False  # one of the two is asked for, whichever
    reveals: ClassVar[Reveals] = {"goes": {"yes": ["before", "after"]}}
    goes = forms.YesNoField(what=_("whether they go by themselves"), label=_("Send them automatically?"), marks={})

    def __init__(self, *args: Any, kind: ReminderKind, plan: Plan, **options: Any) -> None:
        shown = kind.plan if plan.is_off else plan
        initial = {"goes": not plan.is_off, "before": shown.before, "after": shown.after}
        super().__init__(*args, **{**options, "initial": initial})
        for name, said, least in (("before", kind.before, 0), ("after", kind.after, 1)):
            if said:
                self.fields[name] = days_asked(said, least)
        self.reveals = {"goes": {"yes": [name for name in ("before", "after") if name in self.fields]}}  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        asked = [name for name in ("before", "after") if name in self.fields]
        if cleaned.get("goes") and not any(self.errors.get(name) or cleaned.get(name) for name in asked):
            self.add_error(asked[0], SAY_WHEN)
        return cleaned

    @property
    def plan(self) -> Plan:
        """The days that were chosen."""
        if not self.cleaned_data["goes"]:
            return Plan()
        return Plan(self.cleaned_data.get("before") or (), self.cleaned_data.get("after") or ())


def days_asked(said: "StrOrPromise", least: int) -> DaysField:
    """The question for days before, or after, what the kind says."""
    hint = (
        _("At most 5 numbers with commas between them. 0 is the day itself.")
        if least == 0
        else _("At most 5 numbers with commas between them.")
    )
    return DaysField(
        what=_("the days"),
        label=_("How many working days {said}?").format(said=said),
        hint=hint,
        least=least,
    )


class PlanForm(forms.VersionedFormMixin, WrittenForMixin, PlanFields):
    """When reminders of a kind go in a programme."""


class SendForm(WrittenForMixin, forms.Form):
    """A manager's own sentence, and what the page showed when the button was pressed."""

    note = forms.LongTextField(
        what=_("your sentence"),
        label=_("Add a sentence of your own (optional)"),
        hint=_("It stands in every email under your name, exactly as you type it."),
        required=False,
        max_characters=LONGEST_NOTE,
        rows=3,
    )
    press = django_forms.UUIDField(widget=django_forms.HiddenInput)
    seen = django_forms.CharField(widget=django_forms.HiddenInput, max_length=64, required=False)
    shown_note = django_forms.CharField(
        widget=django_forms.HiddenInput, max_length=2 * LONGEST_NOTE, required=False, strip=False
    )

    @property
    def is_note_as_shown(self) -> bool:
        """Whether the email on the page had this very sentence; browsers end the lines of both as they like."""
        return lines_of(self.cleaned_data["note"]) == lines_of(self.cleaned_data["shown_note"])


def lines_of(text: str) -> list[str]:
    """The lines, whatever ends them."""
    return text.strip().splitlines()
