"""Refusals about the budget."""


class LineKnownError(Exception):
    """The year has a line of that name."""


class LineChangedError(Exception):
    """Somebody changed or removed the line since it was looked at."""
