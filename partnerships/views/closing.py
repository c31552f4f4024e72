"""A deed about people of a year that is closed is answered in words."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.permissions.people import can_see_people

P = ParamSpec("P")
View = Callable[Concatenate[PortalRequest, P], HttpResponse]


def told_when_closed(view: View[P]) -> View[P]:
    """For views that name people: in a year that is closed, or was closed meanwhile, nothing changes; it is said."""

    @wraps(view)
    def wrapped(request: PortalRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ProgrammeClosedError:
            messages.warning(request, render_to_string("partnerships/people/year_closed.txt").strip())
            return back_to_people(request)

    return wrapped


def back_to_people(request: PortalRequest) -> HttpResponse:
    """The list of people, for whoever sees one of the programme they act in."""
    programme = request.standing.programme
    return redirect("people" if programme and can_see_people(request.standing, programme) else "home")
