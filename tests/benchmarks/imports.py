"""The preview of an import and the list of imports beside their floors: `python -m tests.benchmarks.imports`."""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse
from dataclasses import asdict

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.urls import reverse
from django.utils import timezone

from partnerships.models import FileImport, ImportRow
from partnerships.rules.imports.planning import MOST_PROBLEMS, problem
from tests.benchmarks.measuring import HEADING, Kind, measure
from tests.factories import PartnershipFactory, World, build_world, give_second_step

SIZES = (38, 1_000, 10_000)


def ready(world: World, rows: int, outcome: str = "new") -> FileImport:
    """An import with so many rows, all new or all changed."""
    made = FileImport.objects.create(
        programme=world.here.programme,
        kind="partnerships",
        state="ready",
        filename=f"{rows}.csv",
        made_by=world.people["manager"],
        made_at=timezone.now(),
        headings=["name", "area", "tier"],
        matching={"name": 0, "area": 1, "tier": 2},
        counts={"new": 0, "changed": 0, "same": 0, "left": 0, outcome: rows},
        fingerprint="f" * 64,
    )
    ImportRow.objects.bulk_create(
        ImportRow(
            file_import=made,
            line=line,
            outcome=outcome,
            label=f"Local Strategic Partnership number {line}",
            values={"area": f"Area {line}", "tier": "district", "county": "Westshire", "population": 90_000 + line},
            changes=[["name", f"Partnership {line}", f"Together {line}"], ["population", 90_000, 90_000 + line]],
        )
        for line in range(2, rows + 2)
    )
    return made


def refused(world: World) -> FileImport:
    """As many problems as are kept, of several kinds."""
    made = ready(world, 0)
    codes = ("required", "county_unknown", "twice", "area_taken")
    made.problems = [
        asdict(problem(codes[line % 4], line=line, column="area", found=f"Area {line}", wanted=["Westshire"]))
        for line in range(2, MOST_PROBLEMS + 2)
    ]
    made.state = "refused"
    made.save(update_fields=["problems", "state"])
    return made


def report(rounds: int) -> None:
    """Each size of file, as the manager sees it; half of the way many partnerships join the database."""
    world, client = build_world(), Client()
    give_second_step(world.people["manager"])
    client.force_login(world.people["manager"])
    print(HEADING)
    for rows in SIZES:
        made = ready(world, rows)
        PartnershipFactory.create_batch(min(rows, 1_000), programme=world.here.programme)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        pages = {f"preview of {rows:,} new": made, f"preview of {rows:,} changed": ready(world, rows, "changed")}
        for name, shown in {**pages, "200 problems": refused(world)}.items():
            page = reverse("import", args=[shown.pk])
            print(measure(name, page, client, kind=Kind.LIST, rounds=rounds), flush=True)
        print(measure("imports", reverse("imports"), client, kind=Kind.LIST, rounds=rounds), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="how often each page is asked for (100)")
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        report(parser.parse_args().rounds)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
