"""Refusals about programmes, partnerships and roles."""

from datetime import date
from typing import Any


class RoleHeldAlreadyError(Exception):
    """The person holds the same role in the same place on some of those days."""

    def __init__(self, since: date, until: date | None) -> None:
        super().__init__(since, until)
        self.since, self.until = since, until


class RoleDoesNotFitError(ValueError):
    """A representative or champion needs a partnership of the programme; nobody else may name one."""


class ContactDoesNotFitError(ValueError):
    """A contact's partnership and the wording they agreed to are of the contact's own programme."""


class ConsentMissingError(ValueError):
    """A wording agreed to has its date, and without one nobody is shown to agencies."""


class ContactKnownError(Exception):
    """Contacts with the same address, or the same name in the same partnership, that nobody was told of yet."""

    def __init__(self, contacts: tuple[Any, ...]) -> None:
        super().__init__(contacts)
        self.contacts = contacts


class ContactChangedError(Exception):
    """Somebody changed or removed one of the contacts since it was looked at."""


class WordingMissingError(ValueError):
    """A wording of consent is empty."""
