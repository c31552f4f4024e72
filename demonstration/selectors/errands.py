"""What each guest can do now, live: whatever a visitor has changed is seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery

from demonstration.rules.errands import DEPUTY, Own, Phase, baseline_of, of_champion, of_office, of_representative
from grants.models import Determination
from partnerships.models import Partnership, Programme, Role
from partnerships.rules.deadlines import local_day
from projects.models import Project, Sharing
from projects.selectors.progress import TWO_TIER
from projects.selectors.readiness import with_readiness
from projects.selectors.windows import ends, window
from selfassessment.models import Assessment, Completion, JointReview


@dataclass(frozen=True)
class Errand:
    """A code, and the area that its sentence names: their own, or the neighbour's whose project waits."""

    code: str
    place: str


class Errands:
    """Of many roles at once, in four queries."""

    def __init__(self, roles: Iterable[Role], *, at: datetime) -> None:
        held = list(roles)
        self.phases = phases({role.programme_id for role in held}, at)
        places = {role.partnership_id for role in held if role.partnership_id}
        projects = with_readiness(Project.objects.filter(partnership__in=places), local_day(at)).annotate(
            has_shared=Exists(Sharing.objects.filter(edition=OuterRef("edition")))
        )
        self.projects: dict[int, Any] = {project.partnership_id: project for project in projects}
        self.baselines = baselines(places)
        waiting = Sharing.objects.filter(
            partnership__in=places, confirmed_at__isnull=True, edition=F("edition__project__edition")
        ).order_by("-pk")
        self.waiting = dict(waiting.values_list("partnership", "edition__project__partnership__area"))

    def of(self, role: Role) -> Errand | None:
        """Of one of the roles; None where there is nothing to do, as in a year that is closed."""
        phase = self.phases.get(role.programme_id)
        code = self.code_of(role, phase) if phase else ""
        area = role.partnership.area if role.partnership else ""
        place = self.waiting[role.partnership_id] if code == "receive" and role.partnership_id else area
        return Errand(code, place) if code else None

    def code_of(self, role: Role, phase: Phase) -> str:
        """Of a role in a year that is in this phase; empty where there is nothing to do."""
        if role.partnership is None:
            return of_office(DEPUTY if role.is_deputy else role.kind, phase)
        rule = of_champion if role.kind == Role.Kind.CHAMPION else of_representative
        return rule(self.own(role), phase)

    def own(self, role: Role) -> Own:
        """The project of the role's partnership as facts."""
        is_two_tier = role.partnership is not None and role.partnership.tier in TWO_TIER
        has_mail = role.partnership_id in self.waiting
        project = self.projects.get(role.partnership_id or 0)
        baseline = self.baselines.get(role.partnership_id or 0, "")
        if project is None:
            return Own(is_two_tier, has_mail=has_mail, baseline=baseline)
        return Own(
            is_two_tier,
            is_started=True,
            is_shared=project.has_shared,
            is_submitted=project.has_submitted,
            verdict=project.verdict,
            has_mail=has_mail,
            baseline=baseline,
            is_resting=project.completion_id is not None,
        )


def baselines(partnerships: Iterable[int]) -> dict[int, str]:
    """What is left of each one's assessment or joint review, in one query."""
    own = OuterRef("pk")
    found = Partnership.objects.filter(pk__in=partnerships).annotate(
        has_completed=Exists(Completion.objects.standing().filter(partnership=own)),
        has_assessment=Exists(Assessment.objects.filter(partnership=own)),
        has_review=Exists(JointReview.objects.filter(partnership=own)),
    )
    return {
        place.pk: baseline_of(
            is_joint=place.delivers_laa,
            is_begun=place.has_review if place.delivers_laa else place.has_assessment,
            is_completed=place.has_completed,
        )
        for place in found
    }


def phases(programmes: Iterable[int], at: datetime) -> dict[int, Phase]:
    """Of the open years among them, in one query."""
    standing = Determination.objects.filter(programme=OuterRef("pk")).exclude(state=Determination.State.DISCARDED)
    found = Programme.objects.filter(pk__in=programmes, state=Programme.State.OPEN)
    return {
        programme.pk: phase(programme, at)
        for programme in found.annotate(**ends("pk"), decision=Subquery(standing.values("state")[:1]))
    }


def phase(programme: Any, at: datetime) -> Phase:
    """Of a year with what `phases` found."""
    if programme.decision:
        return Phase.DECIDED if programme.decision == Determination.State.CONFIRMED else Phase.PREPARED
    return Phase.CLOSED if window(programme).has_closed(at) else Phase.OPEN
