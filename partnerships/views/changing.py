"""Who asks to change a programme year gets that year, or is told why not."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Programme
from partnerships.permissions.programmes import can_see_programme_year, manages

P = ParamSpec("P")
YearView = Callable[Concatenate[PortalRequest, Programme, P], HttpResponse]
KeyView = Callable[Concatenate[PortalRequest, str, P], HttpResponse]


def year_of(request: PortalRequest, key: str) -> Programme:
    """A year one may see, from the roles that the request has read already; 404 otherwise."""
    found = (role.programme for role in request.standing.roles if role.programme.key == key)
    programme = next(found, None)
    if programme is None or not can_see_programme_year(request.standing, programme):
        raise Http404
    return programme


def managed_year(request: PortalRequest, key: str) -> Programme:
    """A year one manages; 404 otherwise."""
    programme = year_of(request, key)
    if not manages(request.standing, programme):
        raise Http404
    return programme


def changes_year(view: YearView[P]) -> KeyView[P]:
    """For views that change a year: they get it, and a closed one is answered with its page that says so."""

    @wraps(view)
    def wrapped(request: PortalRequest, key: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        programme = managed_year(request, key)
        try:
            if programme.is_closed:
                raise ProgrammeClosedError
            return view(request, programme, *args, **kwargs)
        except ProgrammeClosedError:
            messages.warning(request, said("closed", programme))
            return redirect("year", programme.key)

    return wrapped


def said(what: str, programme: Programme, **facts: object) -> str:
    """A sentence about the year: `templates/partnerships/years/<what>.txt`."""
    return render_to_string(f"partnerships/years/{what}.txt", {"programme": programme, **facts}).strip()
