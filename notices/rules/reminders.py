"""Which reminder falls due to whom on which day: a plan of working days, the dates it is counted from, and today.

A room names its kinds of reminder in `schedule.py`: whom each is for, and from which dates it is counted.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from notices.rules.working_days import is_working_day, working_day_from, working_days_between

NAME = re.compile(r"[a-z]+/reminder_[a-z]+\Z")
CAUGHT_UP = 2  # working days for which a step is still sent when the clock stood still on its own day
known: dict[str, "ReminderKind"] = {}
Found = TypeVar("Found")
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Plan:
    """So many working days before the one date and after the other; without any, nothing goes by itself."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()

    @property
    def is_off(self) -> bool:
        """Whether nothing goes by itself."""
        return not (self.before or self.after)


class Dates(NamedTuple):
    """What a plan is counted from: the day something is due, and the day its waiting began. None is not known."""

    due: date | None = None
    began: date | None = None


@dataclass(frozen=True)
class Step:
    """A step of a plan on its own day; `number` is -5 for five working days before, 5 for five after."""

    day: date
    number: int
    counted_from: date


class Case(NamedTuple):
    """One thing that somebody is waiting for from one person: `about` names it, such as `partnership:12`.

    `why_not` is a code when there is nothing to remind of; `ids` is what the message keeps to ask if it still matters,
    `words` gives what its text is written with, which few of those found are ever asked for.
    """

    about: str
    place: str
    name: str
    address: str = ""
    person: Any = None
    dates: Dates = Dates()
    why_not: str = ""
    ids: Mapping[str, Any] = NOTHING
    words: Callable[[], Mapping[str, Any]] = dict
    links: Mapping[str, Mapping[str, Any]] = NOTHING

    @property
    def key(self) -> tuple[str, str]:
        """Whom it goes to about what."""
        return self.about, self.address


class Gathering:
    """What is looked up of one programme at one moment: each look is taken once, however many kinds need it."""

    def __init__(self, programme_id: int, at: datetime) -> None:
        self.programme_id, self.at = programme_id, at
        self._found: dict[Callable[[Gathering], Any], Any] = {}

    def __call__(self, look: "Callable[[Gathering], Found]") -> Found:
        if look not in self._found:
            self._found[look] = look(self)
        found: Found = self._found[look]
        return found


@dataclass(frozen=True)
class ReminderKind:
    """A kind of reminder. `name` is its kind of message; `before` and `after` say in words what its days are counted
    from, empty where it has no such days; `cases` finds everybody it could concern, also those who have nothing to do;
    `went` writes, with the reminder, what else it changes.
    """

    name: str
    label: Any
    tells: Any
    plan: Plan
    cases: Callable[[Gathering], Sequence[Case]]
    before: Any = ""
    after: Any = ""
    went: Callable[[Case, datetime], object] = lambda _case, _at: None

    @property
    def key(self) -> str:
        """How addresses call it: `submission` for `projects/reminder_submission`."""
        return self.name.partition("/reminder_")[2]


def register(kind: ReminderKind) -> ReminderKind:
    """Name a kind of reminder; raises ValueError when its name is no reminder's, or its key is taken."""
    if not NAME.match(kind.name):
        raise ValueError(f"A reminder is called room/reminder_noun, not {kind.name!r}")
    if known.setdefault(kind.key, kind).name != kind.name:
        raise ValueError(f"{kind.key} is taken by {known[kind.key].name}")
    return kind


def steps_of(plan: Plan, dates: Dates, bank_holidays: Container[date]) -> list[Step]:
    """Every step of a plan on its day, in order of the days."""
    due, began = dates.due, dates.began
    before = [Step(working_day_from(due, -n, bank_holidays), -n, due) for n in plan.before] if due else []
    after = [Step(working_day_from(began, n, bank_holidays), n, began) for n in plan.after] if began else []
    return sorted([*before, *after], key=lambda step: (step.day, -step.number))


def step_due(
    plan: Plan, dates: Dates, *, today: date, bank_holidays: Container[date], since: date | None = None
) -> Step | None:
    """The one step that goes today, or None.

    A step whose day the clock missed goes on one of the next two working days, unless a later one has fallen due:
    never two at once. Nothing goes before `since`, the day the plan was made, on the very day the waiting began, on a
    day that is no working day, or once the date that a step counts towards is over.
    """
    if not is_working_day(today, bank_holidays):
        return None
    steps = [step for step in steps_of(plan, dates, bank_holidays) if _counts(step, dates, since)]
    fallen = [step for step in steps if step.day <= today and not (step.number <= 0 and today > step.counted_from)]
    if not fallen or working_days_between(fallen[-1].day, today, bank_holidays) > CAUGHT_UP:
        return None
    return fallen[-1]


def next_day(
    plan: Plan, dates: Dates, *, first: date, bank_holidays: Container[date], since: date | None = None
) -> date | None:
    """The next day, `first` or later, on which something goes by itself; None when nothing will."""
    steps = steps_of(plan, dates, bank_holidays)
    return next((step.day for step in steps if step.day >= first and _counts(step, dates, since)), None)


def _counts(step: Step, dates: Dates, since: date | None) -> bool:
    """Nobody is reminded of what they heard that day, nor of what a plan made later would have said."""
    is_news = dates.began is not None and step.day <= dates.began
    return not is_news and (since is None or step.day >= since)


def in_order(numbers: Iterable[int]) -> tuple[int, ...]:
    """Each once, the largest first, as people count down."""
    return tuple(sorted(set(numbers), reverse=True))
