"""How many partnerships of a programme are in which state: one query, whatever is asked of it afterwards."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Case, Count, F, QuerySet, When
from django.db.models.functions import Coalesce

from dashboards.selectors.pictures import ENROLMENT, Picture
from partnerships.models import Partnership, Programme
from partnerships.rules.enrolment import State
from partnerships.selectors.partnerships import visible_partnerships
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
    return visible_partnerships(standing).filter(programme=programme).select_related(None)


def with_states(
    partnerships: QuerySet[Partnership], pictures: tuple[Picture, ...], *, on: date
) -> QuerySet[Partnership]:
    """Each with its state of every one of these pictures on a day."""
    for picture in pictures:
        partnerships = picture.annotate(partnerships, on)
    return partnerships


def tally_of(entries: QuerySet[Partnership], picture: Picture, *, on: date) -> Tally:
    """Counts by locality, tier, who is named and the picture's state, on a day; one query."""
    keys = (*("locality", "tier"), ENROLMENT.column, picture.column)
    partnerships = with_states(entries, tuple(dict.fromkeys((ENROLMENT, picture))), on=on).order_by()
    locality = Coalesce(F("county"), Case(When(tier=Tier.COUNTY, then=F("pk"))), output_field=BigIntegerField())
    rows = partnerships.annotate(locality=locality).values(*dict.fromkeys(keys)).annotate(number=Count("pk"))
    named, state = ENROLMENT.column, picture.column
    return Tally(tuple(Group(row["locality"], row["tier"], row[named], row[state], row["number"]) for row in rows))
