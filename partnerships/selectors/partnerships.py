"""Reads about partnerships and localities."""

from django.db.models import Q, QuerySet

from audit.models import Entry
from partnerships.models import Partnership, Role
from partnerships.selectors.standing import Standing


def visible_partnerships(standing: Standing) -> QuerySet[Partnership]:
    """The one door to partnerships (row 02): all of a programme, and to who only represents one, that one."""
    own = [role.partnership_id for role in standing.roles if role.kind == Role.Kind.REPRESENTATIVE]
    whole = [pk for pk in standing.programme_ids if sees_every_entry(standing, pk)]
    seen = Q(programme_id__in=whole)
    if len(whole) < len(standing.programme_ids):
        seen |= Q(pk__in=own)
    return Partnership.objects.filter(seen).select_related("programme", "county", "accountable_body")


def only_entries(standing: Standing, programme_id: int) -> list[int] | None:
    """The same door for a query written once: the ids to keep to in a programme, or None where one reads them all."""
    if sees_every_entry(standing, programme_id):
        return None
    own = (role for role in standing.roles_in(programme_id) if role.kind == Role.Kind.REPRESENTATIVE)
    return [role.partnership_id for role in own if role.partnership_id]


def sees_every_entry(standing: Standing, programme_id: int) -> bool:
    """Whether one reads the whole directory of a programme: in any role but a representative's; no query."""
    return any(role.kind != Role.Kind.REPRESENTATIVE for role in standing.roles_in(programme_id))


def last_changer_of(partnership: Partnership) -> str:
    """The name of whoever last changed an entry; empty when nobody knows."""
    entry = Entry.objects.about(partnership).select_related("actor").first()
    return str(entry.actor) if entry and entry.actor else ""
