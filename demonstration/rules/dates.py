"""The demonstration's dates are reckoned from the day of loading, so that it never looks stale."""

from datetime import date, timedelta

FIRST_MONTH = 4  # a financial year begins on 1 April


def programme_year(today: date) -> tuple[date, date]:
    """First and last day of the financial year that holds `today`, both counted."""
    first = today.year if today.month >= FIRST_MONTH else today.year - 1
    return date(first, FIRST_MONTH, 1), date(first + 1, FIRST_MONTH, 1) - timedelta(days=1)
