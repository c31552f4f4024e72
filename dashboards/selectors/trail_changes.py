"""What was and what became of each field that a deed of the trail changed, in words."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DecimalField, Field, Model
from django.utils.dateparse import parse_date
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dashboards.selectors.trail_words import in_text, pounds
from kit.govuk_ui.formats import long_date, money
from ledger.models import BudgetLine
from partnerships.models import KeyDate, Partnership, Programme

# Where it is about no person, what was and what became may be told: the model that knows the fields.
TOLD: Mapping[str, type[Model]] = {"partnership": Partnership, "programme": Programme, "budget": BudgetLine}
DATES = dict(KeyDate.Kind.choices)
MOST_LETTERS = 60


def changed(action: str, details: Mapping[str, Any], programme: Programme | None = None) -> list[str]:
    """`Name: “A” became “B”`, of each field that changed; tiers in the words of the programme."""
    model = TOLD.get(action.partition(".")[0])
    pairs = details.get("fields", details)
    if model is None or not isinstance(pairs, dict):
        return []
    return [
        in_text("change", told(field_of(model, name), name, pair, programme))
        for name, pair in pairs.items()
        if is_pair(pair)
    ]


def told(field: Any, name: str, pair: list[Any], programme: Programme | None) -> dict[str, Any]:
    """A field by its own name, or by that of a key date, with both values as they read."""
    label = field.verbose_name if field else DATES.get(name, name.replace("_", " "))
    was, became = (said(field, value, programme) for value in pair)
    return {"name": label, "was": was, "became": became}


def field_of(model: type[Model], name: str) -> Any:
    """The field of that name; None for what is none, such as a key date."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def is_pair(value: Any) -> bool:
    """What was and what became."""
    return isinstance(value, list) and len(value) == 2  # noqa: PLR2004


def said(field: Any, value: Any, programme: Programme | None) -> str:
    """A value as it reads, cut where it is long; empty for nothing."""
    text = "" if value is None else str(value)
    if text in ("True", "False"):
        return _("yes") if text == "True" else _("no")
    if programme and getattr(field, "name", "") == "tier" and text in Partnership.Tier.values:
        return programme.word(text)
    return Truncator(as_kept(field, text)).chars(MOST_LETTERS)


def as_kept(field: Any, text: str) -> str:
    """A choice by its label, a day and an amount as they are written elsewhere."""
    choices = dict(field.flatchoices) if isinstance(field, Field) else {}
    amount = pounds(text) if isinstance(field, DecimalField) else None
    if text in choices:
        return str(choices[text])
    if amount is not None:
        return money(amount)
    day = parse_date(text) if field is None or isinstance(field, DateField) else None
    return long_date(day) if day else text
