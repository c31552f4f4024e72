"""What the list of eligibility is narrowed by."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grants.rules.positions import Status
from grants.selectors.places import Place
from kit.govuk_ui.filters import Choice, Filters, Words
from partnerships.models import Partnership, Programme
from partnerships.selectors.directory import counties_of
from projects.selectors.drawn import project_states


def eligibility_filters(request: HttpRequest, programme: Programme, offers: Mapping[Status, str | Promise]) -> Filters:
    """By words, what becomes of the offer (`offers` has the words), the project's state, tier and county."""
    tiers = [(tier, capfirst(programme.word(tier))) for tier in Partnership.Tier.values]
    return Filters(
        request,
        Words(_("Area or county")),
        Choice("offer", _("Offer"), [(status.value, label) for status, label in offers.items()]),
        Choice("project", _("Project"), [(state.key, state.word) for state in project_states()]),
        Choice("tier", _("Tier"), tiers),
        Choice("county", capfirst(programme.word("county")), counties_of(programme)),
    )


def narrow(places: Iterable[Place], filters: Filters) -> list[Place]:
    """Those that fit every filter; a county is found with its districts."""
    return [place for place in places if fits(place, filters)]


def fits(place: Place, filters: Filters) -> bool:
    """Whether one of them does."""
    asked = filters.given("q").casefold()
    return (
        (not asked or asked in place.progress.area.casefold() or asked in place.county.casefold())
        and filters.given("offer") in ("", place.outcome.position.status)
        and filters.given("project") in ("", place.state)
        and filters.given("tier") in ("", place.progress.tier)
        and filters.given("county") in ("", str(place.progress.locality))
    )
