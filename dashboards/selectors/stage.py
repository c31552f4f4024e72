"""Where a year stands: when submission closes, what is decided, and counts that a home wants besides; one query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from dashboards.rules.stage import Phase, phase_of
from grants.models import Determination
from kit.prepared import Computed, PreparedValues
from partnerships.models import KeyDate, Programme
from partnerships.rules.deadlines import local_day
from projects.rules.submission import Window
from projects.selectors.windows import ends


@dataclass(frozen=True)
class Decision:
    """The determination that is prepared or confirmed; `by` is who prepared it, `decided` by whom and when it was
    confirmed, if it was."""

    pk: int
    number: int
    minute: str
    is_confirmed: bool
    by: int
    by_name: str
    prepared_at: datetime
    decided_by_name: str | None
    decided_at: datetime | None


@dataclass(frozen=True)
class Stage:
    """A year at a moment. `numbers` are the counts that were asked for."""

    window: Window
    assessed_by: date | None
    decision: Decision | None
    at: datetime
    dates: tuple[KeyDate, ...]
    numbers: Mapping[str, Any]

    @property
    def is_decided(self) -> bool:
        """Whether grants were confirmed."""
        return self.decision is not None and self.decision.is_confirmed

    @property
    def decided_on(self) -> date | None:
        """The day on which grants were confirmed; None before."""
        at = self.decision.decided_at if self.decision and self.decision.is_confirmed else None
        return local_day(at) if at else None

    @property
    def is_assessed_late(self) -> bool:
        """Whether the day by which assessments are due is over."""
        return self.assessed_by is not None and self.assessed_by < local_day(self.at)

    @property
    def has_closed(self) -> bool:
        """Whether submission is over for all but those with leave."""
        return self.window.is_sealed or self.window.has_closed(self.at)

    @property
    def closes(self) -> date | None:
        """The last day of submission, or the one on which it was closed."""
        closes = self.window.closes_at()
        return local_day(closes) if closes else None

    @property
    def closed_on(self) -> date | None:
        """The day on which submission was closed, early or not; None while it is not."""
        return self.closes if self.has_closed else None

    @property
    def days(self) -> int:
        """How many are left; 0 on the last."""
        return (self.closes - local_day(self.at)).days if self.closes else 0

    def phase(self, *, is_begun: bool) -> Phase:
        """What homes tell; `is_begun`: there is a project."""
        today = local_day(self.at)
        facts = {"is_decided": self.is_decided, "has_closed": self.has_closed, "is_begun": is_begun}
        return phase_of(assessed_by=self.assessed_by, today=today, **facts)


Columns = Callable[[], Mapping[str, Computed]]


class Riding(NamedTuple):
    """Columns that ride along in the query of the year's row: a function that makes them for marks, which is the same
    one each time, and what stands for each mark. Two that ride together have no mark in common."""

    columns: Columns
    values: Mapping[object, object]


PROGRAMME = -1  # stands for the key of the year


def stage_of(programme: Programme, *, at: datetime, riding: Sequence[Riding] = ()) -> Stage:
    """With columns of the programme's row that count something."""
    marks = {mark: value for one in riding for mark, value in one.values.items()}
    asked = written(tuple(one.columns for one in riding), tuple(marks))
    ((sealed, deadline, closed, assessed, dates, decision, *numbers),) = asked.found.fetch(
        programme.pk, *marks.values()
    )
    return Stage(
        window=Window(programme.state == Programme.State.OPEN, sealed, deadline, closed),
        assessed_by=local_day(assessed) if assessed else None,
        decision=decision_of(decision) if decision else None,
        at=at,
        dates=tuple(date_of(programme, **each) for each in dates),
        numbers=dict(zip(asked.names, numbers, strict=True)),
    )


class Written(NamedTuple):
    """The query of a year's row with what rides along, and the names of that."""

    found: PreparedValues
    names: tuple[str, ...]


@lru_cache(maxsize=16)
def written(riding: tuple[Columns, ...], marks: tuple[object, ...]) -> Written:
    """Kept for good, as the SQL is: each kind of home asks for one."""
    columns = {name: column for one in riding for name, column in one().items()}

    def make() -> QuerySet[Any, Any]:
        return Programme.objects.filter(pk=PROGRAMME).values_list(*of_year(), *columns.values())

    return Written(PreparedValues(make, PROGRAMME, *marks), tuple(columns))


def of_year() -> list[Any]:
    """What `stage_of` tells of any year, in its order."""
    own = OuterRef("pk")
    assessed = KeyDate.objects.filter(programme=own, kind=KeyDate.Kind.ASSESSMENT)
    dates = KeyDate.objects.filter(programme=own).order_by("closes_at", "pk")
    standing = Determination.objects.filter(programme=own).exclude(state=Determination.State.DISCARDED)
    facts = JSONObject(
        **{name: name for name in ("pk", "number", "minute", "state", "prepared_at", "decided_at")},
        by="prepared_by",
        by_name="prepared_by__name",
        decided_by_name="decided_by__name",
    )
    return [
        *ends("pk").values(),
        Subquery(assessed.values("closes_at")[:1]),
        ArraySubquery(dates.values(date=JSONObject(kind="kind", closes_at="closes_at"))),
        Subquery(standing.values(facts=facts)[:1]),
    ]


def date_of(programme: Programme, kind: str, closes_at: str) -> KeyDate:
    """A key date, as the database tells it."""
    return KeyDate(programme=programme, kind=kind, closes_at=datetime.fromisoformat(closes_at))


def decision_of(facts: dict[str, Any]) -> Decision:
    """As the database tells it."""
    is_confirmed = facts.pop("state") == Determination.State.CONFIRMED
    prepared, decided = facts.pop("prepared_at"), facts.pop("decided_at")
    return Decision(
        is_confirmed=is_confirmed,
        prepared_at=datetime.fromisoformat(prepared),
        decided_at=datetime.fromisoformat(decided) if decided else None,
        **facts,
    )
