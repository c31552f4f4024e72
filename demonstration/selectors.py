"""Reads of the demonstration's own files and tables."""

import csv
from datetime import date
from pathlib import Path

from django.db.models import Prefetch, QuerySet

from demonstration.models import Guest
from partnerships.models import Role

DATA = Path(__file__).parent / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the demonstration's files."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def guests_with_roles(*, on: date) -> QuerySet[Guest]:
    """Everybody one can sign in as, with the roles they hold on a day, in two queries."""
    held = Role.objects.held_on(on).select_related("partnership", "programme")
    return Guest.objects.select_related("person").prefetch_related(Prefetch("person__roles", queryset=held))
