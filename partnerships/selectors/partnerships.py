"""Reads about partnerships and localities."""

from functools import cache

from django.db.models import QuerySet

from audit.models import Entry
from kit.prepared import Prepared, given_of, marks_of
from partnerships.models import Partnership, Role
from partnerships.selectors.sight import Sight, in_sight, partnerships_of
from partnerships.selectors.standing import Standing

KEY = -1  # stands for the key of a partnership


def sight_of(standing: Standing) -> Sight:
    """By what one sees entries: all of a programme, and of others the partnerships that one represents."""
    whole = [pk for pk in standing.programme_ids if sees_every_entry(standing, pk)]
    if len(whole) == len(standing.programme_ids):
        return Sight(whole)
    return Sight(whole, partnerships_of(standing, Role.Kind.REPRESENTATIVE))


def visible_partnerships(standing: Standing) -> QuerySet[Partnership]:
    """The one door to partnerships (row 02): all of a programme, and to who only represents one, that one."""
    return seen_by(sight_of(standing))


def seen_by(sight: Sight) -> QuerySet[Partnership]:
    """The same, of ids or of marks for them."""
    found = Partnership.objects.filter(in_sight(sight, partnership="pk"))
    return found.select_related("programme", "county", "accountable_body")


def only_entries(standing: Standing, programme_id: int) -> list[int] | None:
    """The same door for a query written once: the ids to keep to in a programme, or None where one reads them all."""
    if sees_every_entry(standing, programme_id):
        return None
    own = (role for role in standing.roles_in(programme_id) if role.kind == Role.Kind.REPRESENTATIVE)
    return [role.partnership_id for role in own if role.partnership_id]


def visible_partnership(standing: Standing, pk: int) -> Partnership | None:
    """One of those that one sees, by a query written once."""
    sight = sight_of(standing)
    return one_for(marks_of(sight)).one(pk, *given_of(sight)) if any(sight) else None


@cache
def one_for(sight: Sight) -> Prepared[Partnership]:
    """A partnership for those who see by so much."""
    return Prepared(lambda: seen_by(sight).filter(pk=KEY), KEY, *given_of(sight))


def sees_every_entry(standing: Standing, programme_id: int) -> bool:
    """Whether one reads the whole directory of a programme: in any role but a representative's; no query."""
    return any(role.kind != Role.Kind.REPRESENTATIVE for role in standing.roles_in(programme_id))


def last_changer_of(partnership: Partnership) -> str:
    """The name of whoever last changed an entry; empty when nobody knows."""
    entry = Entry.objects.about(partnership).select_related("actor").first()
    return str(entry.actor) if entry and entry.actor else ""
