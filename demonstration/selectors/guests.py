"""Whom one can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from demonstration.models import Guest
from demonstration.selectors.files import rows_of
from partnerships.models import Programme, Role


@dataclass(frozen=True)
class GuestGroup:
    """Guests whose first role is in a region's running year; `programme` is None for those without one."""

    programme: Programme | None
    guests: Sequence[Guest]


def guests_with_roles(*, on: date) -> list[GuestGroup]:
    """Everybody one can sign in as, with the roles they hold on a day, by region; in two queries."""
    held = Role.objects.held_on(on).select_related("partnership", "programme").order_by("-programme__starts", "pk")
    guests = Guest.objects.select_related("person").prefetch_related(Prefetch("person__roles", queryset=held))
    groups: dict[Programme | None, list[Guest]] = {}
    for guest in guests:
        groups.setdefault(first_programme(guest), []).append(guest)
    without = groups.pop(None, [])
    found = [GuestGroup(programme, members) for programme, members in groups.items()]
    return [*found, *([GuestGroup(None, without)] if without else [])]


def first_programme(guest: Guest) -> Programme | None:
    """The first of the demonstration's own that the guest has a role in; visitors may have set up others since."""
    keys = {row["key"] for row in rows_of("programmes")}
    return next((role.programme for role in guest.person.roles.all() if role.programme.key in keys), None)
