"""Plants what the audit trail tells (row 45): deeds of people whose names are canary words, final ones and others."""

from datetime import UTC, datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import Programme
from tests.access.things import Place, Thing, canary
from tests.factories import PersonFactory, World

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
FINAL = frozenset({"final"})


def deeds(world: World, person: Person | None) -> list[Thing]:
    """Rates put into force, and a draft of them, here and abroad."""
    return [
        deed(world.here.programme, Place.HERE, "terms.put_into_force", FINAL),
        deed(world.here.programme, Place.HERE, "terms.drafted", frozenset()),
        deed(world.there.programme, Place.ABROAD, "terms.put_into_force", FINAL),
    ]


def deed(programme: Programme, place: Place, action: str, marks: frozenset[str]) -> Thing:
    word = canary("deed", place.name, action)
    with transaction.atomic():
        record(actor=PersonFactory(name=word), action=action, at=AT, programme_id=programme.pk, details={"number": 2})
    return Thing("45", place, action, marks, words=(word,))
