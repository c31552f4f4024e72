"""Programmes of any size for the benchmarks: partnerships on a map, the people named in them, contacts."""

from typing import Any

from accounts.models import Person
from partnerships.models import Contact, Partnership, Programme, Role
from tests.factories import PartnershipFactory, RoleFactory

COUNTIES_FOR = 20  # one county for so many partnerships


def fill(programme: Programme, number: int) -> None:
    """Grows to so many partnerships; two in three have named everybody, and each has a contact."""
    grow(programme, number)
    places = list(programme.partnerships.order_by("pk"))
    enrol(programme, places, RoleFactory(steering=True, programme=programme).person)
    Contact.objects.bulk_create(
        Contact(programme=programme, partnership=place, name=f"Contact {place.pk}", email=f"{place.pk}@example.org")
        for place in places
    )


def grow(programme: Programme, number: int) -> None:
    """Up to so many partnerships, a county for each twenty; all lie on a map."""
    there = programme.partnerships.count()
    for first in range(there, number, COUNTIES_FOR):
        county: Any = PartnershipFactory(programme=programme, is_county=True)
        Partnership.objects.bulk_create(
            Partnership(
                programme=programme,
                area=f"Area {programme.pk} {first + n}",
                name=f"Local Strategic Partnership {first + n}",
                tier="district",
                county=county,
            )
            for n in range(min(COUNTIES_FOR, number - first) - 1)
        )
    for number_of, place in enumerate(programme.partnerships.order_by("pk")):
        Partnership.objects.filter(pk=place.pk).update(hex_q=number_of % 7, hex_r=number_of // 7)


def enrol(programme: Programme, places: list[Partnership], person: Person) -> None:
    """A representative and a champion in two of three."""
    Role.objects.bulk_create(
        Role(person=person, kind=kind, programme=programme, partnership=place, since="2026-01-01")
        for number, place in enumerate(places)
        for kind in ("representative", "champion")
        if number % 3
    )
