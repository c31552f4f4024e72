"""The pages of a programme year and its region beside their floors: `python -m tests.benchmarks.year`.

Three times: 38 partnerships alone, the same with 10,000 of other programmes beside them, and 1,000 in one programme.
Then how much longer each page takes for the 10,000 that are none of its business.
"""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse
from collections.abc import Mapping

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from partnerships.models import Partnership, Programme, Role
from tests.benchmarks.filling import fill
from tests.benchmarks.measuring import HEADING, Measured, measure
from tests.factories import ProgrammeFactory, World, build_world, give_second_step

LISTS = {
    "home": "/home/",
    "region": "/region/",
    "region, tiers": "/region/?show=tier",
    "region_table": "/region/table/",
    "region_table, filtered": "/region/table/?tier=district&enrolment=complete",
    "directory": "/partnerships/",
    "directory, filtered": "/partnerships/?q=partnership&tier=district",
    "people": "/people/",
    "contacts": "/contacts/",
    "search": "/search/?q=partnership",
    "trail": "/trail/",
}
DETAILS = {
    "partnership": "/partnerships/{place.pk}/",
    "change_entry": "/partnerships/{place.pk}/change/",
    "locality": "/partnerships/{place.county_id}/locality/",
}
Taken = Mapping[str, Measured]


def report(world: World, programme: Programme, rounds: int, said: str) -> Taken:
    """Each address with the manager's eyes, and the home with the champion's."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{said}\n\n{HEADING}")
    place = programme.partnerships.filter(tier=Partnership.Tier.DISTRICT).first()
    wanted = {name: (address, True) for name, address in LISTS.items()}
    wanted |= {name: (address.format(place=place), False) for name, address in DETAILS.items()}
    manager, champion = signed_in(world, "manager"), signed_in(world, "champion")
    return {
        **{name: told(name, address, manager, is_list, rounds) for name, (address, is_list) in wanted.items()},
        "home, champion": told("home, champion", "/home/", champion, False, rounds),
    }


def told(name: str, address: str, client: Client, is_list: bool, rounds: int) -> Measured:
    """One page, printed as soon as it is measured."""
    measured = measure(name, address, client, is_list=is_list, rounds=rounds)
    assert measured is not None, address
    print(measured, flush=True)
    return measured


def signed_in(world: World, kind: str) -> Client:
    """Somebody's browser, with the second step that some roles need."""
    client = Client()
    give_second_step(world.people[kind])
    client.force_login(world.people[kind])
    return client


def compare(alone: Taken, crowded: Taken) -> None:
    """With 10,000 beside, as times of without: what was worked here and in the database, and each by itself."""
    print("\n| page | worked in all | here, beside its floor | in the database |\n|---|---:|---:|---:|")
    for name, one in alone.items():
        other = crowded[name]
        all_of_it = (other.page_ms + other.database_ms) / (one.page_ms + one.database_ms)
        database = other.database_ms / one.database_ms
        print(f"| `{name}` | {all_of_it:.2f} | {other.ratio / one.ratio:.2f} | {database:.2f} |")


def measured(rounds: int) -> None:
    world = build_world()
    fill(world.here.programme, 38)
    alone = report(world, world.here.programme, rounds, "38 partnerships")
    others = ProgrammeFactory.create_batch(10)
    for programme in others:
        fill(programme, 1_000)
    crowded = report(world, world.here.programme, rounds, "38 partnerships, 10,000 in the database")
    large = others[0]
    Role.objects.filter(person__in=world.people.values(), partnership=None).update(programme=large)
    champions = large.partnerships.filter(tier=Partnership.Tier.DISTRICT).first()
    Role.objects.filter(person=world.people["champion"]).update(programme=large, partnership=champions)
    report(world, large, rounds, "1,000 partnerships in the programme")
    compare(alone, crowded)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.year", description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for (40)")
    rounds = parser.parse_args().rounds
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measured(rounds)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
