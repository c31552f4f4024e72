"""The least that a Django page can be: session, user, a template, and queries like those of the page beside it.

Two of them: the bare one sends as many statements, each for one row. The other also lists as many rows as the page
does, four plain cells each, so that what it is beside is the portal's work on a row and not that there are rows.
"""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import Client, override_settings
from django.urls import path

from partnerships.models import Partnership

SESSION_AND_USER = 2
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


def floor(request: HttpRequest, queries: int, rows: int = 0) -> HttpResponse:
    """`queries` statements in all, those for session and user included; a visitor's page begins with none.

    With `rows` one of them fetches as many as the page beside it lists, with what each leads to, for a plain table.
    """
    name = str(request.user) if request.user.is_authenticated else ""
    own = queries - (SESSION_AND_USER if name else 0)
    every = Partnership.objects.order_by("pk")
    listed = every.select_related("county")[:rows] if rows and own else every.none()
    found: list[QuerySet[Partnership]] = [every[number : number + 1] for number in range(own - bool(rows and own))]
    return HttpResponse(PAGE.render(Context({"name": name, "found": found, "listed": listed})))


urlpatterns = [path("floor/<int:queries>/", floor), path("floor/<int:queries>/<int:rows>/", floor)]


def floor_client(beside: Client) -> Client:
    """A client with the same session whose requests go through nothing but the bare middleware."""
    client = Client()
    client.cookies = beside.cookies
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        client.handler.load_middleware()
    return client
