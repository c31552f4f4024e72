"""A programme year: added, set up step by step, checked and opened, and read by everybody in it."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.selectors.years import set_up_of, year_of
from dashboards.services.years import add_year as add_the_year
from ledger.selectors import budget_of
from partnerships.errors import NotManagerError, ProgrammeNotReadyError, ProgrammeOpenedError
from partnerships.forms.programmes import AddYearForm
from partnerships.forms.refused import refuse
from partnerships.http import PortalRequest, changes_year
from partnerships.http import year_of as seen_year
from partnerships.models import Programme, Role
from partnerships.models.programme import WORDS
from partnerships.permissions.programmes import can_add_programme, can_change_programme, manages
from partnerships.permissions.trail import can_see_trail
from partnerships.selectors.standing import CHOSEN_ROLE
from partnerships.selectors.year_sentences import said_of_year
from partnerships.services.programmes import open_programme
from partnerships.services.years import NewYear


@require_http_methods(["GET", "HEAD", "POST"])
def add_year(request: PortalRequest) -> HttpResponse:
    """A new year, from nothing or from one that the person manages."""
    if not can_add_programme(request.standing):
        raise Http404
    managed = {role.programme_id: role.programme for role in request.standing.roles if role.kind == Role.Kind.MANAGER}
    form = AddYearForm(request.POST or None, sources=list(managed.values()))
    if form.is_valid() and (role := added(request, form)):
        request.session[CHOSEN_ROLE] = role.pk
        messages.success(request, said_of_year("added", role.programme))
        return redirect("set_up", role.programme.key)
    return render(request, "dashboards/years/add.html", {"form": form})


def added(request: PortalRequest, form: AddYearForm) -> Role | None:
    """The new year's role; None, with a word beside the field, when its key, say, was taken this very moment."""
    asked = {name: value for name, value in form.cleaned_data.items() if name != "begin"}
    try:
        return add_the_year(year=NewYear(**asked), by=request.user, at=timezone.now())
    except NotManagerError:  # one lost the role in the other year this very moment
        raise Http404 from None
    except IntegrityError as error:
        refuse(form, error)
        return None


@require_safe
@changes_year
def set_up(request: PortalRequest, programme: Programme) -> HttpResponse:
    """The steps of setting up as a task list."""
    if programme.is_set_up:
        return redirect("year", programme.key)
    budget = budget_of(programme)
    context = {"programme": programme, "set_up": set_up_of(programme, budget.count), "budget": budget}
    return render(request, "dashboards/years/set_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@changes_year
def check_year(request: PortalRequest, programme: Programme) -> HttpResponse:
    """Everything once more, with what is missing or wrong; then the year is opened."""
    if programme.is_set_up:
        messages.info(request, said_of_year("opened_already", programme))
        return redirect("year", programme.key)
    if request.method == "POST":
        return opened(request, programme)
    year = year_of(programme)
    set_up = set_up_of(programme, year.budget.count, year)
    context = {"programme": programme, "year": year, "set_up": set_up, "nouns": list(WORDS)}
    return render(request, "dashboards/years/check.html", context)


def opened(request: PortalRequest, programme: Programme) -> HttpResponse:
    """Of two who open at once one wins, and the other is told."""
    try:
        open_programme(programme=programme, by=request.user, at=timezone.now())
    except ProgrammeOpenedError:
        messages.info(request, said_of_year("opened_already", programme))
    except ProgrammeNotReadyError:
        messages.error(request, said_of_year("not_ready", programme))
        return redirect("check_year", programme.key)
    else:
        messages.success(request, said_of_year("opened", programme))
    return redirect("year", programme.key)


@require_safe
def year(request: PortalRequest, key: str) -> HttpResponse:
    """The year as everybody in it may read it."""
    programme = seen_year(request, key)
    may_change = can_change_programme(request.standing, programme)
    context = {
        "programme": programme,
        "year": year_of(programme),
        "may_change": may_change,
        "changeable": programme if may_change else None,
        "nouns": list(WORDS),
        "caption": said_of_year("caption", programme),
        "manages": manages(request.standing, programme),
        "sees_trail": can_see_trail(request.standing, programme) and programme == request.standing.programme,
    }
    return render(request, "dashboards/years/year.html", context)
