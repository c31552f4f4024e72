"""From one programme year to another: the key that addresses it, and dates moved by whole years."""

import re
import unicodedata
from collections.abc import Container
from datetime import date
from typing import Protocol

LONGEST_KEY = 50


class Days(Protocol):
    """A programme year's first and last day."""

    starts: date
    ends: date


def day_of(year: Days, today: date) -> date:
    """The day on which a year is reckoned: today, before it its first day, after it its last. No rule of access."""
    return min(max(today, year.starts), year.ends)


def shifted(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def suggested_key(region: str, starts: date, taken: Container[str] = ()) -> str:
    """`west-midlands-2027` from region and first day, with a number behind it when that is taken."""
    plain = unicodedata.normalize("NFKD", region).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "programme"
    year = f"-{starts.year}"
    for number in range(1, 10_000):
        end = year if number == 1 else f"{year}-{number}"
        key = words[: LONGEST_KEY - len(end)].rstrip("-") + end
        if key not in taken:
            return key
    raise ValueError("Ten thousand keys are taken")
