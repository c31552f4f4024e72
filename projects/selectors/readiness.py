"""How far one project is, as facts for the rule of submission."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Q, QuerySet, Subquery

from kit.prepared import PreparedExpression
from partnerships.models import Role
from partnerships.rules.deadlines import local_day
from projects.models import Endorsement, Project
from projects.rules.basis import Rested, why_not_based
from projects.rules.submission import Readiness, WhyNot
from projects.selectors.states import SUBMITTED
from selfassessment.models import Completion


def with_readiness(projects: QuerySet[Project], on: date) -> QuerySet[Project]:
    """Each with `has_champion` on a day, `has_submitted`, `verdict`: the champion's latest word on the latest
    edition, empty while asked, None when nobody asked; and what `basis_of` needs.
    """
    return projects.annotate(
        has_champion=CHAMPIONED.of(F("partnership"), on),
        has_submitted=SUBMITTED.of(F("pk")),
        verdict=VERDICT.of(F("edition")),
        can_rest=CAN_REST.of(F("partnership")),
        wants_joint=F("partnership__delivers_laa"),
        rests_on_review=F("completion__review_id"),
        rest_reopened_at=F("completion__reopened_at"),
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
        is_changed=project.edition is not None and project.edition.whole != project.whole,
        verdict=facts.verdict,
        basis=basis_of(facts),
    )


def basis_of(facts: Any) -> WhyNot | None:
    """What the basis of a project from `with_readiness` lacks."""
    rested = None
    if facts.completion_id is not None:
        rested = Rested(facts.rests_on_review is not None, facts.rest_reopened_at is not None)
    return why_not_based(rested, wants_joint=facts.wants_joint, can_rest=facts.can_rest)


def fit_completions(partnership: int) -> QuerySet[Completion]:
    """What its project may rest on: the review or assessment that stands, of the kind that is wanted of it."""
    of_its_kind = Q(partnership__delivers_laa=True, review__isnull=False)
    of_its_kind |= Q(partnership__delivers_laa=False, assessment__isnull=False)
    return Completion.objects.standing().filter(of_its_kind, partnership=partnership)


ROW, DAY = -1, date.min  # stand for a row's key, and the day
CHAMPIONED = PreparedExpression(
    lambda: Exists(Role.objects.held_on(DAY).filter(partnership=ROW, kind=Role.Kind.CHAMPION)), ROW, DAY
)
CAN_REST = PreparedExpression(lambda: Exists(fit_completions(ROW)), ROW)
VERDICT = PreparedExpression(
    lambda: Subquery(Endorsement.objects.filter(edition=ROW).order_by("-asked_at", "-pk").values("verdict")[:1]), ROW
)
