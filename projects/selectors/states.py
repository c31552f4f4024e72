"""How far each of many projects is, from a few columns of its row; what they mean, `rules.progress` says."""

from typing import Any

from django.db.models import Count, Exists, F, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from kit.prepared import PreparedExpression
from partnerships.models import Partnership, Terms
from projects.models import Project, Sharing, Submission
from projects.rules.progress import State, enough_shared, state_of


def with_state(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what `state_in` needs; and for its latest edition `given` and `confirmed`: with how many it was
    shared, and how many of them say that they have it. `beside`: how many others are in the locality.
    """
    county = Coalesce("partnership__county", "partnership")
    return projects.annotate(
        given=GIVEN.of(F("edition"), county),
        confirmed=CONFIRMED.of(F("edition"), county),
        wanted=WANTED.of(F("partnership__programme")),
        receipts_asked=RECEIPTS_ASKED.of(F("partnership__programme")),
        beside=BESIDE.of(county, F("partnership")),
        is_submitted=SUBMITTED.of(F("pk")),
    )


def state_in(project: Any) -> State:
    """Of a project from `with_state`, with its partnership loaded."""
    receipts = project.confirmed if project.receipts_asked else project.given
    return state_of(
        is_started=True,
        is_shared=enough_shared(receipts=receipts, wanted=project.wanted, others=project.beside),
        is_submitted=project.is_submitted,
        is_two_tier=project.partnership.locality_id is not None,
    )


def given_within(edition: int, county: int) -> QuerySet[Sharing]:
    """Those of an edition with who lies in a county today."""
    return Sharing.objects.within(county).filter(edition=edition)


def others_beside(partnership: int, county: int) -> QuerySet[Partnership]:
    """Who stands beside a partnership in its locality; nobody beside a single tier."""
    return Partnership.objects.filter(Q(pk=county) | Q(county=county)).exclude(pk=partnership)


def in_force(programme: int) -> QuerySet[Terms]:
    """The latest fixed version first."""
    return Terms.objects.filter(programme=programme, fixed_at__isnull=False).order_by("-number")


def number_of(rows: QuerySet[Any], group: str) -> Coalesce:
    """How many rows there are, as a column; `group` is a field that all of them share."""
    return Coalesce(Subquery(rows.order_by().values(group).annotate(number=Count("pk")).values("number")), Value(0))


ROW, COUNTY = -1, -2  # stand for what is asked about: a row's key, and a county's
GIVEN = PreparedExpression(lambda: number_of(given_within(ROW, COUNTY), "edition"), ROW, COUNTY)
CONFIRMED = PreparedExpression(
    lambda: number_of(given_within(ROW, COUNTY).filter(confirmed_at__isnull=False), "edition"), ROW, COUNTY
)
BESIDE = PreparedExpression(lambda: number_of(others_beside(ROW, COUNTY), "programme"), COUNTY, ROW)
WANTED = PreparedExpression(
    lambda: Coalesce(Subquery(in_force(ROW).values("sharing_partners")[:1]), Value(1), output_field=IntegerField()), ROW
)
RECEIPTS_ASKED = PreparedExpression(
    lambda: Coalesce(Subquery(in_force(ROW).values("sharing_confirmed")[:1]), Value(True)), ROW
)
COUNTY_COUNTS = PreparedExpression(
    lambda: Coalesce(Subquery(in_force(ROW).values("county_counts")[:1]), Value(False)), ROW
)
SUBMITTED = PreparedExpression(lambda: Exists(Submission.objects.standing().filter(project=ROW)), ROW)
