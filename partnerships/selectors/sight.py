"""By what somebody sees rows that belong to partnerships: the same in every room, as ids or as marks for them."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from kit.prepared import AnyOf
from partnerships.models import Role
from partnerships.selectors.standing import Standing


class Sight(NamedTuple):
    """Ids of the programmes of which one sees all, of the partnerships that one is of, and of the roles that look
    after some. A query written once has a mark for each that there is (`kit.prepared.marks_of`).
    """

    whole: Sequence[int] | str = ()
    own: Sequence[int] | str = ()
    assigned: Sequence[int] | str = ()


EVERY = Sight("<whole>", "<own>", "<assigned>")  # marks for all three, in a query written once for everybody


def sight_by(
    standing: Standing, *, whole: Collection[str] = (), own: Collection[str] = (), assigned: Collection[str] = ()
) -> Sight:
    """What the roles held today come to, by the kinds that see so much; no query."""
    return Sight(programmes_of(standing, *whole), partnerships_of(standing, *own), roles_of(standing, *assigned))


def programmes_of(standing: Standing, *kinds: str) -> list[int]:
    """Where one holds a role of these kinds."""
    return [role.programme_id for role in standing.roles if role.kind in kinds]


def partnerships_of(standing: Standing, *kinds: str) -> list[int]:
    """The partnerships of the roles of these kinds."""
    return [role.partnership_id for role in standing.roles if role.kind in kinds and role.partnership_id]


def roles_of(standing: Standing, *kinds: str) -> list[int]:
    """The ids of the roles of these kinds."""
    return [role.pk for role in standing.roles if role.kind in kinds]


def in_sight(sight: Sight, *, programme: str = "programme", partnership: str = "partnership") -> Q:
    """The rows of which one sees all, by their ways to a programme and a partnership; none, by nothing."""
    seen = Q(pk__in=())
    if sight.whole:
        seen |= Q(AnyOf(F(programme), sight.whole))
    if sight.own:
        seen |= Q(AnyOf(F(partnership), sight.own))
    if sight.assigned:
        seen |= Q(**{f"{partnership}__in": assignments(sight.assigned)})
    return seen


def assignments(roles: Sequence[int] | str) -> QuerySet[Any]:
    """The ids of the partnerships that some roles of advisers and area leads look after, in any programme."""
    return Role.assigned.through.objects.filter(AnyOf(F("role"), roles)).values("partnership_id")
