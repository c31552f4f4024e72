"""Every kind of field in each of its states."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField, Field
from django.utils.datastructures import MultiValueDict

from kit.govuk_ui import forms

LONG = "What the county and its eight districts have agreed to do together before the financial year ends, and who"
LONG_HINT = (
    f"{LONG} will lead each part of it: Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, Stoke and Stafford"
)
FEW = [("lifted", "It is lifted"), ("raised", "I have raised it and await an answer"), ("help", "I need help")]
MANY = [*FEW, ("none", "None of these")]
HINTS = {"raised": "The programme is told as well", "help": "An adviser calls you within two days"}
OR_NONE = {"divider_before": "none"}
FILES = {"csv": "a CSV file", "xlsx": "an Excel file"}


@dataclass(frozen=True)
class Kind:
    """A kind of field: how it is made, and something wrong that somebody might type (nothing, if that is wrong)."""

    title: str
    build: Callable[..., Field]
    settings: dict[str, Any]
    typed: dict[str, str | list[str]] = field(default_factory=dict)

    def in_state(self, number: int, state: str) -> BoundField:
        """The field of a form of its own, bound to what was typed when the state is an error."""
        prefix = f"{number}-{state.lower().replace(' ', '-')}"
        made = type("OneField", (forms.Form,), {"field": self.build(**{**self.settings, **STATES[state]})})
        data = {
            f"{prefix}-field{part}": [wrong] if isinstance(wrong, str) else wrong for part, wrong in self.typed.items()
        }
        bound: BoundField = made(MultiValueDict(data) if state == "With an error" else None, prefix=prefix)["field"]
        return bound


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


STATES: dict[str, dict[str, Any]] = {
    "Plain": {"label": "What happened"},
    "With a hint": {"label": "What happened", "help_text": "As it stands in the minutes"},
    "With an error": {"label": "What happened", "help_text": "As it stands in the minutes", "required": True},
    "Switched off": {"label": "What happened", "disabled": True, "required": False},
    "Long": {"label": LONG, "help_text": LONG_HINT, "required": False},
}
KINDS = [
    Kind("Text", forms.TextField, {"what": "the title", "max_length": 10}, {"": "Fewer, better measures"}),
    Kind("Email", forms.EmailField, {}, {"": "ruth.example"}),
    Kind("Telephone", forms.TelephoneField, {}, {"": "ask Ruth"}),
    Kind("Whole number", forms.WholeNumberField, {"what": "the number of partners", "width": 4}, {"": "2.5"}),
    Kind("Money", forms.MoneyField, {"what": "the grant"}, {"": "£1,00"}),
    Kind("Days", forms.NumberField, {"what": "the number of days", "suffix": "days", "width": 4}, {"": "-1"}),
    Kind("Long text", forms.LongTextField, {"what": "the outcome", "max_characters": 60, "rows": 3}, {"": LONG}),
    Kind("Select", forms.SelectField, {"what": "what happened", "choices": FEW}),
    Kind("Radios", forms.RadiosField, {"what": "what happened", "choices": FEW, "marks": {"hints": HINTS}}),
    Kind("Radios on one line", forms.YesNoField, {"what": "yes if the board has seen it"}),
    Kind("Radios with “or”", forms.RadiosField, {"what": "what happened", "choices": MANY, "marks": OR_NONE}),
    Kind(
        "Checkboxes",
        forms.CheckboxesField,
        {"what": "what stands in the way", "choices": MANY, "marks": {"exclusive": "none"}},
        {"": ["lifted", "none"]},
    ),
    Kind("Consent", forms.ConsentField, {"what": "we may pass the address on"}),
    Kind("Date", forms.DateField, {"what": "the date of the visit"}, {"_day": "31", "_month": "2", "_year": "2027"}),
    Kind("Date, a part missing", forms.DateField, {"what": "the date of the visit"}, {"_day": "31", "_month": "2"}),
    Kind("Time", forms.TimeField, {"what": "the time it starts"}, {"": "half past"}),
    Kind("File", forms.FileField, {"kinds": FILES}),
    Kind("Password", forms.PasswordField, {"new": True}),
    Kind("Search", forms.SearchField, {}, {"": "x" * 201}),
]
