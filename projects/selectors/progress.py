"""How far every partnership's project is: one row each, in one query however many there are."""

from collections import Counter
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from kit.prepared import PreparedValues, told_in
from partnerships.models import Partnership, Programme, Role, Terms
from projects.models import Endorsement, Sharing
from projects.rules.progress import State, enough_shared, state_of

Tier = Partnership.Tier
PROGRAMME, COUNTY, DAY = -1, -2, date.min  # stand for what is asked about
KEPT = 16  # readings that a process remembers
ENDORSED = Endorsement.Verdict.ENDORSED
TWO_TIER = (Tier.COUNTY.value, Tier.DISTRICT.value)


class Progress(NamedTuple):
    """One partnership and the latest edition of its project. `code` is unique and orders odd pennies: the GSS code,
    or one that stands after all of them; `locality` is the county's id, None for a single tier. `has_basis`: the
    edition rests on something; that it was the right thing is asked when it is submitted, and holds from then on.
    """

    pk: int
    area: str
    tier: str
    locality: int | None
    code: str
    population: int | None
    project: int | None
    has_basis: bool
    has_champion: bool
    is_endorsed: bool
    is_submitted: bool
    is_shared: bool

    @property
    def state(self) -> State:
        """As the map shows it."""
        return state_of(
            is_started=self.project is not None,
            is_shared=self.is_shared,
            is_submitted=self.is_submitted,
            is_two_tier=self.locality is not None,
        )


class Reading(tuple[Progress, ...]):
    """Everybody as they were read, remembered by what was read: so it is known by which it is, and what is made of it
    can be remembered without comparing a thousand rows.
    """

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def progress_of(
    programme: Programme, *, terms: Terms | None, on: date, county: int | None = None, in_order: bool = True
) -> Reading:
    """Every partnership of a programme (of one locality, when its county is named), in the order of their areas unless
    that is indifferent. `terms` say when a project counts as shared; a champion counts who holds the role `on` the day.
    """
    asked = written(confirmed=terms is None or terms.sharing_confirmed, in_order=in_order, in_county=county is not None)
    texts = asked.texts(programme.pk, on, *(() if county is None else (county,)))
    return progress_in(texts, terms.sharing_partners if terms else 1)


@lru_cache(KEPT)
def progress_in(texts: tuple[str, ...], wanted: int) -> Reading:
    """What columns of the database tell where so many partners are `wanted`: the same whenever the same was read."""
    rows = list(told_in(texts))
    localities = Counter(above or pk for pk, _, tier, above, *_ in rows if tier in TWO_TIER)
    found, new = [], tuple.__new__  # half the time of Progress(…)
    for pk, area, tier, above, gss_code, population, project, *done, receipts in rows:
        locality = (above or pk) if tier in TWO_TIER else None
        others = localities[locality] - 1 if locality else 0
        is_shared = receipts > 0 and enough_shared(receipts=receipts, wanted=wanted, others=others)
        code = gss_code or f"~{pk:012}"
        found.append(new(Progress, (pk, area, tier, locality, code, population, project, *done, is_shared)))
    return Reading(found)


@cache
def written(*, confirmed: bool, in_order: bool, in_county: bool) -> PreparedValues:
    """The query of a programme on a day, and of one locality in it."""

    def make() -> QuerySet[Partnership, Any]:
        partnerships = Partnership.objects.filter(programme=PROGRAMME)
        if in_county:
            partnerships = partnerships.filter(Q(pk=COUNTY) | Q(county=COUNTY))
        return with_facts(partnerships.order_by(*(("area", "tier") if in_order else ())), DAY, confirmed=confirmed)

    return PreparedValues(make, PROGRAMME, DAY, *((COUNTY,) if in_county else ()))


def with_facts(partnerships: QuerySet[Partnership], on: date, *, confirmed: bool) -> QuerySet[Partnership, Any]:
    """What `progress_of` reckons from, a tuple each; receipts are confirmed ones where the year asks for that."""
    latest = OuterRef("project__edition")
    given = Sharing.objects.within(Coalesce(OuterRef("county"), OuterRef("pk"))).filter(edition=latest)
    received = given.order_by().values("edition").annotate(number=Count("pk"))
    if confirmed:
        received = received.filter(confirmed_at__isnull=False)
    champions = Role.objects.held_on(on).filter(programme=PROGRAMME, kind=Role.Kind.CHAMPION, partnership__isnull=False)
    return partnerships.alias(**joined()).values_list(
        *("pk", "area", "tier", "county_id", "gss_code", "population", "project__pk"),
        there("project__edition__completion"),
        ExpressionWrapper(Q(pk__in=champions.values("partnership")), BooleanField()),
        there("endorsed"),
        there("standing"),
        Counted(Subquery(received.values("number")), Value(0)),
    )


def joined() -> dict[str, FilteredRelation]:
    """An endorsement and a standing submission: of each there is one at most, as their tables see to. Joined, as
    PostgreSQL reads those of all programmes when it is asked whether there is any.
    """
    endorsements, submissions = "project__edition__endorsements", "project__submissions"
    return {
        "endorsed": FilteredRelation(endorsements, condition=Q(**{f"{endorsements}__verdict": ENDORSED})),
        "standing": FilteredRelation(submissions, condition=Q(**{f"{submissions}__withdrawn_at__isnull": True})),
    }


def there(relation: str) -> ExpressionWrapper:
    """Whether a row has something there."""
    return ExpressionWrapper(Q(**{f"{relation}__isnull": False}), BooleanField())


class Counted(Coalesce):
    """A whole number as PostgreSQL gives it; Django would make each of them the number that it is."""

    def get_db_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:
        """None."""
        return []
