"""A whole determination beside COPY of its rows: `python -m tests.benchmarks.determining`, on a database of its own.

The run is everything that `prepare_determination` does: ask for the facts, work the region out, write a row for each
partnership. The floor sends the same rows, written out beforehand, to the same table by COPY. By turns, each undone.
"""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse
import gc
from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter

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


def undone(deed: Callable[[], object]) -> float:
    """Seconds that a deed takes with its constraints checked; nothing of it stays."""
    gc.collect()
    with transaction.atomic():
        begun = perf_counter()
        deed()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        taken = perf_counter() - begun
        transaction.set_rollback(True)
    return taken


def measured(programme: Programme, line: BudgetLine, by: Person, rounds: int) -> Iterator[tuple[float, float]]:
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
    """One line of Markdown."""
    by = PersonFactory()
    programme = ProgrammeFactory()
    RoleFactory(manager=True, programme=programme, person=by)
    give_terms(programme)
    line = give_line(programme, "9999999999.00")
    fill(programme, counties, districts, single_tiers, PersonFactory())
    runs, floors = zip(*measured(programme, line, by, rounds), strict=True)
    ratio = median(runs) / median(floors)
    number = programme.partnerships.count()
    print("| partnerships | whole run s | COPY s | ratio | over |\n|---:|---:|---:|---:|---|")
    print(f"| {number} | {median(runs):.2f} | {median(floors):.2f} | {ratio:.2f} × | {'time' if ratio > BAR else ''} |")


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
