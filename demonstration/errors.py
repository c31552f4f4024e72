"""Refusals of the demonstration."""


class NotADemonstrationDatabaseError(Exception):
    """The database has people whom the demonstration did not make; it leaves them alone."""


class NotLoadedError(Exception):
    """There is no demonstration to move."""


class UnknownMomentError(ValueError):
    """There is no such moment; `known` are those there are."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(known)
        self.known = known


class MomentIsPastError(Exception):
    """The demonstration stands at that moment or later: what has happened in it cannot be undone."""
