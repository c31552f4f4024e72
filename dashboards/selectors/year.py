"""The year's path and its dates, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from dashboards.rules.path import (
    ASSESSMENT,
    DETERMINATION,
    DONE,
    ENROLMENT,
    PASSED,
    SET_UP,
    SUBMISSION,
    Stage,
    YearFacts,
    path_of,
)
from kit.govuk_ui.formats import day_and_month
from partnerships.models import KeyDate, Programme

NAMES: dict[str, str | Promise] = {
    SET_UP: pgettext_lazy("stage of the year", "Set up"),
    KeyDate.Kind.ENROLMENT: pgettext_lazy("stage of the year", "Enrol"),
    KeyDate.Kind.BASELINE: pgettext_lazy("stage of the year", "Baseline"),
    KeyDate.Kind.ASSESSMENT: pgettext_lazy("stage of the year", "Assess"),
    KeyDate.Kind.SUBMISSION: pgettext_lazy("stage of the year", "Projects"),
    KeyDate.Kind.DETERMINATION: pgettext_lazy("stage of the year", "Grants"),
    KeyDate.Kind.MIDYEAR_REPORT: pgettext_lazy("stage of the year", "Mid-year report"),
    KeyDate.Kind.FINAL_REPORT: pgettext_lazy("stage of the year", "Final report"),
    KeyDate.Kind.FOLLOW_UP: pgettext_lazy("stage of the year", "Follow-up"),
    KeyDate.Kind.EVALUATION: pgettext_lazy("stage of the year", "Evaluate"),
}


@dataclass(frozen=True)
class Step:
    """A stage in words, as `{% year_path %}` takes it."""

    state: str
    name: str
    note: str


@dataclass(frozen=True)
class Coming:
    """A key date that is still ahead: what it is, its last day, and how many days are left."""

    name: str
    day: date
    days: int


@dataclass(frozen=True)
class Year:
    """The path, and the dates ahead."""

    steps: tuple[Step, ...]
    coming: tuple[Coming, ...]


def year_of(
    programme: Programme,
    *,
    partnerships: int,
    complete: int,
    assessed: int | None = None,
    on: date,
    known: Sequence[KeyDate] | None = None,
    submission_closed: date | None = None,
    decided: date | None = None,
) -> Year:
    """Where the year stands on a day; of so many partnerships so many have named everybody, and so many completed an
    assessment or a joint review. One query, unless its dates are `known`. `submission_closed` is the day on which it
    was, early or not, `decided` the one on which grants were: then they are no more to come."""
    dates = list(programme.key_dates.order_by("closes_at", "pk")) if known is None else known
    facts = YearFacts(
        opened=_day(programme.opened_at),
        closed=programme.is_closed,
        dates=[(each.kind, timezone.localdate(each.closes_at)) for each in dates],
        partnerships=partnerships,
        complete=complete,
        assessed=assessed,
        submission_closed=submission_closed,
        decided=decided,
    )
    steps = tuple(Step(stage.state, str(NAMES[stage.code]), _note(stage, facts)) for stage in path_of(facts, on))
    over = {SUBMISSION: submission_closed, DETERMINATION: decided}
    return Year(steps, _coming([each for each in dates if not over.get(each.kind)], on))


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _note(stage: Stage, facts: YearFacts) -> str:
    """The stage's day, and of enrolment and assessing how many are there."""
    parts = []
    complete = {ENROLMENT: facts.complete, ASSESSMENT: facts.assessed}.get(stage.code)
    if complete is not None and facts.partnerships > 1:
        counts = {"complete": f"{complete:,}", "partnerships": f"{facts.partnerships:,}"}
        parts.append(gettext("%(complete)s of %(partnerships)s") % counts)
    if stage.state == PASSED and not stage.day:
        parts.append(gettext("Year closed"))
    elif stage.day:
        parts.append(_dated(stage, day_and_month(stage.day)))
    return ". ".join(parts)


def _dated(stage: Stage, day: str) -> str:
    if stage.late:
        return gettext("Was due by %(day)s") % {"day": day}
    if stage.state == DONE and stage.code == DETERMINATION:
        return gettext("Decided on %(day)s") % {"day": day}
    if stage.state == PASSED and stage.code == SUBMISSION:
        return gettext("Closed on %(day)s") % {"day": day}
    if stage.state == PASSED:
        return gettext("Date passed: %(day)s") % {"day": day}
    return day if stage.code == SET_UP else gettext("By %(day)s") % {"day": day}


def _coming(dates: Sequence[KeyDate], on: date) -> tuple[Coming, ...]:
    return tuple(Coming(each.get_kind_display(), day, (day - on).days) for each, day in _days(dates) if day >= on)


def _days(dates: Iterable[KeyDate]) -> Iterable[tuple[KeyDate, date]]:
    return ((each, timezone.localdate(each.closes_at)) for each in dates)
