"""A URLconf for tests alone: one sound page, and the same page with one permission fault each.

The pages stand under row 12 (champion's review): a manager reads all of the programme, a champion writes the own
partnership's, the representative reads it, adviser and area lead read what is assigned, everybody else is refused.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required, login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone

from accounts.models import Person
from partnerships.models import Partnership, Role

Kind = Role.Kind


def held(person: Any, *kinds: Role.Kind) -> QuerySet[Role]:
    return Role.objects.held_on(timezone.localdate()).filter(person_id=person.pk, kind__in=kinds)


def readable(person: Any) -> QuerySet[Partnership]:
    return Partnership.objects.filter(
        Q(programme__roles__in=held(person, Kind.MANAGER))
        | Q(roles__in=held(person, Kind.REPRESENTATIVE, Kind.CHAMPION))
        | Q(assigned_roles__in=held(person, Kind.ADVISER, Kind.AREA_LEAD))
    ).distinct()


def writable(person: Any) -> QuerySet[Partnership]:
    return Partnership.objects.filter(roles__in=held(person, Kind.CHAMPION))


def touch(pk: int) -> None:
    Partnership.objects.filter(pk=pk).update(area=f"Elsewhere {pk}")


def answer(partnership: Partnership) -> HttpResponse:
    return HttpResponse(f"<h1>{partnership.name}</h1>")


def page(found: Callable[[Any], QuerySet[Partnership]], written: Callable[[Any], QuerySet[Partnership]]) -> Any:
    """A view that shows what `found` gives and writes what `written` gives."""

    @login_required
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        partnership = get_object_or_404((written if request.method == "POST" else found)(request.user), pk=pk)
        if request.method == "POST":
            touch(partnership.pk)
            return redirect("sound", pk=pk)
        return answer(partnership)

    return view


def everything(person: Any) -> QuerySet[Partnership]:
    return Partnership.objects.all()


def whatever_the_programme(person: Any) -> QuerySet[Partnership]:
    return everything(person) if held(person, Kind.MANAGER).exists() else readable(person)


def nothing(person: Any) -> QuerySet[Partnership]:
    return Partnership.objects.none()


sound = page(readable, writable)


@login_not_required
def to_visitors(request: HttpRequest, pk: int) -> HttpResponse:
    return sound(request, pk) if request.user.is_authenticated else answer(get_object_or_404(Partnership, pk=pk))


@login_not_required
def to_the_deactivated(request: HttpRequest, pk: int) -> HttpResponse:
    """Believes the session, and never asks whether the account is still good."""
    person = Person.objects.filter(pk=request.session.get("_auth_user_id")).first()
    return answer(get_object_or_404(readable(person), pk=pk)) if person else sound(request, pk)


def to_the_formerly_entitled(request: HttpRequest, pk: int) -> HttpResponse:
    """Believes what the first page wrote into the session about the person's roles."""
    if pk in request.session.get("remembered", []):
        return answer(get_object_or_404(Partnership, pk=pk))
    return sound(request, pk)


def refusing_by_name(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        return sound(request, pk)
    except Http404:
        partnership = Partnership.objects.filter(pk=pk).first()
        return HttpResponse(f"You may not see {partnership}", status=404)


@login_not_required
def refusing_with_a_difference(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Partnership, pk=pk)
    try:
        return sound(request, pk)
    except Http404:
        return HttpResponse("You may not see this", status=403)


@login_not_required
def refusing_after_writing(request: HttpRequest, pk: int) -> HttpResponse:
    touch(pk)
    return sound(request, pk)


def writing_on_get(request: HttpRequest, pk: int) -> HttpResponse:
    response = sound(request, pk)
    touch(pk)
    return response


def breaking(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the database something that it refuses."""
    return answer(Partnership.objects.extra(where=["area + 1 = pk"]).get())


def saying_nothing(request: HttpRequest, pk: int) -> HttpResponse:
    sound(request, pk)
    return HttpResponse("Here it is")


@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Everything of everybody, to whoever may export anything."""
    if not readable(request.user).exists():
        raise Http404
    return HttpResponse("\n".join(everything(request.user).values_list("name", flat=True)), content_type="text/csv")


def first_page(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        request.session["remembered"] = list(readable(request.user).values_list("pk", flat=True))
    return HttpResponse("Welcome")


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("Page not found", status=404)


urlpatterns = [
    path("", first_page, name="first_page"),
    path("home/", first_page, name="home"),  # where the portal leads whose form met a lost session
    path("sign-in/", login_not_required(first_page), name="account_login"),
    path("account/", first_page, name="account"),
    path("sound/<int:pk>/", sound, name="sound"),
    path("stranger/<int:pk>/", page(everything, writable), name="to_strangers"),
    path("programme/<int:pk>/", page(whatever_the_programme, writable), name="of_another_programme"),
    path("reader/<int:pk>/", page(readable, readable), name="post_by_readers"),
    path("nobody/<int:pk>/", page(nothing, nothing), name="to_nobody"),
    path("visitor/<int:pk>/", to_visitors, name="to_visitors"),
    path("deactivated/<int:pk>/", to_the_deactivated, name="to_the_deactivated"),
    path("former/<int:pk>/", to_the_formerly_entitled, name="to_the_formerly_entitled"),
    path("named/<int:pk>/", refusing_by_name, name="refusing_by_name"),
    path("different/<int:pk>/", refusing_with_a_difference, name="refusing_with_a_difference"),
    path("after/<int:pk>/", refusing_after_writing, name="refusing_after_writing"),
    path("get/<int:pk>/", writing_on_get, name="writing_on_get"),
    path("silent/<int:pk>/", saying_nothing, name="saying_nothing"),
    path("breaking/<int:pk>/", breaking, name="breaking"),
    path("export/", export, name="export"),
    path("unnamed/", first_page),
]
