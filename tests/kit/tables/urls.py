"""A list page as a room would write it: people by name, with their downloads."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path
from django.utils.translation import ngettext_lazy

from accounts.models import Person
from kit.govuk_ui.table import link
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response

COLUMNS = [
    Column("Name", lambda person: person.name, cell=lambda person: link(f"/of/{person.pk}", person.name)),
    Column("Email", lambda person: person.email, phone="result"),
]


def people(request: HttpRequest) -> HttpResponseBase:
    listing = Listing(
        caption="People/all",
        counted=ngettext_lazy("%(count)s person", "%(count)s people", "count"),
        columns=COLUMNS,
        items=Person.objects.filter(name__startswith=request.GET.get("begins", "")).order_by("email"),
        downloads="closed" not in request.GET,
    )
    return list_response(request, "listing.html", listing, {"title": "Everybody"})


urlpatterns = [path("people/", people), path("", include("ltd_portal.urls"))]
