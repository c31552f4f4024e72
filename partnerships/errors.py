"""Refusals about programmes, partnerships and roles."""

from datetime import date
from typing import Any

from partnerships.rules.enrolment import Refusal
from partnerships.rules.localities import Refusal as EntryRefusal
from partnerships.rules.setting_up import Problem


class RoleRefusedError(Exception):
    """Somebody cannot be named or asked: `refusal` has the reason's code and who stands in the way."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class RoleHeldAlreadyError(RoleRefusedError):
    """The person holds the same role in the same place on some of those days."""

    @property
    def since(self) -> date:
        return self.refusal.those[0].since

    @property
    def until(self) -> date | None:
        return self.refusal.those[0].until


class RoleChangedError(Exception):
    """Somebody changed the role since it was looked at."""


class RoleOutsideYearError(ValueError):
    """The first or the last day of a role, `field`, lies outside the programme year."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


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


class PersonUnsureError(Exception):
    """Somebody who agreed got another name and another address: nobody said yet whether it is the same person."""


class WordingMissingError(ValueError):
    """A wording of consent is empty."""


class InvitationClosedError(Exception):
    """The invitation was accepted or withdrawn meanwhile."""


class ImportRefusedError(Exception):
    """A file is not imported: `closed` (year), `over`, `busy`, `overtaken` (other data), `problems`, `nothing` new."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AcceptanceRefusedError(Exception):
    """Whoever opened the link cannot accept it; `answer` is a code."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class ProgrammeClosedError(Exception):
    """The programme year is closed, and what it was cannot be rewritten."""


class NotManagerError(Exception):
    """Who decides about a year's money, terms, beginning or end does not manage it (any more)."""


class ProgrammeChangedError(Exception):
    """Somebody changed the year, or the draft of its terms, since it was looked at."""


class ProgrammeNotReadyError(Exception):
    """The year cannot be opened: `problems` are those of `rules.setting_up` that stop it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__([problem.code for problem in problems])
        self.problems = problems


class ProgrammeOpenedError(Exception):
    """Somebody opened the year first."""


class TermsFixedError(Exception):
    """There is no draft of the terms any more: somebody put it into force or discarded it."""


class DateOutsideYearError(ValueError):
    """Key dates before the first day or after the last one: `kinds`."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        super().__init__(kinds)
        self.kinds = kinds


class DatesImpossibleError(ValueError):
    """Key dates of which one comes before another on which it rests: `pairs`."""

    def __init__(self, pairs: tuple[tuple[str, str], ...]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


class EntryRefusedError(Exception):
    """An entry of the directory cannot be so: `refusals`, each a field and a code of `rules.localities`, `.entries`."""

    def __init__(self, refusals: list[EntryRefusal]) -> None:
        super().__init__([refusal.code for refusal in refusals])
        self.refusals = refusals


class EntryChangedError(Exception):
    """Somebody changed the entry since it was looked at."""


class LastManagerError(Exception):
    """Nobody would be left to manage the programme, from the day `since` on."""

    def __init__(self, since: date) -> None:
        super().__init__(since)
        self.since = since
