"""How far one project is, as facts for the rule of submission."""

from datetime import datetime

from partnerships.models import Role
from partnerships.rules.deadlines import local_day
from projects.models import Endorsement, Project, Submission
from projects.rules.submission import Readiness


def readiness_of(project: Project, *, at: datetime) -> Readiness:
    """With its edition loaded; three queries."""
    champions = Role.objects.held_on(local_day(at)).filter(partnership=project.partnership_id)
    return Readiness(
        has_summary=bool(project.summary),
        has_improvement=bool(project.first_improvement),
        has_champion=champions.filter(kind=Role.Kind.CHAMPION).exists(),
        is_submitted=Submission.objects.standing().filter(project=project).exists(),
        is_changed=project.edition is not None and project.edition.wording != project.wording,
        verdict=verdict_on(project),
    )


def verdict_on(project: Project) -> str | None:
    """The champion's latest word on the latest edition; empty while asked, None when nobody asked."""
    asked = Endorsement.objects.filter(edition=project.edition_id).order_by("-asked_at", "-pk")
    return asked.values_list("verdict", flat=True).first()
