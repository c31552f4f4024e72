"""Directory, partnership, county, search and trail beside their floors: `python -m tests.benchmarks.directory`.

Three times, as the region: 38 partnerships alone, beside 10,000 of other programmes, and 1,000 in one programme.
"""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from accounts.models import Person
from partnerships.models import Programme, Role
from tests.benchmarks.measuring import HEADING, measure
from tests.benchmarks.region import enrol, grow
from tests.factories import ProgrammeFactory, build_world, give_second_step


def addresses(programme: Programme) -> dict[str, tuple[str, bool]]:
    """Name, address, and whether it is a list."""
    district = programme.partnerships.filter(tier="district").first()
    assert district is not None
    return {
        "directory": ("/partnerships/", True),
        "directory, filtered": ("/partnerships/?q=partnership&tier=district", True),
        "partnership": (f"/partnerships/{district.pk}/", False),
        "change_entry": (f"/partnerships/{district.pk}/change/", False),
        "locality": (f"/partnerships/{district.county_id}/locality/", False),
        "search": ("/search/?q=partnership", True),
        "trail": ("/trail/", True),
    }


def report(person: Person, programme: Programme, rounds: int, said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{said}\n\n{HEADING}")
    client = Client()
    client.force_login(person)
    for name, (address, is_list) in addresses(programme).items():
        print(measure(name, address, client, is_list=is_list, rounds=rounds), flush=True)


def measured(rounds: int) -> None:
    world = build_world()
    manager, here = world.people["manager"], world.here.programme
    give_second_step(manager)
    grow(here, 38)
    enrol(here)
    report(manager, here, rounds, "38 partnerships")
    others = ProgrammeFactory.create_batch(10)
    for programme in others:
        grow(programme, 1_000)
        enrol(programme)
    report(manager, here, rounds, "38 partnerships, 10,000 in the database")
    large = others[0]
    Role.objects.filter(person=manager).update(programme=large)
    report(manager, large, rounds, "1,000 partnerships in the programme")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.directory", description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for (40)")
    rounds = parser.parse_args().rounds
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measured(rounds)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
