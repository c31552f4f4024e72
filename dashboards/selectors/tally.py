"""How many partnerships of a programme are in which state: one query, whatever is asked of it afterwards."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce

from dashboards.selectors.pictures import ENROLMENT, TIER, Picture
from kit.prepared import AnyOf, PreparedExpression, PreparedValues
from partnerships.models import Partnership, Programme
from partnerships.rules.enrolment import State
from partnerships.selectors.enrolment import ENROLMENT as NAMED
from partnerships.selectors.partnerships import only_entries
from partnerships.selectors.standing import Standing

Tier = Partnership.Tier


@dataclass(frozen=True)
class Group:
    """So many partnerships alike: the county of their locality (None: single tier), tier, who is named, and state."""

    locality: int | None
    tier: str
    named: str
    state: str
    number: int


@dataclass(frozen=True)
class Tally:
    """Every group of a programme."""

    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """How many partnerships there are."""
        return sum(group.number for group in self.groups)

    @property
    def complete(self) -> int:
        """How many have named everybody."""
        return self.by_named[State.COMPLETE]

    @property
    def nobody(self) -> int:
        """How many have named nobody and asked nobody."""
        return self.by_named[State.NONE]

    @property
    def by_named(self) -> Counter[str]:
        """How many there are in each state of enrolment."""
        return self.counted(lambda group: group.named)

    @property
    def by_state(self) -> Counter[str]:
        """How many there are in each state of the picture."""
        return self.counted(lambda group: group.state)

    def counted(self, key: Callable[[Group], str]) -> Counter[str]:
        """How many partnerships there are for each value of a key."""
        found: Counter[str] = Counter()
        for group in self.groups:
            found[key(group)] += group.number
        return found

    def among(self, fits: Callable[[Group], bool]) -> "Tally":
        """The groups that fit."""
        return Tally(tuple(group for group in self.groups if fits(group)))


def entries_of(standing: Standing, programme: Programme) -> QuerySet[Partnership]:
    """The partnerships of a programme whose entries one may read (access row 02): a representative's own alone."""
    return entries_in(programme.pk, only_entries(standing, programme.pk))


def entries_in(programme: int, only: Sequence[int] | str | None) -> QuerySet[Partnership]:
    """All of a programme, or `only` some of them; a query written once has marks for both."""
    found = Partnership.objects.filter(programme=programme)
    return found if only is None else found.filter(AnyOf(F("pk"), only))


def with_states(
    partnerships: QuerySet[Partnership], pictures: tuple[Picture, ...], *, on: date
) -> QuerySet[Partnership]:
    """Each with its state of every one of these pictures on a day."""
    for picture in pictures:
        partnerships = picture.annotate(partnerships, on)
    return partnerships


def tally_of(standing: Standing, programme: Programme, picture: Picture, *, on: date) -> Tally:
    """Counts by locality, tier, who is named and the picture's state, on a day, of the entries one reads; one query."""
    found = asked(standing, programme, picture, on)
    counted: Counter[tuple[int | None, str, str, str]] = Counter()
    for locality, tier, named, state, keys in found.query.fetch_within(GROUPED, *found.values):
        states = state_of(picture, tier, named, state)
        counted.update((locality, tier, named, states(pk)) for pk in keys)
    return Tally(tuple(Group(*key, number) for key, number in counted.items()))


def state_of(picture: Picture, tier: str, named: str, state: str) -> Callable[[int], str]:
    """What a picture shows of partnerships, of which the database tells so much, by their ids."""
    if picture.known is not None:
        known = picture.known
        return lambda pk: known.get(pk, "")
    shown = {ENROLMENT.column: named, TIER.column: tier}.get(picture.column, state)
    return lambda pk: shown


class Asked(NamedTuple):
    """A query written once, and its values."""

    query: PreparedValues
    values: tuple[object, ...]


def asked(standing: Standing, programme: Programme, picture: Picture, on: date) -> Asked:
    """The entries one reads, with what a picture wants that is not known yet."""
    by, value = picture.asked or (None, None)
    own = only_entries(standing, programme.pk)
    query = written(by, is_whole=own is None)
    given = (programme.pk, on, value, own)
    return Asked(query, tuple(each for each in given if each is not None))


PROGRAMME, DAY, VALUE, OWN = -1, date.min, -2, "<own>"  # marks
FIELDS = ("pk", "area", "short", "tier", "county__area", "county", "hex_q", "hex_r")
LOCALITY = Coalesce(F("county"), Case(When(tier=Tier.COUNTY, then=F("pk"))), output_field=BigIntegerField())
NAMES = "pk, area, short, tier, county, county_id, q, r, locality, named, state"
GROUPED = (
    f"SELECT locality, tier, named, state, array_agg(pk) FROM ({{found}}) AS found ({NAMES}) "
    "GROUP BY locality, tier, named, state"
)


@lru_cache(maxsize=64)
def written(by: PreparedExpression | None, *, is_whole: bool) -> PreparedValues:
    """Entries of a programme with their state of enrolment and one more; kept for good, as the SQL is."""
    state = by.of(F("pk"), VALUE) if by else Value("")

    def make() -> QuerySet[Any, Any]:
        entries = entries_in(PROGRAMME, None if is_whole else OWN).order_by()
        return entries.values_list(*FIELDS, LOCALITY, NAMED.of(F("pk"), DAY), state)

    marks = (PROGRAMME, DAY, *((VALUE,) if by else ()), *(() if is_whole else (OWN,)))
    return PreparedValues(make, *marks)
