"""A date in three boxes and a time in one. What was typed always comes back; the error names the box."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.formats import long_date
from kit.govuk_ui.forms.asked import Asked
from kit.govuk_ui.forms.digits import tidy_number
from kit.govuk_ui.markup import filled, joined

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ENGLISH_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
ENGLISH = {word: number for number, name in enumerate(ENGLISH_MONTHS, start=1) for word in (name, name[:3])}
BEFORE, AFTER = _("{What} must be the same as or before {limit}"), _("{What} must be the same as or after {limit}")
PARTS = ("day", "month", "year")
PART_NAMES = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
PART_NOUNS = {"day": _("a day"), "month": _("a month"), "year": _("a year")}


class TypedDate(NamedTuple):
    """What stands in the three boxes, whatever it is."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def missing(self) -> list[str]:
        return [part for part, typed in zip(PARTS, self, strict=True) if not typed.strip()]

    @classmethod
    def of(cls, value: Any) -> "TypedDate":
        if isinstance(value, dt.date):
            return cls(str(value.day), str(value.month), f"{value.year:04}")
        return cls(*value) if isinstance(value, tuple | list) and len(value) == len(PARTS) else cls()


class DateError(ValidationError):
    """A date that is wrong in the boxes named by `parts`."""

    def __init__(self, message: "StrOrPromise", code: str, parts: tuple[str, ...] = PARTS) -> None:
        super().__init__(message, code)
        self.parts = parts


@dataclass(frozen=True)
class Box:
    """One of the three inputs as the template draws it."""

    id: str
    name: str
    label: "StrOrPromise"
    value: str
    width: int
    wrong: bool
    autocomplete: str


WRONG = mark_safe('aria-invalid="true"')
BOXES = '<div class="govuk-date-input" id="{}">\n{}\n</div>'
BOX = """
<div class="govuk-date-input__item">
<div class="govuk-form-group">
<label class="govuk-label govuk-date-input__label" for="{id}">{label}</label>
<input class="govuk-input govuk-date-input__input govuk-input--width-{width}"
id="{id}"
name="{name}"
type="text"
inputmode="numeric"
value="{value}"
{autocomplete}
{wrong}
{disabled}>
</div>
</div>
"""
HIDDEN_BOX = '<input type="hidden"\nname="{}"\nvalue="{}"\nid="{}">'


class DateBoxes(forms.Widget):
    """Day, month and year; `autocomplete="bday"` gives each box its own token."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedDate:
        return TypedDate(*(str(data.get(f"{name}_{part}") or "") for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}_day" if id_ else ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Without a template, which would take as long as three fields. `attrs["wrong"]` lists the parts to mark."""
        drawn = self.build_attrs(self.attrs, attrs)
        boxes = (self.box(each, is_disabled=bool(drawn.get("disabled"))) for each in self.boxes(name, value, drawn))
        return filled(BOXES, drawn.get("id", ""), joined(boxes))

    def boxes(self, name: str, value: Any, drawn: Mapping[str, Any]) -> list[Box]:
        """The three, with what was typed."""
        token = drawn.get("autocomplete", "")
        return [
            Box(
                id=f"{drawn.get('id', name)}_{part}",
                name=f"{name}_{part}",
                label=PART_NAMES[part],
                value=typed,
                width=4 if part == "year" else 2,
                wrong=part in drawn.get("wrong", ()),
                autocomplete=f"{token}-{part}" if token else "",
            )
            for part, typed in zip(PARTS, TypedDate.of(value), strict=True)
        ]

    @staticmethod
    def box(box: Box, *, is_disabled: bool) -> SafeString:
        """One of the three under its label."""
        return filled(
            BOX,
            id=box.id,
            name=box.name,
            label=box.label,
            value=box.value,
            width=f"{box.width} govuk-input--error" if box.wrong else box.width,
            autocomplete=filled('autocomplete="{}"', box.autocomplete) if box.autocomplete else "",
            wrong=WRONG if box.wrong else "",
            disabled="disabled" if is_disabled else "",
        )


class HiddenDateBoxes(DateBoxes):
    """The same three values carried along unseen."""

    input_type = "hidden"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """As inputs that are not shown."""
        boxes = self.boxes(name, value, self.build_attrs(self.attrs, attrs))
        return format_html_join("\n\n", HIDDEN_BOX, ((each.name, each.value, each.id) for each in boxes))


def month_number(typed: str) -> int | None:
    """A month as a number or by its name, whole or short, in the reader's language or English."""
    if typed.isdecimal():
        return int(typed) if len(typed) <= 2 else None
    names = {str(name).casefold().rstrip("."): number for table in (MONTHS_3, MONTHS) for number, name in table.items()}
    return {**ENGLISH, **names}.get(typed.casefold())


class DateField(Asked):
    """Cleans to `date`. `earliest` and `latest` are included; `today` lets the words say "in the past".

    What depends on the day a form is filled in, `limit_date` sets.
    """

    widget = DateBoxes
    hidden_widget = HiddenDateBoxes

    def __init__(
        self, *, earliest: dt.date = dt.date(1900, 1, 1), latest: dt.date = dt.date(2099, 12, 31), **options: Any
    ) -> None:
        self.today: dt.date | None = None
        self.earliest, self.latest = earliest, latest
        super().__init__(**options)

    def to_python(self, value: Any) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        typed = TypedDate.of(value)
        if len(typed.missing) == len(PARTS):
            return None
        if typed.missing:
            raise self._incomplete(typed.missing)
        return self._read(TypedDate(*(tidy_number(part) for part in typed)))

    def _incomplete(self, missing: list[str]) -> DateError:
        nouns = get_text_list([str(PART_NOUNS[part]) for part in missing], str(_("and")))
        return DateError(self.say(_("{What} must include {parts}"), parts=nouns), "incomplete", tuple(missing))

    def _read(self, typed: TypedDate) -> dt.date:
        wrong = tuple(part for part, box in zip(PARTS, typed, strict=True) if not possible(part, box))
        if wrong == ("year",) and typed.year.isdecimal():
            raise DateError(_("Year must include 4 numbers"), "year", wrong)
        try:
            return dt.date(int(typed.year), month_number(typed.month) or 0, int(typed.day))
        except (ValueError, OverflowError):  # a number too long for any calendar
            raise DateError(self.say(_("{What} must be a real date")), "invalid", wrong or PARTS) from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not self.earliest <= value <= self.latest:
            raise DateError(self._limits(value), "range")

    def _limits(self, value: dt.date) -> "StrOrPromise":
        """The limit in the words that fit: by today where today is the limit, else by its date."""
        day = dt.timedelta(days=1)
        late = value > self.latest
        by_today = {
            (True, self.today and self.today - day): _("{What} must be in the past"),
            (True, self.today): _("{What} must be today or in the past"),
            (False, self.today and self.today + day): _("{What} must be in the future"),
            (False, self.today): _("{What} must be today or in the future"),
        }
        limit = self.latest if late else self.earliest
        before, after = (
            _("{What} must be the same as or before {limit}"),
            _("{What} must be the same as or after {limit}"),
        )
        return self.say(by_today.get((late, limit), before if late else after), limit=long_date(limit))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and TypedDate.of(initial) != TypedDate.of(data)


def limit_date(
    form: forms.BaseForm, name: str, *, today: dt.date, earliest: dt.date | None = None, latest: dt.date | None = None
) -> None:
    """Set the limits of this form's own copy of a `DateField` by the day it is filled in, in the form's `__init__`."""
    field = form.fields[name]
    if not isinstance(field, DateField):
        raise TypeError(f"{name} is not a DateField")
    field.today = today
    field.earliest, field.latest = earliest or field.earliest, latest or field.latest


def possible(part: str, typed: str) -> bool:
    """Could this box be part of some date? Used to mark only the boxes that are wrong by themselves."""
    if part == "month":
        return (month_number(typed) or 0) in MONTHS
    if not typed.isdecimal():
        return False
    return len(typed) == 4 and typed > "0000" if part == "year" else len(typed) <= 2 and 1 <= int(typed) <= 31


CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?P<half>[ap]\.?m\.?)?", re.IGNORECASE | re.ASCII)
NAMED_TIMES = {"midday": dt.time(12), "noon": dt.time(12), "midnight": dt.time(0)}


class TimeField(Asked):
    """A time of day: 9:30am, 2pm, 14:30, midday. Cleans to `time` with whole minutes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"width": 5, **options})

    def to_python(self, value: Any) -> dt.time | None:
        if value is None or isinstance(value, dt.time):
            return value
        typed = tidy_number(str(value)).lower()
        return (NAMED_TIMES.get(typed) or self._read(typed)) if typed else None

    def _read(self, typed: str) -> dt.time:
        found = CLOCK.fullmatch(typed)
        half = (found["half"] or "")[:1] if found else ""
        if found and (half or found["minute"]):
            hour, minute = int(found["hour"]), int(found["minute"] or 0)
            if minute < 60 and (1 <= hour <= 12 if half else hour < 24):
                return dt.time(hour % 12 + 12 * (half == "p") if half else hour, minute)
        raise ValidationError(self.say(_("{What} must be a real time, like 9:30am or 14:30")), code="invalid")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value
