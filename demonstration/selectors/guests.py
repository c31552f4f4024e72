"""Whom one can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from demonstration.models import Guest
from demonstration.selectors.errands import Errand, Errands
from demonstration.selectors.files import rows_of
from partnerships.models import Programme, Role
from partnerships.rules.deadlines import local_day


@dataclass(frozen=True)
class GuestGroup:
    """Guests whose first role is in a region's running year; `programme` is None for those without one."""

    programme: Programme | None
    guests: Sequence["Choice"]


@dataclass(frozen=True)
class Choice:
    """A guest, and what they can do now; None where there is nothing."""

    guest: Guest
    errand: Errand | None


def guests_with_roles(*, at: datetime) -> list[GuestGroup]:
    """Everybody one can sign in as, with the roles they hold that day and what is next in them, by region; in six
    queries."""
    held = (
        Role.objects.held_on(local_day(at))
        .select_related("partnership", "programme")
        .order_by("-programme__starts", "pk")
    )
    guests = Guest.objects.select_related("person").prefetch_related(Prefetch("person__roles", queryset=held))
    errands = Errands((role for guest in guests for role in guest.person.roles.all()), at=at)
    groups: dict[Programme | None, list[Choice]] = {}
    for guest in guests:
        groups.setdefault(first_programme(guest), []).append(Choice(guest, errand_of(guest, errands)))
    without = groups.pop(None, [])
    found = [GuestGroup(programme, members) for programme, members in groups.items()]
    return [*found, *([GuestGroup(None, without)] if without else [])]


def errand_of(guest: Guest, errands: Errands) -> Errand | None:
    """The first there is in any of their roles."""
    return next((found for role in guest.person.roles.all() if (found := errands.of(role))), None)


def first_programme(guest: Guest) -> Programme | None:
    """The first of the demonstration's own that the guest has a role in; visitors may have set up others since."""
    keys = {row["key"] for row in rows_of("programmes")}
    return next((role.programme for role in guest.person.roles.all() if role.programme.key in keys), None)
