"""Reads about reminders: a programme’s plans, who is due today, what goes next, whom a press of a button reaches."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db.models import Min

from audit.models import Entry
from kit.prepared import Prepared, PreparedValues
from notices.models import Reminder, ReminderPlan
from notices.rules.reminders import Case, Gathering, Plan, ReminderKind, Step, next_day, step_due
from notices.rules.working_days import ONE_DAY, london_day
from notices.selectors.bank_holidays import bank_holidays
from notices.selectors.choices import Recipient, fates_for

LOOKED_BACK = timedelta(days=28)  # longer than any step is caught up, whatever holidays lie between
Key = tuple[str, str]
PROGRAMME, KIND, DAY = -1, "<kind>", date.min  # stand for what is asked about


class Changed(NamedTuple):
    """What a programme changed a kind's days to, when and by whom, in their name."""

    before: Sequence[int]
    after: Sequence[int]
    version: int
    at: datetime
    by: str


@dataclass(frozen=True)
class Planned:
    """A kind with the plan that holds in a programme; `changed` is None while nobody has changed it."""

    kind: ReminderKind
    changed: Changed | None

    @property
    def plan(self) -> Plan:
        """The programme's own days, else the kind's."""
        return Plan(tuple(self.changed.before), tuple(self.changed.after)) if self.changed else self.kind.plan

    @property
    def since(self) -> date | None:
        """The day the plan was made: what it would have said before, it does not say now."""
        return london_day(self.changed.at) if self.changed else None


@dataclass(frozen=True)
class Outlook:
    """On which day a kind goes next, and to how many."""

    day: date
    number: int


@dataclass(frozen=True)
class Left:
    """Somebody who gets nothing, and the code of the reason."""

    case: Case
    why: str


@dataclass(frozen=True)
class Preview:
    """Whom a reminder sent by hand would reach now, and everybody whom it would not."""

    goes: Sequence[Case]
    held: frozenset[Key]  # of those that go: in their one email a day
    left: Sequence[Left]


def planned(kinds: Iterable[ReminderKind], programme_id: int) -> list[Planned]:
    """Each kind with its plan, in one query."""
    found = {
        row.kind: Changed(row.before, row.after, row.version, row.changed_at, str(row.changed_by))
        for row in PLANS.fetch(programme_id)
    }
    return [Planned(kind, found.get(kind.name)) for kind in kinds]


def waiting_for(kind: ReminderKind, gathering: Gathering) -> list[Case]:
    """Those with something to do, who have an address."""
    return [case for case in gathering(kind.cases) if case.address and not case.why_not]


def due_today(one: Planned, gathering: Gathering) -> list[tuple[Case, Step]]:
    """Everybody to whom a step of a plan falls due and was not sent; two queries beside those of the gathering."""
    today = london_day(gathering.at)
    found = []
    if one.plan.is_off:
        return []
    for case in waiting_for(one.kind, gathering):
        step = step_due(one.plan, case.dates, today=today, bank_holidays=bank_holidays(), since=one.since)
        found += [(case, step)] if step else []
    sent = sent_lately(one.kind, gathering.programme_id, today) if found else set()
    return [(case, step) for case, step in found if (*case.key, step.counted_from, step.number) not in sent]


def sent_lately(kind: ReminderKind, programme_id: int, today: date) -> set[tuple[str, str, date | None, int | None]]:
    """The steps that the clock has sent, as far back as any could be caught up."""
    rows = Reminder.objects.filter(programme_id=programme_id, kind=kind.name, sent_on__gte=today - LOOKED_BACK)
    return set(rows.values_list("about", "address", "counted_from", "step"))


def outlook(one: Planned, gathering: Gathering, *, ran_today: bool) -> Outlook | None:
    """What goes next by itself; None when nothing will. What has gone today is over once the clock `ran_today`."""
    first = london_day(gathering.at) + (ONE_DAY if ran_today else timedelta())
    numbers: Counter[date] = Counter()
    for dates, number in Counter(case.dates for case in waiting_for(one.kind, gathering)).items():
        day = next_day(one.plan, dates, first=first, bank_holidays=bank_holidays(), since=one.since)
        numbers += Counter({day: number} if day else {})
    return Outlook(min(numbers), numbers[min(numbers)]) if numbers else None


def preview_of(kind: ReminderKind, gathering: Gathering) -> Preview:
    """Whom a press would reach now; the same few queries for any number."""
    cases, left = [], []
    for case in each_once(gathering(kind.cases)):
        why = case.why_not or ("" if case.address else "nobody")
        if why:
            left.append(Left(case, why))
        else:
            cases.append(case)
    today = reminded_on(kind, gathering.programme_id, london_day(gathering.at))
    recipients = [Recipient(case.address, case.person.pk if case.person else None) for case in cases]
    fates = fates_for(kind.name, recipients, gathering.programme_id)
    goes, held = [], set()
    for case, fate in zip(cases, fates, strict=True):
        if case.key in today or fate.state == "dropped":
            left.append(Left(case, "today" if case.key in today else fate.problem))
            continue
        goes.append(case)
        if fate.state == "held":
            held.add(case.key)
    return Preview(goes, frozenset(held), left)


def each_once(cases: Iterable[Case]) -> list[Case]:
    """Somebody with the same role twice is one person."""
    found: dict[tuple[str, str], Case] = {}
    for case in cases:
        found.setdefault(case.key, case)
    return list(found.values())


def reminded_on(kind: ReminderKind, programme_id: int, day: date) -> set[Key]:
    """Who heard about what on a day."""
    return {(about, address) for about, address in REMINDED.fetch(programme_id, kind.name, day)}


def reached_by(press: UUID, programme_id: int) -> set[Key]:
    """Whom one press of the button has reached so far."""
    return set(Reminder.objects.filter(pressed=press, programme_id=programme_id).values_list("about", "address"))


def is_in_trail(press: UUID, programme_id: int) -> bool:
    """Whether the trail tells of a press: it does so from the first reminder on, which is where one looks from."""
    began = Reminder.objects.filter(pressed=press, programme_id=programme_id).aggregate(at=Min("sent_at"))["at"]
    told = Entry.objects.of_programme(programme_id).filter(action="reminder.sent", at__gte=began)
    return told.filter(details__press=str(press)).exists()


def print_of(keys: Collection[Key], note: str) -> str:
    """What a person saw before pressing, in 64 characters: whom it reaches, and their own sentence."""
    said = "\n".join(["\t".join(key) for key in sorted(keys)])
    return sha256(f"{said}\n\n{note}".encode()).hexdigest()


def words_of(case: Case, *, note: str = "", sender: object = None) -> Mapping[str, object]:
    """What the text of a reminder is written with."""
    return {**case.words(), "person": case.person or case.name, "note": note, "sender": sender}


PLANS = Prepared(lambda: ReminderPlan.objects.filter(programme_id=PROGRAMME).select_related("changed_by"), PROGRAMME)
REMINDED = PreparedValues(
    lambda: (
        Reminder.objects.filter(programme_id=PROGRAMME, kind=KIND, sent_on=DAY)
        .order_by()
        .values_list("about", "address")
    ),
    *(PROGRAMME, KIND, DAY),
)
