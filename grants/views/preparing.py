"""Preparing the year's decision: what it would come to, the minute and the line, a check, and then it is frozen."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grants import errors
from grants.forms.determinations import PrepareForm
from grants.models import Determination
from grants.permissions.determinations import can_prepare_determination
from grants.selectors.determinations import standing_determination
from grants.selectors.eligibility import Eligibility
from grants.selectors.reckoning import Reckoning, bases_of, compared
from grants.selectors.refusals import too_small, who_was_first, why_not
from grants.selectors.standing import late_leaves, paying_lines
from grants.services import determining as services
from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Programme
from projects.selectors.windows import window_and_leaves


@require_http_methods(["GET", "HEAD", "POST"])
def prepare_determination(request: PortalRequest) -> HttpResponse:
    """What is asked, then the answers once more, then it is done; `change` leads back with everything typed."""
    programme, at = programme_of(request), timezone.now()
    if programme is None or not can_prepare_determination(request.standing, programme):
        raise Http404
    if request.method != "POST" and (stands := standing_determination(programme)):
        messages.info(request, who_was_first(stands))
        return redirect("determinations")
    lines = paying_lines(programme)
    form = PrepareForm(request.POST or None, lines=lines, written_for=programme, working_in=request.standing.programme)
    page = "prepare"
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "prepare" in request.POST and (determination := prepared(request, programme, form, at)):
            return redirect("determination", determination.pk)
        page = "check" if form.is_valid() else "prepare"
    context = {
        "programme": programme,
        "form": form,
        "lines": lines,
        "cancel_url": reverse("determinations"),
        **foreseen(programme, at),
    }
    return render(request, f"grants/determinations/{page}.html", context)


def foreseen(programme: Programme, at: datetime) -> dict[str, Any]:
    """What it would come to now, or why it cannot be decided."""
    window, leaves = window_and_leaves(programme)
    try:
        eligibility = services.determinable(programme, at, window)
    except errors.NotDeterminableError as error:
        return {"why_not": why_not(error, programme)}
    reckoning = reckoned(eligibility)
    other = compared(reckoning)
    return {
        "reckoning": reckoning,
        "other": other,
        "bases": bases_of(reckoning, other),
        "late": late_leaves(leaves, eligibility, at),
    }


def reckoned(eligibility: Eligibility) -> Reckoning:
    """The live facts, with names."""
    return Reckoning(eligibility.result, {code: one.area for code, one in eligibility.progress.items()})


def prepared(request: PortalRequest, programme: Programme, form: PrepareForm, at: datetime) -> Determination | None:
    """Freeze it, and say so; None when it is refused, and the form says why. Pressed twice, it is prepared once."""
    minute, line = form.cleaned_data["minute"], form.chosen
    try:
        determination = services.prepare_determination(
            programme=programme, line=line, minute=minute, by=request.user, at=at
        )
    except errors.DeterminationStandsError as error:
        if is_the_same(error.determination, request, form):
            return error.determination
        form.add_error(None, _("Nothing was prepared. %(who)s") % {"who": who_was_first(error.determination)})
    except errors.LineTooSmallError as error:
        form.add_error("line", too_small(error))
    except errors.NotDeterminableError as error:
        form.add_error(None, _("Nothing was prepared. %(why)s") % {"why": why_not(error, programme)})
    except (errors.NotAllowedError, ProgrammeClosedError):
        raise Http404 from None
    else:
        messages.success(request, _("The decision is prepared. Another person must confirm it."))
        return determination
    return None


def is_the_same(determination: Determination, request: PortalRequest, form: PrepareForm) -> bool:
    """Whether the button was pressed twice: the same person, minute and line."""
    same = (determination.minute, determination.line_id) == (form.cleaned_data["minute"], form.chosen.pk)
    return same and determination.state == Determination.State.PREPARED and determination.prepared_by == request.user
