"""What the list of eligibility is narrowed by."""

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grants.rules.positions import Status
from grants.selectors.places import Place
from kit.govuk_ui.filters import Choice, Filters, Words
from kit.search import has_words, words_of
from partnerships.models import Partnership, Programme
from partnerships.selectors.directory import counties_of
from projects.selectors.drawn import project_states

# What each list to choose from asks of a place.
TOLD: Mapping[str, Callable[[Place], str]] = {
    "offer": lambda place: place.outcome.position.status,
    "project": lambda place: place.state,
    "tier": lambda place: place.progress.tier,
    "county": lambda place: str(place.progress.locality),
}


def eligibility_filters(
    request: HttpRequest,
    programme: Programme,
    offers: Mapping[Status, str | Promise],
    among: Sequence[Place] | None = None,
) -> Filters:
    """By words, what becomes of the offer (`offers` has the words), the project's state, tier and county; of these only
    such as there are `among` the places one sees, where those are not all.
    """
    tiers = [(tier, capfirst(programme.word(tier))) for tier in Partnership.Tier.values]
    counties = counties_of(programme)
    if among is not None:
        tiers = [one for one in tiers if one[0] in set(map(TOLD["tier"], among))]
        counties = [one for one in counties if one[0] in set(map(TOLD["county"], among))]
    return Filters(
        request,
        Words(_("Area or county")),
        Choice("offer", _("Offer"), [(status.value, label) for status, label in offers.items()]),
        Choice("project", _("Project"), [(state.key, state.word) for state in project_states()]),
        Choice("tier", _("Tier"), tiers),
        Choice("county", capfirst(programme.word("county")), counties),
    )


def narrow(places: Sequence[Place], filters: Filters) -> Sequence[Place]:
    """Those that fit every filter; a county is found with its districts. Without filters no place is looked at."""
    if words := words_of(filters.given("q")):
        places = [one for one in places if has_words(words, one.progress.area, one.county)]
    for name, told in TOLD.items():
        if asked := filters.given(name):
            places = [one for one in places if told(one) == asked]
    return places
