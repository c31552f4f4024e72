"""Plants what the audit trail tells (row 45): canary words in what was changed, final changes and others."""

from datetime import UTC, datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import Programme
from tests.access.things import Place, Thing, canary
from tests.factories import World

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
FINAL = frozenset({"final"})


def deeds(world: World, person: Person | None) -> list[Thing]:
    """A budget line changed in an open year and an entry changed, here; a budget line abroad."""
    return [
        deed(world.here.programme, Place.HERE, "budget.changed", FINAL),
        deed(world.here.programme, Place.HERE, "partnership.changed", frozenset()),
        deed(world.there.programme, Place.ABROAD, "budget.changed", FINAL),
    ]


def deed(programme: Programme, place: Place, action: str, marks: frozenset[str]) -> Thing:
    word = canary("deed", place.name, action)
    with transaction.atomic():
        record(actor=None, action=action, at=AT, programme_id=programme.pk, details={"fields": {"name": [word, "x"]}})
    return Thing("45", place, action, marks, words=(word,))
