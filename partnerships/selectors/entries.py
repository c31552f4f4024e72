"""Facts about an entry of the directory, for its form, its rules and the audit trail."""

from datetime import date
from typing import Any

from django.db.models import Q

from partnerships.models import Partnership, Programme
from partnerships.rules.entries import Known
from partnerships.rules.localities import Place

PLAIN = ("name", "area", "short", "tier", "gss_code", "ons_code", "delivers_laa", "population")


def facts_of(partnership: Partnership) -> dict[str, Any]:
    """An entry as its form has it; the body that answers for its money by name and identifier, its county by id."""
    body = partnership.accountable_body
    return {
        **{name: getattr(partnership, name) for name in PLAIN},
        "county": partnership.county_id,
        "body_name": body.name if body else "",
        "body_identifier": body.identifier if body else "",
    }


def place_of(partnership: Partnership) -> Place:
    """Where it stands now; one query for its districts."""
    return Place(partnership.tier, partnership.county_id, partnership.districts.count())


def siblings_of(partnership: Partnership) -> int:
    """How many other districts its county has."""
    if partnership.county_id is None:
        return 0
    return Partnership.objects.filter(county_id=partnership.county_id).exclude(pk=partnership.pk).count()


def known_beside(programme: Programme, entry: Known, but: int | None) -> list[Known]:
    """Entries of the programme that could clash with one; `but` leaves out itself."""
    same = Q(area__iexact=entry.area, tier=entry.tier)
    same |= Q(gss_code=entry.gss_code) if entry.gss_code else Q()
    same |= Q(ons_code=entry.ons_code) if entry.ons_code else Q()
    found = (
        programme.partnerships.filter(same)
        .exclude(pk__in=[but] if but else [])
        .values_list("area", "tier", "gss_code", "ons_code")
    )
    return [Known(*row) for row in found]


def is_held(partnership: Partnership, *, on: date) -> bool:
    """Whether people hold roles there on a day or later, or are invited to; two queries at most."""
    lasting = Q(until__isnull=True) | Q(until__gte=on)
    return partnership.roles.filter(lasting).exists() or partnership.invitations.open().filter(lasting).exists()
