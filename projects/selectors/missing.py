"""Which partnerships have not submitted, and what each still lacks: one row each, in one query."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kit.prepared import PreparedValues
from partnerships.models import Partnership, Programme, Role
from partnerships.rules.deadlines import local_day
from projects.models import Admission, Edition, Endorsement, Submission
from projects.models.project import PARTS
from projects.rules.basis import Rested, why_not_based
from projects.rules.submission import Readiness, WhyNot, Window
from projects.selectors.readiness import CAN_REST
from projects.selectors.visibility import told

NOT_STARTED, READY = "not_started", "ready"


class Missing(NamedTuple):
    """A partnership without a submitted project. `steps` are codes of `WhyNot`, or `not_started`, or `ready`;
    `admitted_until` is the end of its latest leave to be late.
    """

    pk: int
    name: str
    county: int | None
    county_area: str
    admitted_until: datetime | None
    steps: tuple[str, ...]

    def is_admitted(self, at: datetime) -> bool:
        """Whether its leave to be late still lasts."""
        return Window(is_open_year=True, admitted_until=self.admitted_until).is_admitted(at)


def missing_from(programme: Programme, *, at: datetime) -> list[Missing]:
    """Every partnership of a programme that has not submitted, in the order of their areas."""
    return [missing(*row) for row in NOT_SUBMITTED.fetch(programme.pk, local_day(at))]


def missing(pk: int, name: str, tier: str, county: int | None, area: str, above: str | None, *facts: Any) -> Missing:
    """One row of `with_steps`; a county belongs to itself."""
    until, *steps = facts
    is_county = tier == Partnership.Tier.COUNTY
    return Missing(pk, name, pk if is_county else county, area if is_county else above or "", until, steps_of(*steps))


def steps_of(project: int | None, edition: int | None, verdict: str | None, *facts: Any) -> tuple[str, ...]:
    """`facts`: whether there are a summary, an improvement and a champion, whether the latest edition says what the
    draft says, and what the basis lacks.
    """
    if project is None:
        return (NOT_STARTED,)
    has_summary, has_improvement, has_champion, is_same, *based = facts
    readiness = Readiness(
        has_summary=has_summary,
        has_improvement=has_improvement,
        has_champion=has_champion,
        is_submitted=False,
        is_changed=edition is not None and not is_same,
        verdict=verdict,
        basis=basis_from(*based),
    )
    return readiness.why_not() or (READY,)


def basis_from(
    completion: int | None, review: int | None, reopened: datetime | None, wants_joint: Any, can_rest: Any
) -> WhyNot | None:
    """From five columns of a row of `with_steps`."""
    rested = None if completion is None else Rested(review is not None, reopened is not None)
    return why_not_based(rested, wants_joint=wants_joint, can_rest=can_rest)


def with_steps(partnerships: QuerySet[Partnership], on: date) -> QuerySet[Partnership, Any]:
    """What `missing` is made of, a tuple each."""
    admissions = Admission.objects.filter(partnership=OuterRef("pk")).order_by("-admitted_at", "-pk")
    asked = Endorsement.objects.filter(edition=OuterRef("project__edition")).order_by("-asked_at", "-pk")
    champions = Role.objects.held_on(on).filter(partnership=OuterRef("pk"), kind=Role.Kind.CHAMPION)
    same = Edition.objects.filter(pk=OuterRef("project__edition")).alias(rests_on=Coalesce("completion", 0))
    alike = {part: OuterRef(f"project__{part}") for part in (*PARTS, "first_basis", "second_basis")}
    return partnerships.values_list(
        *("pk", "name", "tier", "county", "area", "county__area"),
        Subquery(admissions.values("until")[:1]),
        *("project", "project__edition"),
        Subquery(asked.values("verdict")[:1]),
        told(Q(project__summary__gt="")),
        told(Q(project__first_improvement__gt="")),
        Exists(champions),
        Exists(same.filter(rests_on=Coalesce(OuterRef("project__completion"), 0), **alike)),
        *("project__completion", "project__completion__review", "project__completion__reopened_at", "delivers_laa"),
        CAN_REST.of(F("pk")),
    )


def not_submitted(programme: int, on: date) -> QuerySet[Partnership, Any]:
    """The rows of `missing_from`."""
    handed_in = Submission.objects.standing().filter(project__partnership=OuterRef("pk"))
    partnerships = Partnership.objects.filter(~Exists(handed_in), programme=programme)
    return with_steps(partnerships.order_by("area", "tier"), on)


PROGRAMME, DAY = -1, date.min  # stand for what is asked about
NOT_SUBMITTED = PreparedValues(lambda: not_submitted(PROGRAMME, DAY), PROGRAMME, DAY)
