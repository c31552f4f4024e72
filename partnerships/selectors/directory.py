"""The directory: a programme's partnerships with what everybody may know of them (access row 02)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Expression, F, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least, Lower

from kit.prepared import PreparedExpression, PreparedValues
from kit.search import containing
from partnerships.models import Partnership, Programme, Role
from partnerships.selectors.enrolment import with_enrolment
from partnerships.selectors.partnerships import visible_partnerships
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


def directory_of(standing: Standing, programme: Programme, on: date) -> QuerySet[Partnership]:
    """What one reads of it, by name, each with `county_area`, `enrolment` and `leads` on a day."""
    seen = visible_partnerships(standing).filter(programme=programme).select_related(None)
    found = seen.annotate(county_area=F("county__area"))
    return with_leads(with_enrolment(found, on), on).order_by(Lower("name"), "pk")


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
    held = programme.roles.held_on(on).filter(kind=Role.Kind.AREA_LEAD).exclude(person__name="")
    people = held.order_by("person__name").values_list("person_id", "person__name").distinct()
    return [(str(pk), name) for pk, name in people]


def led_by(person_id: str, on: date) -> QuerySet[Any]:
    """The ids of the partnerships whose area lead somebody is on a day, in whichever programme."""
    roles = Role.objects.held_on(on).filter(kind=Role.Kind.AREA_LEAD, person_id=person_id)
    return Role.assigned.through.objects.filter(role__in=roles).values("partnership_id")
