"""Reads about contacts: whom one sees, whom one may change, and who is there already."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from audit.models import Entry
from kit.prepared import AnyOf, Prepared, given_of, marks_of
from partnerships.models import Contact, Partnership, Programme, Role
from partnerships.selectors.sight import Sight, in_sight, partnerships_of, programmes_of, sight_by
from partnerships.selectors.standing import Standing

Kind = Role.Kind
MOST_CARDS = 20
MOST_TWINS = 5


class ContactSight(NamedTuple):
    """By what one sees contacts: as elsewhere, and ids of the programmes of which one sees those who agreed to it."""

    whole: Sequence[int] | str = ()
    own: Sequence[int] | str = ()
    assigned: Sequence[int] | str = ()
    agreed: Sequence[int] | str = ()


KEY = -1  # stands for the key of a contact or a partnership


def sight_of(standing: Standing) -> ContactSight:
    """What the roles held today come to, in whichever programme."""
    known = sight_by(
        standing, whole=[Kind.MANAGER, Kind.FINANCE], own=Role.OF_A_PARTNERSHIP, assigned=Role.WITH_ASSIGNMENTS
    )
    return ContactSight(*known, programmes_of(standing, Kind.AGENCY))


def visible_contacts(standing: Standing) -> QuerySet[Contact]:
    """The one door to contacts (row 03), in one statement."""
    return seen_by(sight_of(standing))


def contacts_to_take(standing: Standing) -> QuerySet[Contact]:
    """Those that one may have in a file: all that one sees but by an agency's role (decision 9)."""
    return seen_by(sight_of(standing)._replace(agreed=()))


def seen_by(sight: ContactSight) -> QuerySet[Contact]:
    """The same, of ids or of marks for them."""
    seen = in_sight(Sight(sight.whole, sight.own, sight.assigned))
    if sight.agreed:
        seen |= Q(AnyOf(F("programme"), sight.agreed), share_with_agencies=True)
    return Contact.objects.filter(seen).select_related("programme", "partnership")


def visible_contact(standing: Standing, pk: int) -> Contact | None:
    """One of those that one sees, with the wording it agreed to, by a query written once."""
    sight = sight_of(standing)
    return one_for(marks_of(sight)).one(pk, *given_of(sight)) if any(sight) else None


@cache
def one_for(sight: ContactSight) -> Prepared[Contact]:
    """A contact for those who see by so much."""
    return Prepared(lambda: seen_by(sight).select_related("consent_wording").filter(pk=KEY), KEY, *given_of(sight))


def changing_of(standing: Standing) -> Sight:
    """By what one may change contacts: what one manages, and what one represents."""
    return sight_by(standing, whole=[Kind.MANAGER], own=[Kind.REPRESENTATIVE])


def changeable_contacts(standing: Standing) -> QuerySet[Contact]:
    """Those that one may change: the programme's for its manager, a partnership's for its representatives."""
    return changeable_by(changing_of(standing)).select_related("programme", "partnership")


def changeable_by(changing: Sight) -> QuerySet[Contact]:
    """The same, of ids or of marks for them."""
    return Contact.objects.filter(in_sight(changing))


def contacts_of(partnership: Partnership, standing: Standing) -> list[Contact]:
    """A partnership's contacts that one may see, by name, the first twenty; one statement."""
    sight = sight_of(standing)
    return cards_for(marks_of(sight)).fetch(partnership.pk, *given_of(sight)) if any(sight) else []


@cache
def cards_for(sight: ContactSight) -> Prepared[Contact]:
    """A partnership's contacts for those who see by so much."""
    return Prepared(lambda: seen_by(sight).filter(partnership=KEY)[:MOST_CARDS], KEY, *given_of(sight))


def sees_contacts_of(standing: Standing, partnership: Partnership) -> bool:
    """Whether one's roles let one look at a partnership's contacts at all, be there any or none."""
    if standing.holds(partnership.programme_id, Kind.MANAGER, Kind.FINANCE, Kind.AGENCY) or standing.is_of(partnership):
        return True
    assigned = [role.pk for role in standing.roles_in(partnership.programme_id, *Role.WITH_ASSIGNMENTS)]
    return (
        bool(assigned)
        and Role.assigned.through.objects.filter(role_id__in=assigned, partnership_id=partnership.pk).exists()
    )


def partnerships_with_choice(standing: Standing, programme: Programme) -> list[Partnership]:
    """The partnerships that one may put a contact of a programme in, by area, with their names."""
    if standing.holds(programme.pk, Kind.MANAGER):
        return NAMED.fetch(programme.pk)
    own = partnerships_of(standing, Kind.REPRESENTATIVE)
    return [place for place in NAMED.fetch(programme.pk) if place.pk in own] if own else []


NAMED = Prepared(
    lambda: Partnership.objects.filter(programme=KEY).order_by("area", "tier").only("name", "programme"), KEY
)


def known_already(
    among: QuerySet[Contact],
    *,
    programme: Programme,
    name: str,
    email: str,
    partnership: Partnership | None,
    apart_from: Collection[int] = (),
) -> list[Contact]:
    """Contacts with the same address, or with the same name in the same place: the first five."""
    same = Q(partnership=partnership, name__iexact=name)
    if email:
        same |= Q(email=email)
    found = among.filter(same, programme=programme).exclude(pk__in=list(apart_from))
    return list(found[:MOST_TWINS])


def last_changer(contact: Contact) -> str:
    """The name of whoever last changed a contact; empty when nobody knows."""
    entry = Entry.objects.about(contact).select_related("actor").first()
    return entry.actor.name if entry and entry.actor else ""
