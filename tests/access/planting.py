"""Plants the objects that pages are about, each with a canary word in what its row protects."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import Person
from kit.jobs.models import Job
from tests.access.things import Place, Thing, canary
from tests.factories import World

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
MINE = frozenset({"mine"})


def owners(world: World, person: Person | None) -> list[tuple[Place, frozenset[str], Person]]:
    """Oneself, when there is a self, and somebody else."""
    other = world.people["facilitator" if person != world.people["facilitator"] else "agency"]
    return [*([(Place.HERE, MINE, person)] if person else []), (Place.HERE, frozenset(), other)]


def jobs(world: World, person: Person | None) -> list[Thing]:
    """Long work belongs to who asked for it (row 05, by oneself)."""
    return [job_of(place, marks, owner) for place, marks, owner in owners(world, person)]


def job_of(place: Place, marks: frozenset[str], owner: Person, **fields: Any) -> Thing:
    word = canary("job", owner.name)
    job = Job.objects.create(
        kind="tests.nothing", title=f"Import {word}", owner=owner, made_at=AT, rung_at=AT, **fields
    )
    return Thing("05", place, "job", marks, {"job_id": job.pk}, (word,))
