"""Prints each page beside its floor, on a database of its own: `python -m tests.benchmarks`."""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse

import django

django.setup()

from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from tests.access.actors import ACTORS
from tests.access.checker import Check
from tests.access.declaration import Page
from tests.access.pages import PAGES
from tests.benchmarks import sizes
from tests.benchmarks.measuring import HEADING, Kind, measure
from tests.factories import PartnershipFactory, World, build_world

LIBRARIES = ("admin:", "mfa_")
COUNTED = [page for page in PAGES if page.get and not page.name.startswith(LIBRARIES)]


# Each a thing, or a form, with a region's rows in it (docs/decisions/0021).
WHOLE = ("county_condition", "simulator", "simulation", "change_simulation", "determination")


def kind_of(page: Page) -> Kind:
    """By which bar a page is measured."""
    if page.name == "home":
        return Kind.HOME
    if page.name in WHOLE:
        return Kind.WHOLE
    return Kind.LIST if page.is_list else Kind.DETAIL


def choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/benchmark", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="how often each page is asked for (100)")
    parser.add_argument("--partnerships", type=int, default=38, help="how many the programme has (38)")
    parser.add_argument("--as", dest="actor", default="manager", help="whose pages (manager)")
    return parser.parse_args()


def fill(world: World, partnerships: int) -> None:
    """The programme grows to so many partnerships."""
    there = len(world.here.partnerships)
    PartnershipFactory.create_batch(max(0, partnerships - there), programme=world.here.programme)


def report(rounds: int, partnerships: int, name: str) -> None:
    """Every page that the actor may read, as a Markdown table."""
    world, client = build_world(), Client()
    (actor,) = [actor for actor in ACTORS if actor.name == name]
    check = Check(actor, world, client, COUNTED)
    actor.enter(client, world)
    check.plant()  # grants are decided of the small world, which its money is enough for
    fill(world, partnerships)
    print(f"{rounds} rounds, {partnerships} partnerships, as {name}\n\n{HEADING}")
    elsewhere = []
    for page in COUNTED:
        url = check.address(page)
        measured = measure(page.name, url, client, kind=kind_of(page), rounds=rounds) if url else None
        print(f"{measured}\n" if measured else "", end="", flush=True)
        elsewhere += [] if measured else [page.name]
    print(f"\nNot a page of HTML to {name} as things stand here: {', '.join(elsewhere)}.\n\n{sizes.table()}")


def main() -> None:
    chosen = choices()
    # Not `setup_test_environment`: it has every template tell what it was given, which takes longer than to render it.
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        report(chosen.rounds, chosen.partnerships, chosen.actor)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
