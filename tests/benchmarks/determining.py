"""A whole determination beside COPY of its rows: `python -m tests.benchmarks.determining`, on a database of its own.

The run is everything that `prepare_determination` does: ask for the facts, work the region out, write a row for each
partnership. The floor sends the same rows, written out beforehand, to the same table by COPY. By turns, each undone.
Given are seconds by the clock, and the processor time of this process and of its PostgreSQL: where others are at work
the clock swings with them, and by itself it says too little, since the two can work at once.
"""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse
import gc
from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

import django

django.setup()

from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases

from accounts.models import Person
from grants.models import Determination, Outcome
from grants.services.determining import COLUMNS, determinable, outcome_lines, prepare_determination
from kit.copying import copy_lines
from ledger.models import BudgetLine
from partnerships.models import Partnership, Programme
from tests.benchmarks.handed_in import copy_champions, copy_projects
from tests.benchmarks.measuring import database_time
from tests.factories import PersonFactory, ProgrammeFactory, RoleFactory
from tests.factories.projects import AFTER, give_line, give_terms

BAR = 2.0


def fill(programme: Programme, counties: int, districts: int, single_tiers: int, by: Person) -> None:
    """Partnerships, of whom every second one has done everything and every third of those has not been shared."""
    copy_places(programme, "unitary", single_tiers, "E06", [])
    copy_places(programme, "county", counties, "E10", [])
    above = list(programme.partnerships.filter(tier="county").order_by("pk").values_list("pk", flat=True))
    copy_places(programme, "district", counties * districts, "E07", above)
    places = programme.partnerships.order_by("pk").values_list("pk", flat=True)
    chosen = [pk for number, pk in enumerate(places) if number % 2]
    copy_champions(programme, chosen, by)
    copy_projects(chosen, by)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy_places(programme: Programme, tier: str, number: int, prefix: str, above: list[int]) -> None:
    """So many of a tier; districts are spread over the counties `above`."""
    fields = ("programme", "name", "area", "short", "tier", "county", "gss_code", "ons_code", "delivers_laa", "version")
    copy_lines(
        Partnership,
        fields,
        (
            f"{programme.pk}\t{tier} {n}\t{tier} {n}\t\t{tier}\t{above[n % len(above)] if above else chr(92) + 'N'}"
            f"\t{prefix}{n:06}\t\tf\t1"
            for n in range(number)
        ),
    )


class Taken(NamedTuple):
    """Seconds of one deed."""

    clock: float
    own: float
    database: float

    @property
    def worked(self) -> float:
        return self.own + self.database


def undone(deed: Callable[[], object]) -> Taken:
    """What a deed takes with its constraints checked; nothing of it stays."""
    gc.collect()
    with transaction.atomic():
        begun = perf_counter(), process_time(), database_time()
        deed()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        ended = perf_counter(), process_time(), database_time()
        transaction.set_rollback(True)
    return Taken(*(end - begin for begin, end in zip(begun, ended, strict=True)))


def measured(programme: Programme, line: BudgetLine, by: Person, rounds: int) -> Iterator[tuple[Taken, Taken]]:
    """The run and its floor, by turns."""
    with transaction.atomic():
        frozen = prepare_determination(programme=programme, line=line, minute="1", by=by, at=AFTER)
        rows = list(outcome_lines(frozen, determinable(programme, AFTER)))
        transaction.set_rollback(True)

    def run() -> None:
        prepare_determination(programme=programme, line=line, minute="1", by=by, at=AFTER)

    def floor() -> None:
        kept = Determination.objects.create(
            programme=programme,
            number=1,
            terms=frozen.terms,
            line=line,
            minute="1",
            rules={},
            prepared_by=by,
            prepared_at=AFTER,
        )
        own = f"{kept.pk}\t"
        copy_lines(Outcome, COLUMNS, [own + row.split("\t", 1)[1] for row in rows])

    for _ in range(rounds):
        yield undone(run), undone(floor)


def report(rounds: int, counties: int, districts: int, single_tiers: int) -> None:
    """A table in Markdown."""
    by = PersonFactory()
    programme = ProgrammeFactory()
    RoleFactory(manager=True, programme=programme, person=by)
    give_terms(programme)
    line = give_line(programme, "9999999999.00")
    fill(programme, counties, districts, single_tiers, PersonFactory())
    rounds_taken = list(measured(programme, line, by, rounds))
    print(f"{programme.partnerships.count():,} partnerships, {rounds} rounds\n")
    print("| seconds | whole run | COPY | ratio | over |\n|---|---:|---:|---:|---|")
    for name in ("clock", "worked", "own", "database"):
        run, floor = (median(getattr(one, name) for one in of) for of in zip(*rounds_taken, strict=True))
        over = "time" if name in ("clock", "worked") and run / floor > BAR else ""
        print(f"| {name} | {run:.2f} | {floor:.2f} | {run / floor:.2f} × | {over} |")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.determining", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--counties", type=int, default=3_000)
    parser.add_argument("--districts", type=int, default=31, help="in each county")
    parser.add_argument("--single-tiers", type=int, default=4_000)
    chosen = parser.parse_args()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        report(chosen.rounds, chosen.counties, chosen.districts, chosen.single_tiers)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
