"""The region, its table and the homes beside their floors: `python -m tests.benchmarks.region`.

Three times: 38 partnerships alone, the same with 10,000 of other programmes beside them, and 1,000 in one programme.
"""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from partnerships.models import Partnership, Programme, Role
from tests.benchmarks.measuring import HEADING, measure
from tests.factories import PartnershipFactory, ProgrammeFactory, RoleFactory, World, build_world, give_second_step

ADDRESSES = {
    "home": ("/home/", True),
    "region": ("/region/", True),
    "region, tiers": ("/region/?show=tier", True),
    "table": ("/region/table/", True),
    "table, filtered": ("/region/table/?tier=district&enrolment=complete", True),
}
PEOPLE_OF = ("manager", "steering", "champion")
COUNTIES_FOR = 20  # one county for so many partnerships


def grow(programme: Programme, number: int) -> None:
    """Up to so many partnerships, a county for each twenty; two in three have named everybody, and all lie on a map."""
    there = programme.partnerships.count()
    for first in range(there, number, COUNTIES_FOR):
        county = PartnershipFactory(programme=programme, is_county=True)
        more = min(COUNTIES_FOR, number - first) - 1
        places = [
            Partnership(programme=programme, area=f"Area {programme.pk} {first + n}", name=f"Partnership {first + n}",
                        tier="district", county=county)
            for n in range(more)
        ]  # fmt: skip
        Partnership.objects.bulk_create(places)
    for number_of, place in enumerate(programme.partnerships.order_by("pk")):
        Partnership.objects.filter(pk=place.pk).update(hex_q=number_of % 7, hex_r=number_of // 7)


def enrol(programme: Programme) -> None:
    """A representative and a champion in two of three."""
    person = RoleFactory(steering=True, programme=programme).person
    held = [
        Role(person=person, kind=kind, programme=programme, partnership=place, since="2026-01-01")
        for number, place in enumerate(programme.partnerships.order_by("pk"))
        for kind in ("representative", "champion")
        if number % 3
    ]
    Role.objects.bulk_create(held)


def report(world: World, rounds: int, said: str) -> None:
    """Each address with each person's eyes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{said}\n\n{HEADING}")
    for kind in PEOPLE_OF:
        client = Client()
        give_second_step(world.people[kind])
        client.force_login(world.people[kind])
        for name, (address, is_list) in ADDRESSES.items():
            if name == "home" or kind == "manager":
                measured = measure(f"{name}, {kind}", address, client, is_list=is_list, rounds=rounds)
                print(measured, flush=True)


def measured(rounds: int) -> None:
    world = build_world()
    grow(world.here.programme, 38)
    enrol(world.here.programme)
    report(world, rounds, "38 partnerships")
    others = ProgrammeFactory.create_batch(10)
    for programme in others:
        grow(programme, 1_000)
        enrol(programme)
    report(world, rounds, "38 partnerships, 10,000 in the database")
    large = next(iter(others))
    Role.objects.filter(person__in=world.people.values(), partnership=None).update(programme=large)
    champion = large.partnerships.filter(tier="district").first()
    Role.objects.filter(person=world.people["champion"]).update(programme=large, partnership=champion)
    report(world, rounds, "1,000 partnerships in the programme")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.region", description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for (40)")
    rounds = parser.parse_args().rounds
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measured(rounds)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
