"""Pages beside their floors as a table, and the same pages in a fuller database beside themselves."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection
from django.test import Client

from partnerships.models import Partnership, Programme, Role
from tests.benchmarks.measuring import HEADING, Kind, Measured, measure
from tests.factories import World, give_second_step

Taken = Mapping[str, Measured]


class Page(NamedTuple):
    """What is measured, of which kind it is, with whose eyes, and how many partnerships its answer depends on, where
    those are more than it lists."""

    name: str
    address: str
    kind: Kind
    actor: str = "manager"
    reads: int = 0


def report(world: World, pages: Iterable[Page], rounds: int) -> Taken:
    """Each page, printed as soon as it is measured."""
    pages, clients = list(pages), {}
    for kind in {page.actor for page in pages}:
        clients[kind] = signed_in(world, kind)
    return {page.name: told(page, clients[page.actor], rounds) for page in pages}


def begin(said: str) -> None:
    """The head of a table; the database has looked at its own rows by then."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{said}\n\n{HEADING}")


def told(page: Page, client: Client, rounds: int) -> Measured:
    """One page, printed."""
    measured = measure(page.name, page.address, client, kind=page.kind, rounds=rounds, reads=page.reads)
    assert measured is not None, page.address
    print(measured, flush=True)
    return measured


def signed_in(world: World, kind: str) -> Client:
    """Somebody's browser, with the second step that some roles need."""
    client = Client()
    give_second_step(world.people[kind])
    client.force_login(world.people[kind])
    return client


def move(world: World, programme: Programme) -> None:
    """Everybody of the small world holds their role in another programme, or in its first district."""
    roles = Role.objects.filter(person__in=world.people.values())
    place = programme.partnerships.filter(tier=Partnership.Tier.DISTRICT).order_by("pk").first()
    roles.filter(partnership=None).update(programme=programme)
    roles.exclude(partnership=None).update(programme=programme, partnership=place)


def compare(alone: Taken, crowded: Taken) -> None:
    """With 10,000 beside, as times of without: what was worked here and in the database, and each by itself."""
    print("\n| page | worked in all | here, beside its floor | in the database |\n|---|---:|---:|---:|")
    for name, one in alone.items():
        other = crowded[name]
        all_of_it = (other.page_ms + other.database_ms) / (one.page_ms + one.database_ms)
        database = other.database_ms / one.database_ms
        print(f"| `{name}` | {all_of_it:.2f} | {other.ratio / one.ratio:.2f} | {database:.2f} |")
