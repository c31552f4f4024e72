"""How far one project is, as facts for the rule of submission."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from partnerships.models import Role
from partnerships.rules.deadlines import local_day
from projects.models import Endorsement, Project, Submission
from projects.rules.submission import Readiness


def with_readiness(projects: QuerySet[Project], on: date) -> QuerySet[Project]:
    """Each with `has_champion` on a day, `has_submitted`, and `verdict`: the champion's latest word on the latest
    edition, empty while asked, None when nobody asked.
    """
    champions = Role.objects.held_on(on).filter(partnership=OuterRef("partnership"), kind=Role.Kind.CHAMPION)
    asked = Endorsement.objects.filter(edition=OuterRef("edition")).order_by("-asked_at", "-pk")
    return projects.annotate(
        has_champion=Exists(champions),
        has_submitted=Exists(Submission.objects.standing().filter(project=OuterRef("pk"))),
        verdict=Subquery(asked.values("verdict")[:1]),
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
