"""The least that a Django page can be: session, user, a template, and queries like those of the page beside it.

Three of them: the bare one sends as many statements, each for one row. The like one also lists as many rows as the
page does, four plain cells each, so that what it is beside is the portal's work on a row and not that there are rows.
The reading one fetches besides as many partnerships as the page's answer depends on, of six columns, and shows none of
them: a sum over a region can be had by reading all of it, whatever the page shows.
"""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import Client, override_settings
from django.urls import path

from partnerships.models import Partnership

SESSION_AND_USER = 2
READ = ("pk", "area", "tier", "county_id", "gss_code", "population")
MIDDLEWARE = [
    "tests.benchmarks.floor.here",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
PAGE = Engine().from_string(
    "<!doctype html><html lang=en><title>{{ name }}</title><h1>{{ name }}</h1>"
    "<table>{% for row in listed %}<tr><th><a href=/partnerships/{{ row.pk }}/>{{ row.name }}</a></th>"
    "<td>{{ row.area }}</td><td>{{ row.tier }}</td><td>{{ row.county.area }}</td></tr>{% endfor %}</table>"
    "{% for rows in found %}<ul>{% for row in rows %}<li>{{ row.name }}</li>{% endfor %}</ul>{% endfor %}</html>"
)
Respond = Callable[[HttpRequest], HttpResponse]


def here(get_response: Respond) -> Respond:
    """Looks the address up in this file, whatever the portal's own addresses are."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return middleware


def floor(request: HttpRequest, queries: int, rows: int = 0, reads: int = 0) -> HttpResponse:
    """`queries` statements in all, those for session and user included; a visitor's page begins with none.

    With `rows` one of them fetches as many as the page beside it lists, with what each leads to, for a plain table;
    with `reads` another fetches so many as plain values.
    """
    name = str(request.user) if request.user.is_authenticated else ""
    own = queries - (SESSION_AND_USER if name else 0)
    every = Partnership.objects.order_by("pk")
    listed = every.select_related("county")[:rows] if rows and own else every.none()
    taken = bool(rows and own) + bool(reads)
    found: list[QuerySet[Partnership]] = [every[number : number + 1] for number in range(own - taken)]
    if reads:
        list(every.values_list(*READ)[:reads])
    return HttpResponse(PAGE.render(Context({"name": name, "found": found, "listed": listed})))


urlpatterns = [
    path("floor/<int:queries>/", floor),
    path("floor/<int:queries>/<int:rows>/", floor),
    path("floor/<int:queries>/<int:rows>/<int:reads>/", floor),
]


def floor_client(beside: Client) -> Client:
    """A client with the same session whose requests go through nothing but the bare middleware."""
    client = Client()
    client.cookies = beside.cookies
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        client.handler.load_middleware()
    return client
