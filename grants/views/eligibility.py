"""Where every partnership stands now, with reasons in words; and each county's condition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from grants.forms.eligibility import eligibility_filters, narrow
from grants.permissions.determinations import (
    can_see_determinations,
    can_see_some_awards,
    can_see_some_determinations,
)
from grants.permissions.eligibility import (
    can_see_all_eligibility,
    can_see_eligibility,
    can_see_simulations,
    can_simulate,
)
from grants.rules.localities import CountyDecision
from grants.rules.positions import Status
from grants.selectors.determinations import as_it_stands
from grants.selectors.eligibility import Eligibility, pounds
from grants.selectors.pictures import small_picture_of
from grants.selectors.places import Place, places_of
from grants.selectors.reasons import FORESEEN, PAYMENTS, STATUSES, steps_in_words, why_position
from kit.charts.figure import Figure
from kit.govuk_ui.formats import exact
from kit.govuk_ui.table import link, two_lines
from kit.routes import route_of
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from ledger.permissions import can_see_ledger
from partnerships.http import PortalRequest
from partnerships.models import Partnership, Programme
from partnerships.rules.deadlines import local_day
from partnerships.selectors.directory import CountedIn
from partnerships.selectors.standing import Standing
from projects.rules.progress import State
from projects.rules.submission import Window
from projects.selectors.drawn import project_states
from projects.selectors.progress import Progress
from projects.selectors.windows import window_of_programme

MOST_COUNTIES = 8  # cards; the list can be narrowed to another
ROWS_OF_A_PAGE = 40  # beside the cards
MOST_UNFILTERED = 10  # a county and its districts are read without filters
MOST_DRAWN = 30  # districts in their pictures; the cards of further counties do without


@dataclass(frozen=True)
class County:
    """A card: the county's condition and its small picture, where there is room for it."""

    pk: int
    area: str
    decision: CountyDecision
    figure: Figure | None


@require_safe
def eligibility(request: PortalRequest) -> HttpResponseBase:
    """Live, for those whom access row 14 names: the whole region, or the own localities."""
    standing, programme = request.standing, request.standing.programme
    if programme is None or not can_see_eligibility(standing, programme):
        raise Http404
    now = timezone.now()
    window = window_of_programme(programme)
    found = as_it_stands(programme, window, on=local_day(now))
    offers = STATUSES if window.is_sealed else FORESEEN
    all_of_it = can_see_all_eligibility(standing, programme)
    places = places_of(found, standing, all_of_it=all_of_it) if found else []
    filters = eligibility_filters(request, programme, offers, None if all_of_it else places)
    listing = Listing(
        caption=_("Eligibility"),
        counted=CountedIn(programme),
        columns=columns_of(programme, offers, is_decided=window.is_sealed),
        items=narrow(places, filters),
        rows=ROWS_OF_A_PAGE,
    )
    asked = filters.given("county")
    context = {
        "programme": programme,
        "eligibility": found,
        "counties": counties_in(programme, found, places, asked) if found else [],
        "number_of_counties": 1 if asked else number_of_counties(places),
        "filters": filters,
        "window": window,
        "has_closed": window.has_closed(now),
        "all_of_it": all_of_it,
        "is_short": not all_of_it and len(places) <= MOST_UNFILTERED,
        "may_simulate": can_simulate(standing, programme),
        "sees_simulations": can_see_simulations(standing, programme),
        "sees_decision": sees_decision(standing, programme, window),
        "sees_awards": window.is_sealed and can_see_some_awards(standing, programme),
        "sees_ledger": can_see_ledger(standing, programme),
    }
    return list_response(request, "grants/eligibility/eligibility.html", listing, context)


def sees_decision(standing: Standing, programme: Programme, window: Window) -> bool:
    """While it is made, those who read what is prepared; then everybody to whom the page of it is of use."""
    may_see = can_see_some_determinations if window.is_sealed else can_see_determinations
    return may_see(standing, programme)


def columns_of(programme: Programme, offers: Mapping[Status, str | Promise], *, is_decided: bool) -> list[Column]:
    """The same on the page and in downloads. What many rows have in common is put into words once."""
    partnership = route_of("partnership")
    words = {tier: capfirst(programme.word(tier)) for tier in Partnership.Tier.values}
    why = cache(partial(why_position, programme=programme))
    said = cache(partial(state_in_words, words={state.key: state.word for state in project_states()}))
    missing = cache(steps_in_words)
    project = cache(lambda *how_far, steps: two_lines(said(*how_far), capfirst(missing(steps))))
    offer = cache(lambda position: two_lines(offers[position.status], why(position.reason)))

    def called(place: Place) -> str:
        return programme.called(place.progress.area, place.progress.tier)

    return [
        Column(
            capfirst(programme.word("partnership")),
            called,
            cell=lambda place: two_lines(
                link(partnership.to(place.progress.pk), called(place)),
                ", ".join(filter(None, (words[place.progress.tier], place.county if place.is_district else ""))),
            ),
        ),
        Column(_("Tier"), lambda place: words[place.progress.tier], in_files_only=True),
        Column(capfirst(programme.word("county")), lambda place: place.county, in_files_only=True),
        Column(
            _("Project"),
            lambda place: said(*place.how_far),
            cell=lambda place: project(*place.how_far, steps=place.outcome.partnership.missing),
        ),
        Column(_("Still missing"), lambda place: missing(place.outcome.partnership.missing), in_files_only=True),
        Column(
            _("Offer"),
            lambda place: offers[place.outcome.position.status],
            cell=lambda place: offer(place.outcome.position),
        ),
        Column(_("Payment"), lambda place: PAYMENTS[place.outcome.position.payment], in_files_only=True),
        Column(_("Why"), lambda place: why(place.outcome.position.reason), in_files_only=True),
        Column(
            _("Awarded") if is_decided else _("As things stand"),
            lambda place: pounds(place.outcome.final_pence),
            number=True,
            phone="result",
            cell=lambda place: exact(place.outcome.final_pence),
        ),
    ]


def state_in_words(state: State, is_alone: bool, words: Mapping[str, str]) -> str:
    """As the legend says it; a single tier has nobody to share with."""
    return gettext("Submitted") if is_alone and state is State.COUNTS else words[state]


def number_of_counties(places: Iterable[Place]) -> int:
    """Those of which any district is among them."""
    return len({place.progress.locality for place in places if place.is_district})


def counties_in(programme: Programme, found: Eligibility, places: Sequence[Place], asked: str = "") -> list[County]:
    """Those furthest from their majority first, as many as a page bears; one alone, where its id is `asked` for."""
    districts: dict[int | None, list[Place]] = {}
    for place in places:
        if place.is_district:
            districts.setdefault(place.progress.locality, []).append(place)
    counties = (place.progress for place in places if place.progress.pk in districts)
    wanted = [county for county in counties if asked in ("", str(county.pk))]
    wanted.sort(key=lambda county: -found.by_county[county.pk].more_needed)
    shown = wanted[:MOST_COUNTIES]
    drawn = accumulate(len(districts[county.pk]) for county in shown)
    return [
        card(programme, county, found, districts[county.pk], has_room=number == 0 or so_far <= MOST_DRAWN)
        for number, (county, so_far) in enumerate(zip(shown, drawn, strict=True))
    ]


def card(
    programme: Programme, county: Progress, found: Eligibility, districts: Iterable[Place], *, has_room: bool
) -> County:
    """One county, small."""
    decision = found.by_county[county.pk]
    members = ((place.progress.area, place.counted_as) for place in districts)
    figure = small_picture_of(programme, county.area, decision, members) if has_room else None
    return County(county.pk, county.area, decision, figure)
