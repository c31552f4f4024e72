"""How far one project is, as facts for the rule of submission."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, QuerySet, Subquery

from kit.prepared import PreparedExpression
from partnerships.models import Role
from partnerships.rules.deadlines import local_day
from projects.models import Endorsement, Project
from projects.rules.submission import Readiness
from projects.selectors.states import SUBMITTED


def with_readiness(projects: QuerySet[Project], on: date) -> QuerySet[Project]:
    """Each with `has_champion` on a day, `has_submitted`, and `verdict`: the champion's latest word on the latest
    edition, empty while asked, None when nobody asked.
    """
    return projects.annotate(
        has_champion=CHAMPIONED.of(F("partnership"), on),
        has_submitted=SUBMITTED.of(F("pk")),
        verdict=VERDICT.of(F("edition")),
    )


def readiness_of(project: Project, *, at: datetime) -> Readiness:
    """With its edition loaded; one query."""
    return readiness(project, with_readiness(Project.objects.filter(pk=project.pk), local_day(at)).get())


def readiness(project: Project, facts: Any) -> Readiness:
    """A project's words, and what `with_readiness` found; they may be one."""
    return Readiness(
        has_summary=bool(project.summary),
        has_improvement=bool(project.first_improvement),
        has_champion=facts.has_champion,
        is_submitted=facts.has_submitted,
        is_changed=project.edition is not None and project.edition.wording != project.wording,
        verdict=facts.verdict,
    )


ROW, DAY = -1, date.min  # stand for a row's key, and the day
CHAMPIONED = PreparedExpression(
    lambda: Exists(Role.objects.held_on(DAY).filter(partnership=ROW, kind=Role.Kind.CHAMPION)), ROW, DAY
)
VERDICT = PreparedExpression(
    lambda: Subquery(Endorsement.objects.filter(edition=ROW).order_by("-asked_at", "-pk").values("verdict")[:1]), ROW
)
