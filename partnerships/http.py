"""What a request carries from here upwards, and the door to the programme year that its address names."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.models import Person
from kit.http import SignedInRequest
from partnerships.errors import NotManagerError, ProgrammeClosedError
from partnerships.forms.written_for import WRITTEN_FOR
from partnerships.models import Programme
from partnerships.permissions.programmes import can_see_programme_year, manages
from partnerships.selectors.standing import Standing
from partnerships.selectors.year_sentences import said_of_year


class PortalRequest(SignedInRequest):
    """A request to a page that is not open, with its person's standing."""

    user: Person
    standing: Standing


P = ParamSpec("P")
YearView = Callable[Concatenate[PortalRequest, Programme, P], HttpResponse]
KeyView = Callable[Concatenate[PortalRequest, str, P], HttpResponse]


def programme_of(request: PortalRequest) -> Programme | None:
    """The programme acted in; for a form that was sent, the one its page was opened for, if one holds a role there.

    A view that writes into it has a form with `forms.written_for.WrittenForMixin`, which refuses when the two differ.
    """
    key = request.POST.get(WRITTEN_FOR, "")
    if not key:
        return request.standing.programme
    return next((role.programme for role in request.standing.roles if role.programme.key == key), None)


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
        except NotManagerError:  # one lost the role this very moment
            raise Http404 from None
        except ProgrammeClosedError:
            messages.warning(request, said_of_year("closed", programme))
            return redirect("year", programme.key)

    return wrapped
