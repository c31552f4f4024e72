"""Plants the objects that pages are about, each with a canary word in what its row protects."""

from datetime import UTC, date, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.utils import timezone

from accounts.models import Person
from kit.jobs.models import Job
from partnerships.models import Role
from tests.access.things import Place, Thing, canary
from tests.factories import RoleFactory, World

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
MINE = frozenset({"mine"})
NOT_MINE: frozenset[str] = frozenset()


def owners(world: World, person: Person | None) -> list[tuple[frozenset[str], Person]]:
    """Oneself, when there is a self, and somebody else."""
    other = world.people["facilitator" if person != world.people["facilitator"] else "agency"]
    return [*([(MINE, person)] if person else []), (NOT_MINE, other)]


def jobs(world: World, person: Person | None) -> list[Thing]:
    """Long work belongs to who asked for it."""
    return [job_of(owner, marks) for marks, owner in owners(world, person)]


def job_of(owner: Person, marks: frozenset[str], **fields: Any) -> Thing:
    word = canary("job", owner.name)
    job = Job.objects.create(
        kind="tests.nothing", title=f"Import {word}", owner=owner, made_at=AT, rung_at=AT, **fields
    )
    return Thing("05", Place.HERE, "job", marks, {"job_id": job.pk}, (word,))


def sessions(world: World, person: Person | None) -> list[Thing]:
    """Browsers in which somebody is signed in."""
    return [session_of(owner, marks) for marks, owner in owners(world, person)]


def session_of(owner: Person, marks: frozenset[str]) -> Thing:
    word = canary("browser", owner.name)
    session = UserSession.objects.create(
        user=owner, session_key=word[:40], ip="192.0.2.7", user_agent=word, last_seen_at=timezone.now()
    )
    return Thing("05", Place.HERE, "session", marks, {"pk": session.pk})


def roles(world: World, person: Person | None) -> list[Thing]:
    """Roles to act in: a second one of one's own if one holds any, somebody else's, and one that is over."""
    mine = Role.objects.held_on(timezone.localdate()).filter(person=person).first() if person else None
    others = world.roles["steering" if person != world.people["steering"] else "agency"]
    over = RoleFactory(
        person=person or others.person, programme=world.here.programme, kind="agency", until=date(2020, 5, 1)
    )
    held = [role_thing(mine, MINE)] if mine else []
    return [*held, role_thing(others, NOT_MINE, "somebody else's"), role_thing(over, NOT_MINE, "that is over")]


def role_thing(role: Role, marks: frozenset[str], label: str = "") -> Thing:
    return Thing("05", Place.HERE, f"role {label}".strip(), marks, data={"role": role.pk})


def oneself(world: World, person: Person | None) -> list[Thing]:
    """The phone number that each person keeps on their own account page, and nobody else's."""
    return [account_of(owner, marks) for marks, owner in owners(world, person)]


def account_of(owner: Person, marks: frozenset[str]) -> Thing:
    owner.phone = canary("phone", owner.name)
    owner.save(update_fields=["phone"])
    return Thing("05", Place.HERE, "account", marks, words=(owner.phone,))


def telephones(world: World, person: Person | None) -> list[Thing]:
    """The same numbers, as whoever keeps people (row 04) downloads them with the list: the actor's own with the own
    partnership's.
    """
    return [
        Thing("04", Place.OWN if owner == person else Place.HERE, "telephone", words=account_of(owner, marks).words)
        for marks, owner in owners(world, person)
    ]
