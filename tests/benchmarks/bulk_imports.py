"""A large file of partnerships brought in twice, by the clock: `python -m tests.benchmarks.bulk_imports`."""

# ruff: noqa: E402 - the servers must be up before settings are read, and settings before models
from tests import plugin_servers  # noqa: F401, I001

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import django

django.setup()

from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from partnerships.services.imports.applying import import_file
from tests.factories import ProgrammeFactory

DISTRICTS = 31  # in each county


def write_file(path: Path, partnerships: int) -> None:
    """Counties, each with its districts under it."""
    with path.open("w", encoding="utf-8") as file:
        file.write("name,area,tier,county\n")
        for county in range(partnerships // (DISTRICTS + 1)):
            file.write(f"County Partnership {county},County {county},county,\n")
            for number in range(DISTRICTS):
                file.write(f"District {county} {number},District {county} {number},district,County {county}\n")


def report(partnerships: int) -> None:
    """Read, planned, written and told in the trail; then the same file again, which changes nothing."""
    year = ProgrammeFactory()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "partnerships.csv"
        write_file(path, partnerships)
        for time in ("the first time", "again"):
            begun = perf_counter()
            plan = import_file(kind="partnerships", path=path, programme=year, by=None, at=timezone.now())
            print(f"{time}: {plan.counts}, {perf_counter() - begun:.1f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=100_000, help="how many the file has (100,000)")
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        report(parser.parse_args().partnerships)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
