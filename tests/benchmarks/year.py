"""The pages of a programme year and its region beside their floors: `python -m tests.benchmarks.year`.

Three times: 38 partnerships alone, the same with 10,000 of other programmes beside them, and 1,000 in one programme.
Then how much longer each page takes for the 10,000 that are none of its business.
"""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse

import django

django.setup()

from django.test.utils import setup_databases, teardown_databases

from partnerships.models import Partnership, Programme
from tests.benchmarks.filling import fill
from tests.benchmarks.measuring import Kind
from tests.benchmarks.pages import Page, Taken, begin, compare, move, report
from tests.factories import ProgrammeFactory, World, build_world

LISTS = {
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
HOMES = ("manager", "steering", "representative", "champion", "adviser", "finance", "agency")
WHOLE, ALL = ("region", "region, tiers"), ("manager", "steering")  # what depends on every partnership
DETAILS = {
    "partnership": "/partnerships/{place.pk}/",
    "change_entry": "/partnerships/{place.pk}/change/",
    "locality": "/partnerships/{place.county_id}/locality/",
}


def pages_of(programme: Programme) -> list[Page]:
    """Each address with the manager's eyes, and the home with everybody's for whom it is another page."""
    every = programme.partnerships.count()
    place = programme.partnerships.filter(tier=Partnership.Tier.DISTRICT).first()
    return [
        *(Page(name, address, Kind.LIST, reads=every if name in WHOLE else 0) for name, address in LISTS.items()),
        *(Page(name, address.format(place=place), Kind.DETAIL) for name, address in DETAILS.items()),
        *(Page(f"home, {actor}", "/home/", Kind.HOME, actor, every if actor in ALL else 0) for actor in HOMES),
    ]


def told(world: World, programme: Programme, rounds: int, said: str) -> Taken:
    """One table."""
    begin(said)
    return report(world, pages_of(programme), rounds)


def measured(rounds: int) -> None:
    world = build_world()
    fill(world.here.programme, 38)
    alone = told(world, world.here.programme, rounds, "38 partnerships")
    others = ProgrammeFactory.create_batch(10)
    for programme in others:
        fill(programme, 1_000)
    crowded = told(world, world.here.programme, rounds, "38 partnerships, 10,000 in the database")
    large = others[0]
    move(world, large)
    told(world, large, rounds, "1,000 partnerships in the programme")
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
