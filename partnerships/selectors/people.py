"""Reads about the people of a partnership and of a programme: who holds a role, and who was asked to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import Person
from kit.prepared import AnyOf, Prepared, PreparedValues
from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.rules.enrolment import MOST_REPRESENTATIVES
from partnerships.selectors.invitations import of_those_one_names
from partnerships.selectors.standing import Standing

Kind = Role.Kind


@dataclass(frozen=True)
class People:
    """Who is named in one partnership: roles that are not over, and invitations that nobody has answered."""

    partnership: Partnership
    representatives: tuple[Role, ...]
    champions: tuple[Role, ...]
    invitations: tuple[Invitation, ...]

    @property
    def rooms(self) -> list[str]:
        """Which roles somebody could still be asked to take; the rule has the last word, by their days."""
        asked = [invitation.kind for invitation in self.invitations]
        named = {Kind.REPRESENTATIVE: len(self.representatives), Kind.CHAMPION: len(self.champions)}
        most = {Kind.REPRESENTATIVE: MOST_REPRESENTATIVES, Kind.CHAMPION: 1}
        return [kind.value for kind, found in named.items() if found + asked.count(kind) < most[kind]]


def people_of(partnership: Partnership, on: date) -> People:
    """Two queries; roles that begin later are there, those that are over are not."""
    held = ROLES_OF.fetch(partnership.pk, on)
    return People(
        partnership=partnership,
        representatives=tuple(role for role in held if role.kind == Kind.REPRESENTATIVE),
        champions=tuple(role for role in held if role.kind == Kind.CHAMPION),
        invitations=tuple(INVITATIONS_OF.fetch(partnership.pk, on)),
    )


PLACE, DAY = -1, date.min  # stand for the key of a partnership and the day
LASTING = Q(until__isnull=True) | Q(until__gte=DAY)
ROLES_OF = Prepared(
    lambda: Role.objects.filter(LASTING, partnership=PLACE).select_related("person").order_by("since", "pk"), PLACE, DAY
)
INVITATIONS_OF = Prepared(
    lambda: Invitation.objects.open().filter(LASTING, partnership=PLACE).order_by("since", "pk"), PLACE, DAY
)


def visible_roles(standing: Standing) -> QuerySet[Role]:
    """The one door to other people's roles (row 04)."""
    return Role.objects.filter(of_those_one_names(standing)).select_related("programme", "partnership", "person")


def other_managers(role: Role) -> Iterator[Role]:
    """Whoever else manages the programme, the deputy too, and can sign in."""
    others = Role.objects.filter(programme=role.programme_id, kind=Kind.MANAGER, person__is_active=True)
    return iter(others.exclude(person=role.person_id))


def managers_of(programme: Programme, on: date) -> list[Person]:
    """Who manages it on a day and can sign in, the manager before the deputy."""
    roles = Role.objects.held_on(on).filter(programme=programme, kind=Kind.MANAGER, person__is_active=True)
    return [role.person for role in roles.select_related("person").order_by("is_deputy", "pk")]


def nameable_partnerships(standing: Standing, programme: Programme) -> QuerySet[Partnership]:
    """Of one programme, those whose people one may name (row 04): the manager all, a representative the own."""
    return nameable_in(programme.pk, only_named_by(standing, programme))


def names_to_choose(standing: Standing, programme: Programme, most: int) -> list[Any]:
    """Ids and names of the same, the first of them, by a query written once."""
    only = only_named_by(standing, programme)
    given = () if only is None else (only,)
    return names_in(is_whole=only is None).listed(programme.pk, *given)[:most]


def only_named_by(standing: Standing, programme: Programme) -> list[int] | None:
    """The ids to keep to, or None for whoever names people everywhere in a programme."""
    if standing.holds(programme.pk, Role.Kind.MANAGER):
        return None
    represented = standing.roles_in(programme.pk, Role.Kind.REPRESENTATIVE)
    return [role.partnership_id for role in represented if role.partnership_id]


def nameable_in(programme: int, only: Sequence[int] | str | None) -> QuerySet[Partnership]:
    """All of a programme, or `only` some of them, by name; a query written once has marks for both."""
    found = Partnership.objects.filter(programme=programme).order_by("name", "pk")
    return found if only is None else found.filter(AnyOf(F("pk"), only))


@cache
def names_in(*, is_whole: bool) -> PreparedValues:
    """Ids and names of a programme's partnerships."""
    only, marks = (None, ()) if is_whole else (OWN, (OWN,))
    return PreparedValues(lambda: nameable_in(PLACE, only).values_list("pk", "name"), PLACE, *marks)


OWN = "<own>"  # stands for the keys of one's own
