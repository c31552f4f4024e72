"""The region at a glance: the map, and the same as a table."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dashboards.forms.region import RegionFilters
from dashboards.selectors.addresses import ways_to
from dashboards.selectors.assessing import pictures_in
from dashboards.selectors.grants import sight_of
from dashboards.selectors.home import conditions_in, news_from
from dashboards.selectors.pictures import Picture, picture_of
from dashboards.selectors.region import counties_of, region_of
from dashboards.selectors.tally import entries_of, with_states
from kit.govuk_ui.formats import years
from kit.govuk_ui.table import link
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest
from partnerships.models import Partnership, Programme
from partnerships.permissions.partnerships import can_see_directory
from partnerships.rules.years import day_of
from partnerships.selectors.directory import CountedIn


@require_safe
def region(request: PortalRequest) -> HttpResponse:
    """The map of the programme acted in; `?show=` chooses what it shows."""
    programme = own_programme(request)
    sight = sight_of(request.standing, programme, at=timezone.now(), with_stages=True)
    pictures = pictures_in(sight)
    found = region_of(
        request.standing,
        programme,
        picture_of(request.GET.get("show", ""), pictures, sight.usual),
        on=day_of(programme, timezone.localdate()),
        page=request.GET.get("page"),
        grants=sight.grants,
    )
    context = {
        "region": found,
        "pictures": pictures,
        "news": news_from(programme, found.tally),
        "sight": sight,
        "conditions": conditions_in(programme, sight),
        "programme": programme,
    }
    return render(request, "dashboards/region.html", context)


@require_safe
def region_table(request: PortalRequest) -> HttpResponseBase:
    """The same as a table, with filters; `?format=` gives exactly the rows that are filtered."""
    programme = own_programme(request)
    entries = entries_of(request.standing, programme)
    sight = sight_of(request.standing, programme, at=timezone.now(), with_stages=True)
    filters = RegionFilters(
        request, programme, counties_of(request.standing, programme, sight.grants), pictures_in(sight)
    )
    context = {"filters": filters, "programme": programme}
    return list_response(request, "dashboards/region_table.html", listing_of(programme, entries, filters), context)


def own_programme(request: PortalRequest) -> Programme:
    """The programme acted in, when its directory may be read (access row 02); else 404."""
    programme = request.standing.programme
    if programme is None or not can_see_directory(request.standing, programme):
        raise Http404
    return programme


def listing_of(programme: Programme, entries: QuerySet[Partnership], filters: RegionFilters) -> Listing:
    """The partnerships that fit, by name, with their state of every picture."""
    found = with_states(entries, filters.pictures, on=day_of(programme, timezone.localdate()))
    partnerships = filters.narrow(found)
    return Listing(
        caption=capfirst(programme.words("partnership")),
        counted=CountedIn(programme),
        columns=columns_of(programme, filters.pictures),
        items=in_order(partnerships),
        filename=f"{programme.region} {years(programme.starts, programme.ends)}",
    )


def in_order(partnerships: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """By name, each with its county."""
    return partnerships.select_related("county").order_by("name", "pk")


def columns_of(programme: Programme, pictures: Sequence[Picture]) -> list[Column]:
    """Name, locality, and one column a picture."""
    address = ways_to("partnership")
    return [
        Column(
            capfirst(programme.word("partnership")),
            lambda each: each.name,
            cell=lambda each: link(address(each.pk), each.name),
        ),
        Column(_("Area"), lambda each: each.area),
        Column(capfirst(programme.word("county")), county_of),
        *(state_column(programme, picture) for picture in pictures),
    ]


def county_of(partnership: Partnership) -> str:
    """The area of the county whose locality it is in."""
    if partnership.tier == Partnership.Tier.COUNTY:
        return partnership.area
    return partnership.county.area if partnership.county else ""


def state_column(programme: Programme, picture: Picture) -> Column:
    """What a picture says of each, in words."""
    words = {state.key: state.word for state in picture.states(programme)}
    return Column(
        picture.label,
        lambda each: picture.said.get(each.pk) or words.get(getattr(each, picture.column), ""),
    )
