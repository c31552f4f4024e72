"""The year of one's own partnership once projects are the news: its project, its grant, the county it is in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from dashboards.rules.own_year import OwnFacts, Task, tasks_of
from dashboards.rules.stage import Phase, phase_of
from dashboards.selectors.addresses import way_to
from dashboards.selectors.conditions import County, county_of
from dashboards.selectors.deciding import Need
from dashboards.selectors.grants import Grants
from dashboards.selectors.receipts import Receipt, receipts_in, wanted
from dashboards.selectors.suppressed import came_back
from grants.models import Outcome as Stored
from grants.rules.determination import Outcome
from grants.selectors.eligibility import reckon, settings_of
from kit.prepared import Prepared
from partnerships.models import Contact, Invitation, KeyDate, Partnership, Role
from partnerships.rules.deadlines import local_day
from partnerships.rules.staleness import months_before
from partnerships.selectors.programmes import terms_in_force
from partnerships.selectors.standing import Standing
from projects.models import Endorsement, Project, Submission
from projects.rules.next_step import TO_CHOOSE, TO_COMPLETE, UNWRITTEN, Next
from projects.rules.progress import State
from projects.rules.submission import Window
from projects.selectors.handing_in import Closed, closed_for
from projects.selectors.page import ProjectPage, page_of
from projects.selectors.progress import progress_of
from projects.selectors.states import number_of
from projects.selectors.windows import ends, window
from selfassessment.selectors.standing import Standing as Assessing
from selfassessment.selectors.standing import standing_columns, standing_in
from selfassessment.selectors.unplanned import Unplanned, unplanned_column, unplanned_in

CONFIRMED = "confirmed"
AWARDED = ("pk", "final", "offer", "status", "payment")


@dataclass(frozen=True)
class Award:
    """What was decided of the own grant, in pounds, and on which day."""

    pk: int
    final: Decimal
    offer: Decimal
    status: str
    payment: str
    decided: date


@dataclass(frozen=True)
class Now:
    """What one query says of the own partnership."""

    window: Window
    assessed_by: date | None
    project: int | None
    has_representative: bool
    champion: str
    asked_at: datetime | None
    answered_by: str
    submitted_at: datetime | None
    receipts: tuple[Receipt, ...]
    decided_by: date | None
    award: Award | None
    expired: int
    stale: int
    bounced: int
    assessment: Assessing
    unplanned: tuple[Unplanned, ...]
    at: datetime

    @property
    def has_closed(self) -> bool:
        """For all but those with leave."""
        return self.window.is_sealed or self.window.has_closed(self.at)

    @property
    def is_over(self) -> bool:
        """Whether this partnership cannot submit any more."""
        return bool(self.window.why_not(self.at))

    @property
    def is_late(self) -> bool:
        """Whether it can submit by a manager's leave alone."""
        return not self.is_over and self.window.is_late(self.at)

    @property
    def phase(self) -> Phase:
        """What the home tells: of one's project as soon as it is begun."""
        return phase_of(
            is_decided=self.award is not None,
            has_closed=self.has_closed,
            assessed_by=self.assessed_by if self.project is None else None,
            is_begun=self.project is not None,
            today=local_day(self.at),
        )


@dataclass(frozen=True)
class OwnYear:
    """`county` and `outcome` are as things stand, while nothing is decided and the year has terms; `closed` is there
    once submission has closed without one's project.
    """

    partnership: Partnership
    now: Now
    page: ProjectPage | None
    tasks: tuple[Task, ...]
    county: County | None
    outcome: Outcome | None
    closed: Closed | None
    checks: bool

    @property
    def step(self) -> Next | None:
        """What comes next for who looks."""
        return self.page.step if self.page else None

    @property
    def needs(self) -> tuple[Need, ...]:
        """What is to be seen to beside the project; contacts by who `checks` them."""
        stale = self.now.stale if self.checks else 0
        bounced = self.now.bounced if self.checks else 0
        needs = (
            Need("expired", self.now.expired),
            Need("bounced", bounced, way_to("partnership_contacts", self.partnership.pk)),
            Need("stale", stale, way_to("stale_contacts")),
        )
        return tuple(need for need in needs if need.number)

    @property
    def is_counted(self) -> bool:
        """Whether the own project would be one of those that make a majority, and is not yet."""
        if self.county is None or self.outcome is None:
            return False
        name = self.county.programme.called(self.partnership.area, self.partnership.tier)
        return dict(self.county.counted).get(name, State.COUNTS) != State.COUNTS

    @property
    def rank(self) -> int:
        """Which one it would be."""
        return self.county.decision.qualifying + 1 if self.county else 0


def now_of(partnership: Partnership, *, at: datetime) -> Now:
    """One query."""
    on = local_day(at)
    row: Any
    (row,) = NOW.fetch(partnership.pk, on, at, months_before(on, partnership.programme.contact_months))
    return Now(
        window=window(partnership.programme, row),
        assessed_by=local_day(row.assessed_at) if row.assessed_at else None,
        project=row.own_project,
        has_representative=row.has_representative,
        champion=row.champion or "",
        asked_at=row.asked_at,
        answered_by=row.answered_by or "",
        submitted_at=row.submitted_at,
        receipts=() if row.is_sealed else receipts_in(row.receipts),
        decided_by=local_day(row.decides_at) if row.decides_at else None,
        award=award_of(row.award) if row.award else None,
        expired=row.expired,
        stale=row.stale,
        bounced=row.bounced,
        assessment=standing_in(row),
        unplanned=unplanned_in(row.unplanned),
        at=at,
    )


def with_now(partnerships: QuerySet[Partnership], on: date) -> QuerySet[Partnership]:
    """With the columns that `now_of` reads."""
    dates = KeyDate.objects.filter(programme=OuterRef("programme")).order_by()
    people = Role.objects.held_on(on).filter(partnership=OuterRef("pk")).order_by("since", "pk")
    asked = Endorsement.objects.filter(edition__project__partnership=OuterRef("pk")).order_by("-asked_at", "-pk")
    handed_in = Submission.objects.standing().filter(project__partnership=OuterRef("pk")).order_by()
    decided = Stored.objects.filter(partnership=OuterRef("pk"), determination__state=CONFIRMED).order_by()
    fields = JSONObject(**{name: name for name in AWARDED}, decided="determination__decided_at")
    return partnerships.annotate(
        **ends("programme", "pk"),
        assessed_at=Subquery(dates.filter(kind=KeyDate.Kind.ASSESSMENT).values("closes_at")[:1]),
        decides_at=Subquery(dates.filter(kind=KeyDate.Kind.DETERMINATION).values("closes_at")[:1]),
        own_project=Subquery(Project.objects.filter(partnership=OuterRef("pk")).values("pk")[:1]),
        has_representative=Exists(people.filter(kind=Role.Kind.REPRESENTATIVE)),
        champion=Subquery(people.filter(kind=Role.Kind.CHAMPION).values(called=called("person"))[:1]),
        asked_at=Subquery(asked.values("asked_at")[:1]),
        answered_by=Subquery(asked.values(called=called("decided_by"))[:1]),
        submitted_at=Subquery(handed_in.values("submitted_at")[:1]),
        award=Subquery(decided.values(fields=fields)[:1]),
        unplanned=unplanned_column(),
        **standing_columns(),
    )


def called(person: str) -> Coalesce:
    """As somebody is written: by name, else by address."""
    return Coalesce(NullIf(f"{person}__name", Value("")), f"{person}__email", output_field=CharField())


def with_others(partnerships: QuerySet[Partnership], at: datetime, checked: date) -> QuerySet[Partnership]:
    """With how many invitations have expired, how many contacts were not checked since a day, and from how many mail
    came back."""
    expired = Invitation.objects.open().filter(partnership=OuterRef("pk"), expires_at__lte=at)
    stale = Contact.objects.filter(partnership=OuterRef("pk"), checked_on__lte=checked)
    bounced = Contact.objects.filter(came_back("email"), partnership=OuterRef("pk"))
    return partnerships.annotate(
        receipts=wanted(),
        expired=number_of(expired, "partnership"),
        stale=number_of(stale, "partnership"),
        bounced=number_of(bounced, "partnership"),
    )


# All who are of a partnership ask it on their home, and turning it into SQL took half of the page.
PLACE, DAY, AT, CHECKED = -1, date.min, datetime.min.replace(tzinfo=UTC), date.max
NOW = Prepared(
    lambda: with_others(with_now(Partnership.objects.filter(pk=PLACE), DAY), AT, CHECKED), PLACE, DAY, AT, CHECKED
)


def award_of(found: dict[str, Any]) -> Award:
    """As the database tells it."""
    final, offer = Decimal(str(found["final"])).quantize(PENNY), Decimal(str(found["offer"]))
    decided = local_day(datetime.fromisoformat(found["decided"]))
    return Award(**{**found, "final": final, "offer": offer, "decided": decided})


PENNY = Decimal("0.01")


def own_year(standing: Standing, partnership: Partnership, now: Now, *, writes: bool, checks: bool) -> OwnYear:
    """Two queries for a project there is, three for the county while nothing is decided, and one or two more once
    submission has closed without it.
    """
    page = page_of(standing, now.project, at=now.at) if now.project else None
    is_out = not now.award and (page is None or page.step is Next.OVER)
    reasons = now.window.why_not(now.at) if is_out else ()
    found = None if now.award else locality_of(partnership, on=local_day(now.at))
    return OwnYear(
        partnership=partnership,
        now=now,
        page=page,
        tasks=tasks_of(facts_of(partnership, now, page, writes=writes)),
        county=found[0] if found else None,
        outcome=found[1] if found else None,
        closed=closed_for(partnership.programme, now.window, reasons, at=now.at),
        checks=checks,
    )


def locality_of(partnership: Partnership, *, on: date) -> tuple[County | None, Outcome] | None:
    """The county's condition and the own outcome, from the locality's facts alone; None before the year has terms.

    What others' money would add to it is not known from these, so only the position is to be told.
    """
    programme = partnership.programme
    terms = terms_in_force(programme)
    if terms is None:
        return None
    place = partnership.locality_id or partnership.pk
    progress = progress_of(programme, terms=terms, on=on, county=place)
    found = reckon(programme, terms, progress, settings_of(terms))
    rows = {row.pk: row for row in progress}
    grants = Grants(rows, found.by_partnership, found.by_county, found.result, is_decided=False)
    county = county_of(programme, grants, place, progress) if place in grants.counties else None
    return county, grants.outcomes[partnership.pk]


def facts_of(partnership: Partnership, now: Now, page: ProjectPage | None, *, writes: bool) -> OwnFacts:
    """For the rule of tasks."""
    ready = page.readiness if page else None
    missing = set(ready.missing()) if ready else set()
    verdict = ready.verdict if ready and not ready.is_changed else None
    stands = page is not None and not page.readiness.is_changed
    return OwnFacts(
        step=page.step if page else None,
        writes=writes,
        is_two_tier=partnership.locality_id is not None,
        is_named=bool(now.has_representative and now.champion),
        is_written=page is not None and not UNWRITTEN & missing,
        is_whole=page is not None and not (UNWRITTEN | TO_CHOOSE | TO_COMPLETE) & missing,
        is_given=bool(page and page.latest and stands),
        is_shared=bool(page and page.state in (State.SHARED, State.COUNTS) and stands),
        can_ask=page is not None and not missing,
        is_asked=verdict == "",
        is_returned=verdict == "returned",
        is_endorsed=verdict == "endorsed",
        is_ready=page is not None and not page.reasons,
        is_submitted=bool(ready and ready.is_submitted),
        is_over=now.is_over,
        is_decided=now.award is not None,
        assessment=now.assessment.state,
    )
