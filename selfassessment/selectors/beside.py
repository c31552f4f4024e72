"""What stands beside a completion on its page, as columns that ride along in its query; `beside` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from partnerships.models import Terms
from selfassessment.models import (
    Action,
    CompletedFinding,
    CompletedImprovement,
    CompletedPartner,
    CompletedReview,
    Completion,
    ThemeScore,
)
from selfassessment.rules.scoring import ThemeScore as Score

PLANNED = ("id", "theme", "what", "who", "by_when", "done_on")


@dataclass(frozen=True)
class Planned:
    """A standing action of a partnership's plan."""

    pk: int
    theme: str
    what: str
    who: str
    by_when: date | None
    done_on: date | None


@dataclass(frozen=True)
class Finding:
    """What a joint review says of a theme; without a level nobody gave one."""

    theme: str
    level: int | None
    text: str


@dataclass(frozen=True)
class Improvement:
    """A key improvement that a joint review names."""

    number: int
    theme: str
    text: str


@dataclass(frozen=True)
class Meeting:
    """When a joint review was held, and who took part for whom."""

    held_on: date
    for_government: str
    for_partnership: str
    has_document: bool


@dataclass(frozen=True)
class TookPart:
    """A partner's organisation, how many statements it had answered, and whether it had finished."""

    organisation: str
    answered: int
    has_finished: bool


@dataclass(frozen=True)
class Beside:
    """All of it; the last three are of joint reviews alone, `partners` of self-assessments."""

    actions: tuple[Planned, ...]
    partners: tuple[TookPart, ...]
    smallest_group: int
    findings: Mapping[str, Finding]
    improvements: tuple[Improvement, ...]
    meeting: Meeting | None


def score_column() -> ArraySubquery:
    """The themes of a completion, in their places; `scores_in` reads them."""
    rows = ThemeScore.objects.filter(completion=OuterRef("pk")).order_by("place")
    return listed(rows, "theme", "total", "answered", "applicable", "shows")


def scores_in(rows: list[dict[str, Any]]) -> dict[str, Score]:
    """By theme key."""
    return {
        row["theme"]: Score(row["theme"], row["total"], row["answered"], row["applicable"], row["shows"])
        for row in rows
    }


def with_beside(completions: QuerySet[Completion]) -> QuerySet[Any]:
    """Completions with what `beside` and `scores_in` read; one query all the same."""
    findings = CompletedFinding.objects.filter(completion=OuterRef("pk"))
    improvements = CompletedImprovement.objects.filter(completion=OuterRef("pk"))
    partners = CompletedPartner.objects.filter(completion=OuterRef("pk"))
    meetings = CompletedReview.objects.filter(completion=OuterRef("pk")).order_by()
    facts = {name: F(name) for name in ("held_on", "for_government", "for_partnership", "document")}
    terms = Terms.objects.filter(programme=OuterRef("partnership__programme"), fixed_at__isnull=False)
    return completions.annotate(
        score_rows=score_column(),
        action_rows=planned_column("partnership"),
        partner_rows=listed(partners.order_by("organisation", "pk"), "organisation", "answered", "has_finished"),
        smallest_group=Subquery(terms.order_by("-number").values("smallest_group")[:1]),
        finding_rows=listed(findings.order_by("pk"), "theme", "level", "text"),
        improvement_rows=listed(improvements.order_by("number"), "number", "theme", "text"),
        meeting_facts=Subquery(meetings.values(facts=JSONObject(**facts))[:1]),
    )


def planned_column(partnership: str) -> ArraySubquery:
    """The standing actions of a partnership, those due first before the others; `planned_in` reads them."""
    actions = Action.objects.standing().filter(partnership=OuterRef(partnership))
    return listed(actions.order_by(F("by_when").asc(nulls_last=True), "pk"), *PLANNED)


def listed(rows: QuerySet[Any], *names: str) -> ArraySubquery:
    """Rows as a list of mappings."""
    return ArraySubquery(rows.values(row=JSONObject(**{name: F(name) for name in names})))


def beside(row: Any) -> Beside:
    """What was read with `with_beside`."""
    return Beside(
        actions=planned_in(row.action_rows),
        partners=tuple(TookPart(**each) for each in row.partner_rows),
        smallest_group=row.smallest_group or Terms().smallest_group,
        findings={each["theme"]: Finding(**each) for each in row.finding_rows},
        improvements=tuple(Improvement(**each) for each in row.improvement_rows),
        meeting=meeting_in(row.meeting_facts),
    )


def planned_in(rows: list[dict[str, Any]]) -> tuple[Planned, ...]:
    """Actions, of such a column."""
    return tuple(
        Planned(row["id"], row["theme"], row["what"], row["who"], day(row["by_when"]), day(row["done_on"]))
        for row in rows
    )


def meeting_in(facts: dict[str, Any] | None) -> Meeting | None:
    """The meeting of a joint review."""
    if facts is None:
        return None
    held_on, people = date.fromisoformat(facts["held_on"]), (facts["for_government"], facts["for_partnership"])
    return Meeting(held_on, *people, has_document=facts["document"] is not None)


def day(written: str | None) -> date | None:
    """A day as JSON has it."""
    return date.fromisoformat(written) if written else None
