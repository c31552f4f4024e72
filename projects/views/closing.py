"""The manager's page of submission: when it closes, who is missing, closing early, opening again, letting in late."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache, partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kit.govuk_ui.formats import moment
from kit.govuk_ui.table import link
from kit.routes import route_of
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.errors import NotManagerError, ProgrammeClosedError
from partnerships.forms.written_for import PressForm
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Partnership, Programme
from partnerships.permissions.programmes import manages
from partnerships.rules.deadlines import last_moment, local_day
from partnerships.selectors.directory import CountedIn, counties_of
from partnerships.selectors.partnerships import visible_partnerships
from projects import errors
from projects.forms.closing import AdmitForm, CloseForm
from projects.forms.missing import MissingFilters, steps_in_words
from projects.models import Submission
from projects.permissions import projects as may
from projects.selectors.missing import Missing, missing_from
from projects.selectors.submissions import admissions_of, closures_of
from projects.selectors.windows import window_and_number, window_of, window_of_programme
from projects.services import closing as services

FORM = require_http_methods(["GET", "HEAD", "POST"])
SEALED = gettext_lazy("This year’s grants are decided. Nobody can submit or withdraw any more, so nothing was done.")
ADMIT = (
    '<span>{} <a class="govuk-link portal-alone" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a></span>'
)
STILL_OPEN = gettext_lazy("Submission has not closed yet, so nobody needs to be let in late.")


@require_safe
def submission(request: PortalRequest) -> HttpResponseBase:
    """When submission closes, how many are in, who is missing and why, and what was decided about it."""
    programme, at = request.standing.programme, timezone.now()
    if programme is None or not manages(request.standing, programme):
        raise Http404
    (window, all_of_them), missing = window_and_number(programme), missing_from(programme, at=at)
    filters = MissingFilters(request, programme=programme, counties=counties_of(programme))
    has_closed = window.has_closed(at)
    may_decide = may.can_decide_submission(request.standing, programme) and not window.is_sealed
    tells_late = has_closed and (may_decide or any(one.admitted_until for one in missing))
    listing = Listing(
        caption=_("Not submitted"),
        counted=CountedIn(programme),
        columns=columns_of(programme, tells_late=tells_late, may_admit=has_closed and may_decide),
        items=filters.narrow(missing),
    )
    context = {
        "programme": programme,
        "window": window,
        "at": at,
        "has_closed": has_closed,
        "is_closed_early": window.closed_at is not None,
        "may_decide": may_decide,
        "is_to_be_decided": may_decide and has_closed and window.is_open_year,
        "may_be_late": sum(one.is_admitted(at) for one in missing),
        "filters": filters,
        "all": all_of_them,
        "missing": len(missing),
        "handed_in": all_of_them - len(missing),
        "closures": closures_of(programme),
        "admissions": admissions_of(programme),
    }
    return list_response(request, "projects/closing/submission.html", listing, context)


def columns_of(programme: Programme, *, tells_late: bool, may_admit: bool) -> list[Column]:
    """The same on the page and in downloads, but for the way to let a partnership in late; who may be, once closed."""
    partnership = route_of("partnership")
    said = cache(steps_in_words)
    return [
        Column(
            capfirst(programme.word("partnership")),
            lambda one: one.name,
            cell=lambda one: link(partnership.to(one.pk), one.name),
        ),
        Column(capfirst(programme.word("county")), lambda one: one.county_area),
        Column(_("What is missing"), lambda one: said(one.steps), phone="result"),
        *([late_column(may_admit=may_admit)] if tells_late else []),
    ]


def late_column(*, may_admit: bool) -> Column:
    """Until when a partnership may be late, and the way to let it where one may."""
    admit = route_of("admit_late")

    def cell(one: Missing) -> str:
        until = said_late(one)
        # Under this heading the first words say enough, on one line; who only hears them is told the rest.
        words, whom = (_("Change"), one.name) if until else (_("Let in"), _("late %(name)s") % {"name": one.name})
        return format_html(ADMIT, until, admit.to(one.pk), words, whom)

    return Column(_("Leave to be late"), lambda one: one.admitted_until, cell=cell if may_admit else said_late)


def said_late(one: Missing) -> str:
    """The end of its leave, if it has one."""
    return moment(one.admitted_until) if one.admitted_until else ""


def decided_programme(request: PortalRequest) -> Programme:
    """The programme that a page about submission decides in; 404 for who does not manage it, or once it is closed."""
    programme = programme_of(request)
    if programme is None or not may.can_decide_submission(request.standing, programme):
        raise Http404
    return programme


@FORM
def close_submission(request: PortalRequest) -> HttpResponse:
    """What closing early stops, and why; then close."""
    programme, at = decided_programme(request), timezone.now()
    form = CloseForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        deed = partial(services.close_submission, programme=programme, reason=reason, by=request.user, at=at)
        said, nothing_done = _("Submission is closed."), _("Submission had closed already. Nothing more was done.")
        return done(request, deed, said=said, nothing_done=nothing_done)
    window = window_of_programme(programme)
    if request.method != "POST" and (window.has_closed(at) or window.is_sealed):
        return redirect("submission")
    context = {
        "programme": programme,
        "form": form,
        "window": window,
        "missing": len(missing_from(programme, at=at)),
        "all": programme.partnerships.count(),
        "cancel_url": reverse("submission"),
    }
    return render(request, "projects/closing/close.html", context)


def done(request: PortalRequest, deed: Callable[[], object], *, said: str, nothing_done: str) -> HttpResponse:
    """Close or open, and say so; pressed twice, it is done once."""
    try:
        deed()
        messages.success(request, said)
    except errors.ClosureError:
        messages.info(request, nothing_done)
    except errors.SealedError:
        messages.error(request, SEALED)
    except (NotManagerError, ProgrammeClosedError):
        raise Http404 from None
    return redirect("submission")


@FORM
def reopen_submission(request: PortalRequest) -> HttpResponse:
    """Ask, then undo an early closing: the date stands again."""
    programme, at = decided_programme(request), timezone.now()
    press = PressForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    if request.method == "POST" and press.is_valid():
        deed = partial(services.reopen_submission, programme=programme, by=request.user, at=at)
        said, nothing_done = _("The early closing is undone."), _("Submission is not closed early. Nothing was done.")
        return done(request, deed, said=said, nothing_done=nothing_done)
    closure = next((one for one in closures_of(programme) if one.reopened_at is None), None)
    window = window_of_programme(programme)
    if request.method != "POST" and (closure is None or window.is_sealed):
        return redirect("submission")
    context = {
        "programme": programme,
        "form": press,
        "closure": closure,
        "window": window,
        "deadline_passed": replace(window, closed_at=None).has_closed(at),
        "cancel_url": reverse("submission"),
    }
    return render(request, "projects/closing/reopen.html", context)


@FORM
def admit_late(request: PortalRequest, pk: int) -> HttpResponse:
    """Let one partnership submit after submission has closed, with a reason and a last day."""
    partnership, at = get_object_or_404(visible_partnerships(request.standing), pk=pk), timezone.now()
    programme = partnership.programme
    if not may.can_decide_submission(request.standing, programme):
        raise Http404
    form = AdmitForm(request.POST or None, today=local_day(at), latest=programme.ends)
    if request.method == "POST" and form.is_valid() and admitted(request, partnership, form, at):
        return redirect("submission")
    window = window_of(partnership)
    context = {
        "programme": programme,
        "partnership": partnership,
        "form": form,
        "window": window,
        "has_closed": window.has_closed(at),
        "is_submitted": Submission.objects.standing().filter(project__partnership=partnership).exists(),
        "cancel_url": reverse("submission"),
    }
    return render(request, "projects/closing/admit.html", context)


def admitted(request: PortalRequest, partnership: Partnership, form: AdmitForm, at: datetime) -> bool:
    """Whether the leave is given; otherwise the form says why not."""
    reason, until = form.cleaned_data["reason"], last_moment(form.cleaned_data["until"])
    try:
        services.admit_late(partnership=partnership, reason=reason, until=until, by=request.user, at=at)
    except (errors.AdmissionError, errors.SealedError) as refused:
        form.add_error(None, SEALED if isinstance(refused, errors.SealedError) else STILL_OPEN)
        return False
    except (NotManagerError, ProgrammeClosedError):
        raise Http404 from None
    said = {"name": partnership.name, "until": moment(until)}
    messages.success(request, _("%(name)s may submit until %(until)s, and is told so by email.") % said)
    return True
