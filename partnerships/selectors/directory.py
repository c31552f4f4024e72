"""The directory: a programme's partnerships with what everybody may know of them (access row 02)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Expression, F, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least, Lower

from kit.prepared import PreparedExpression, PreparedValues, given_of, marks_of
from kit.search import containing, matching
from partnerships.models import Partnership, Programme, Role
from partnerships.selectors.enrolment import with_enrolment
from partnerships.selectors.partnerships import Sight, seen_by, sight_of
from partnerships.selectors.standing import Standing

SEARCHED = ("name", "area", "short", "county__area")


@dataclass(frozen=True)
class CountedIn:
    """`38 partnerships`, in the region's words; takes the count as `ngettext_lazy` does."""

    programme: Programme

    def __mod__(self, values: Mapping[str, int]) -> str:
        number = values["count"]
        noun = self.programme.word("partnership") if number == 1 else self.programme.words("partnership")
        return f"{number} {noun}"


class Entry(NamedTuple):
    """A partnership as the directory shows it: `county_area` is None where it lies in none, `enrolment` a code."""

    pk: int
    name: str
    tier: str
    county_area: str | None
    leads: Sequence[str]
    enrolment: str


class Narrowed(NamedTuple):
    """What the directory is narrowed to: patterns that its words are all like, a county with its districts, a tier, an
    area lead by the person's id, a state of enrolment. None narrows nothing.
    """

    patterns: Sequence[str] | str | None = None
    county: int | None = None
    tier: str | None = None
    lead: int | None = None
    enrolment: str | None = None

    @property
    def given(self) -> list[object]:
        """What narrows it."""
        return [one for one in self if one is not None]


def directory_of(standing: Standing, programme: Programme, on: date, by: Narrowed) -> Sequence[Any]:
    """What one reads of it on a day, each an `Entry`, by name; a query written once for what it is narrowed by."""
    sight = sight_of(standing)
    if not any(sight):
        return []
    query = written(marks_of(sight), tuple(one is not None for one in by))
    return query.listed(programme.pk, on, *given_of(sight), *by.given)


MARKS = Narrowed("<patterns>", -2, "<tier>", -3, "<enrolment>")  # stand for what narrows it


@cache
def written(sight: Sight, narrows: tuple[bool, ...]) -> PreparedValues:
    """The query of those who see by so much, narrowed by so much of what can be asked."""
    by = Narrowed._make(mark if is_asked else None for mark, is_asked in zip(MARKS, narrows, strict=True))
    return PreparedValues(lambda: entries(sight, by), PROGRAMME, DAY, *given_of(sight), *by.given, made=Entry._make)


def entries(sight: Sight, by: Narrowed) -> QuerySet[Partnership, Any]:
    """Of a programme and a day that marks stand for."""
    seen = seen_by(sight).filter(programme=PROGRAMME).select_related(None).annotate(county_area=F("county__area"))
    found: QuerySet[Any] = with_leads(with_enrolment(seen, DAY), DAY).order_by(Lower("name"), "pk")
    if by.patterns is not None:
        found = matching(found, by.patterns, *SEARCHED)
    if by.county is not None:
        found = found.filter(Q(county=by.county) | Q(pk=by.county))
    if by.tier is not None:
        found = found.filter(tier=by.tier)
    if by.lead is not None:
        found = found.filter(pk__in=led_by(by.lead, DAY))
    if by.enrolment is not None:
        found = found.filter(enrolment=by.enrolment)
    return found.values_list(*Entry._fields)


PLACE, DAY = -1, date.min
LEADS = PreparedExpression(lambda: ArraySubquery(_names_of_leads(PLACE, DAY)), PLACE, DAY)


def _names_of_leads(partnership: int, on: date) -> QuerySet[Any]:
    held = Role.objects.held_on(on).filter(kind=Role.Kind.AREA_LEAD, assigned=partnership).exclude(person__name="")
    return held.order_by("person__name", "pk").values("person__name")


def day_in_year(today: date) -> Expression:
    """`day_of` of the year of each partnership, worked out by the database."""
    day = Value(today, DateField())
    return Least(Greatest(day, F("programme__starts")), F("programme__ends"))


def with_leads(partnerships: QuerySet[Partnership], on: date | Expression) -> QuerySet[Partnership]:
    """Each with `leads`, the names of those who are its area leads on a day, worked out by the database."""
    return partnerships.annotate(leads=LEADS.of(F("pk"), on))


def named(partnerships: QuerySet[Partnership], words: str) -> QuerySet[Partnership]:
    """Those that have every word in their name, area, letters or county."""
    return containing(partnerships, words, *SEARCHED)


def in_county(partnerships: QuerySet[Partnership], county: str) -> QuerySet[Partnership]:
    """A county with its districts, by the county's id; all for ""."""
    return partnerships.filter(Q(county_id=county) | Q(pk=county)) if county else partnerships


def counties_of(programme: Programme) -> list[tuple[str, str]]:
    """Ids and areas of a programme's counties."""
    return [(str(pk), area) for pk, area in COUNTIES.fetch(programme.pk)]


PROGRAMME = -1  # stands for the key of a programme
COUNTIES = PreparedValues(
    lambda: (
        Partnership.objects.filter(programme=PROGRAMME, tier=Partnership.Tier.COUNTY)
        .order_by("area")
        .values_list("pk", "area")
    ),
    PROGRAMME,
)


def area_leads_of(programme: Programme, on: date) -> list[tuple[str, str]]:
    """Ids and names of those who are area leads in a programme on a day."""
    return [(str(pk), name) for pk, name in AREA_LEADS.fetch(programme.pk, on)]


def _area_leads() -> QuerySet[Role, Any]:
    held = Role.objects.held_on(DAY).filter(programme=PROGRAMME, kind=Role.Kind.AREA_LEAD).exclude(person__name="")
    return held.order_by("person__name").values_list("person_id", "person__name").distinct()


AREA_LEADS = PreparedValues(_area_leads, PROGRAMME, DAY)


def led_by(person_id: int, on: date) -> QuerySet[Any]:
    """The ids of the partnerships whose area lead somebody is on a day, in whichever programme."""
    roles = Role.objects.held_on(on).filter(kind=Role.Kind.AREA_LEAD, person_id=person_id)
    return Role.assigned.through.objects.filter(role__in=roles).values("partnership_id")
