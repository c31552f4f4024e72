"""Refusals about programmes, partnerships and roles."""

from datetime import date


class RoleHeldAlreadyError(Exception):
    """The person holds the same role in the same place on some of those days."""

    def __init__(self, since: date, until: date | None) -> None:
        super().__init__(since, until)
        self.since, self.until = since, until


class RoleDoesNotFitError(ValueError):
    """A representative or champion needs a partnership of the programme; nobody else may name one."""
