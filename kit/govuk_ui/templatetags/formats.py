"""Filters for money, dates and times; nothing given, nothing written."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol

from django import template

from kit.govuk_ui import formats
from kit.govuk_ui.table import breakable

register = template.Library()


class Span(Protocol):
    """What lasts from a day until a day: a programme, for one."""

    starts: date
    ends: date


@register.filter(is_safe=True)
def money(amount: int | Decimal | None) -> str:
    """Pence (int) or pounds (Decimal) as `£19,600` or `£22,377.31`."""
    return "" if amount is None else formats.money(amount)


@register.filter(is_safe=True)
def money_to_the_penny(amount: int | Decimal | None) -> str:
    """As `money`, pence always: for a column in which any amount has pence."""
    return "" if amount is None else formats.exact(amount)


@register.filter(is_safe=True)
def long_date(day: date | None) -> str:
    return "" if day is None else formats.long_date(day)


@register.filter(is_safe=True)
def day_and_month(day: date | None) -> str:
    return "" if day is None else formats.day_and_month(day)


@register.filter(is_safe=True)
def clock(at: time | None) -> str:
    return "" if at is None else formats.clock(at)


@register.filter(is_safe=True)
def moment(at: datetime | None) -> str:
    return "" if at is None else formats.moment(at)


@register.filter(is_safe=True)
def years(span: Span | None) -> str:
    """The calendar years of a programme: `2026 to 2027`."""
    return formats.years(span.starts, span.ends) if span else ""


@register.filter
def breakable_address(address: str | None) -> str:
    """An email address that may break over lines after its @, and after each dot behind it."""
    return breakable(address) if address else ""
