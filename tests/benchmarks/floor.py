"""The least that a Django page can be: session, user, a template, and as many queries as the page beside it."""

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
    "{% for rows in found %}<ul>{% for row in rows %}<li>{{ row.name }}</li>{% endfor %}</ul>{% endfor %}</html>"
)
Respond = Callable[[HttpRequest], HttpResponse]


def here(get_response: Respond) -> Respond:
    """Looks the address up in this file, whatever the portal's own addresses are."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return middleware


def floor(request: HttpRequest, queries: int) -> HttpResponse:
    """`queries` statements in all, those for session and user included; a visitor's page begins with none."""
    name = str(request.user) if request.user.is_authenticated else ""
    own = queries - (SESSION_AND_USER if name else 0)
    found: list[QuerySet[Partnership]] = [
        Partnership.objects.order_by("pk")[number : number + 1] for number in range(own)
    ]
    return HttpResponse(PAGE.render(Context({"name": name, "found": found})))


urlpatterns = [path("floor/<int:queries>/", floor)]


def floor_client(beside: Client) -> Client:
    """A client with the same session whose requests go through nothing but the bare middleware."""
    client = Client()
    client.cookies = beside.cookies
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        client.handler.load_middleware()
    return client
