"""How money, dates and times are written. Spaces inside one value never break over a line."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar, cast

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

When = TypeVar("When", bound=date)


def pence_of(amount: int | Decimal) -> int:
    """Whole pence: an int is pence, a Decimal pounds. ValueError for a fraction of a penny, TypeError for the rest."""
    if isinstance(amount, Decimal):
        pence = amount * 100
        if pence != pence.to_integral_value():
            raise ValueError(f"{amount} pounds is not a whole number of pence")
        return int(pence)
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError(f"Money is int (pence) or Decimal (pounds), not {type(amount).__name__}")
    return amount


def money(amount: int | Decimal) -> str:
    """`£19,600`, with pence where pence exist: `£22,377.31`."""
    return exact(amount).removesuffix(".00")


def exact(amount: int | Decimal) -> str:
    """To the penny, always: `£19,600.00`."""
    pence = pence_of(amount)
    pounds, odd = divmod(abs(pence), 100)
    return f"{MINUS if pence < 0 else ''}£{pounds:,}.{odd:02d}"


def long_date(day: date) -> str:
    """`27 March 2027`; an aware moment is first taken to local time."""
    return written(local(day), "j F Y")


def day_and_month(day: date) -> str:
    """`27 March`, where the year is plain."""
    return written(local(day), "j F")


def written(day: date, pattern: str) -> str:
    """A day on one line, in the language of who reads it."""
    plain_day = day.date() if isinstance(day, datetime) else day
    return kept(plain_day, pattern, get_language())


def unbroken(words: str) -> str:
    """A few words that stay on one line, as in a narrow column."""
    return words.replace(" ", NO_BREAK)


@lru_cache(maxsize=4096)
def kept(day: date, pattern: str, language: str | None) -> str:
    """Kept, as lists write the same few days over and over."""
    return unbroken(date_format(day, pattern))


def years(starts: date, ends: date) -> str:
    """`2026 to 2027`, or `2026` when both days are in one calendar year."""
    if starts.year == ends.year:
        return f"{starts.year}"
    return pgettext("years", "%(first)s to %(last)s") % {"first": starts.year, "last": ends.year}


def clock(at: time) -> str:
    """`3pm`, `3:30pm`, `midday`, `midnight`."""
    if (at.hour, at.minute) in ((0, 0), (12, 0)):
        return _("midday") if at.hour else _("midnight")
    half = _("pm") if at.hour >= 12 else _("am")
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{half}"


def moment(at: datetime) -> str:
    """`27 March 2027, 3pm` in local time."""
    here = local(at)
    return f"{long_date(here)}, {clock(here.time())}"


def local(day: When) -> When:
    """Aware moments in the portal's own time zone; dates as they are."""
    if isinstance(day, datetime) and timezone.is_aware(day):
        return cast("When", timezone.localtime(day))
    return day
