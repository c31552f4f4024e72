"""Refusals about the budget."""

from decimal import Decimal


class LineKnownError(Exception):
    """The year has a line of that name."""


class LineChangedError(Exception):
    """Somebody changed or removed the line since it was looked at."""


class LineInUseError(Exception):
    """Grants are decided or prepared from the line, so it stays what it is."""


class BelowOfferedError(Exception):
    """More was offered from the line than it would have."""

    def __init__(self, offered: Decimal) -> None:
        super().__init__(offered)
        self.offered = offered
