"""A programme’s reminders as a page shows them: each kind with its plan in words, what goes next, what last went."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Max, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit.govuk_ui.formats import long_date
from kit.jobs.models import Pulse
from kit.prepared import PreparedValues
from notices.models import Reminder, ReminderPlan
from notices.rules.layout import Letter, letter
from notices.rules.reminders import Case, Gathering, Plan, ReminderKind, known
from notices.rules.secrets import placeholders
from notices.rules.working_days import london_day
from notices.selectors.reminders import Changed, Outlook, Planned, outlook, waiting_for, words_of
from notices.selectors.writing import words_for
from notices.services.outlooks import CLOCK
from partnerships.models import Programme

PROGRAMME = -1  # stands for the programme that is asked about
PLAN = {name: name for name in ("kind", "before", "after", "version")}


class Kept(NamedTuple):
    """What is kept of a programme's reminders: when the clock last sent some, when each kind last went, by the clock or
    by hand, and the plans that were changed, both by the names of their kinds."""

    ran_at: datetime | None
    last: dict[str, datetime]
    changed: dict[str, Changed]


@dataclass(frozen=True)
class Shown:
    """One kind of reminder in a programme."""

    planned: Planned
    words: str
    outlook: Outlook | None
    last_at: datetime | None
    waiting: int  # how many have something to do

    @property
    def kind(self) -> ReminderKind:
        """What it reminds of."""
        return self.planned.kind


@dataclass(frozen=True)
class Board:
    """All kinds, those that go next first, and when the clock last sent reminders: None when it never has."""

    kinds: tuple[Shown, ...]
    ran_at: datetime | None
    next_day: date | None


def board_of(programme: Programme, *, at: datetime) -> Board:
    """Four queries, however many people there are."""
    gathering = Gathering(programme.pk, at)
    kept = kept_of(programme)
    ran_today = kept.ran_at is not None and london_day(kept.ran_at) == london_day(at)
    kinds = tuple(
        shown(Planned(kind, kept.changed.get(kind.name)), gathering, kept.last.get(kind.name), ran_today=ran_today)
        for kind in known.values()
    )
    in_turn = sorted(kinds, key=lambda each: each.outlook.day if each.outlook else date.max)
    days = [each.outlook.day for each in kinds if each.outlook]
    return Board(tuple(in_turn), kept.ran_at, min(days, default=None))


def kept_of(programme: Programme) -> Kept:
    """One query."""
    ((ran_at, last, plans),) = KEPT.fetch(programme.pk)
    return Kept(
        ran_at,
        {each["kind"]: datetime.fromisoformat(each["at"]) for each in last},
        {each.pop("kind"): Changed(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in plans},
    )


def _kept() -> QuerySet[Programme, Any]:
    sent = Reminder.objects.filter(programme_id=PROGRAMME).order_by().values("kind").annotate(last=Max("sent_at"))
    who = Coalesce(NullIf("changed_by__name", Value("")), "changed_by__email", output_field=CharField())
    plans = ReminderPlan.objects.filter(programme_id=PROGRAMME).order_by()
    return Programme.objects.filter(pk=PROGRAMME).values_list(
        Subquery(Pulse.objects.filter(name=CLOCK).values("ended_at")),
        ArraySubquery(sent.values(each=JSONObject(kind="kind", at="last"))),
        ArraySubquery(plans.values(each=JSONObject(at="changed_at", by=who, **PLAN))),
    )


KEPT = PreparedValues(_kept, PROGRAMME)


def shown(one: Planned, gathering: Gathering, last_at: datetime | None, *, ran_today: bool) -> Shown:
    """One kind, from what has been gathered."""
    waiting = waiting_for(one.kind, gathering)
    return Shown(
        planned=one,
        words=plan_in_words(one.kind, one.plan, {case.dates.due for case in waiting if case.dates.due}),
        outlook=outlook(one, gathering, ran_today=ran_today),
        last_at=last_at,
        waiting=len({case.key for case in waiting}),
    )


def plan_in_words(kind: ReminderKind, plan: Plan, due: set[date]) -> str:
    """`10, 5 and 1 working days before submission closes (30 June 2027)`; the date where it is one for all."""
    parts = []
    if plan.before and kind.before:
        day = f" ({long_date(next(iter(due)))})" if len(due) == 1 else ""
        parts.append(f"{days_in_words(plan.before)} {kind.before}{day}")
    if plan.after and kind.after:
        parts.append(f"{days_in_words(plan.after)} {kind.after}")
    return "; ".join(parts)


def days_in_words(days: tuple[int, ...]) -> str:
    """`10, 5 and 1 working days`; nought is `0`, which the page explains."""
    numbers = get_text_list([str(day) for day in days], _("and"))
    return ngettext("{numbers} working day", "{numbers} working days", 1 if days == (1,) else 2).format(numbers=numbers)


def email_of(kind: ReminderKind, case: Case, programme: Programme, *, note: str, sender: Any) -> tuple[str, Letter]:
    """Subject and text as one person would get them, links not yet made."""
    links = placeholders(case.links, "0")
    words = {**words_of(case, note=note, sender=sender), **links}
    subject, text = words_for(kind.name, words, settings.LANGUAGE_CODE)
    return subject, replace(letter(text, settings.BASE_URL), sender=programme.name)  # whose name the foot would ask for
