"""Where the decision on a year's grants stands, and putting aside or confirming what was prepared."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from grants import errors
from grants.models import Determination
from grants.permissions import determinations as may
from grants.selectors.decided import determinations_in
from grants.selectors.proof import proof_of
from grants.selectors.refusals import too_small, who_was_first, why_not
from grants.selectors.standing import sums_of, who_could_confirm
from grants.services import determining as services
from grants.views.finding import determination_for
from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Programme
from partnerships.permissions.programmes import manages
from partnerships.rules.deadlines import local_day
from projects.permissions.projects import can_decide_submission

FORM = require_http_methods(["GET", "HEAD", "POST"])
State = Determination.State
DONE = {
    State.CONFIRMED: gettext_lazy(
        "The decision is confirmed. Awards and letters are ready. Representatives and champions are told by email."
    ),
    State.DISCARDED: gettext_lazy("What was prepared is put aside. The decision can be prepared anew."),
}


@require_safe
def determinations(request: PortalRequest) -> HttpResponse:
    """What stands, why none can be prepared now, and what was put aside."""
    standing, programme, at = request.standing, request.standing.programme, timezone.now()
    if programme is None or not may.can_see_some_determinations(standing, programme):
        raise Http404
    seen = determinations_in(standing, programme)
    stands = next((one for one in seen if one.state != State.DISCARDED), None)
    sees_all = may.can_see_determinations(standing, programme)
    waits = stands is not None and stands.state == State.PREPARED
    context = {
        "programme": programme,
        "stands": stands,
        "sums": sums_of(stands) if stands else None,
        "discarded": [one for one in seen if one.state == State.DISCARDED],
        "may_prepare": may.can_prepare_determination(standing, programme),
        "why_not": why_not_now(programme, at) if stands is None and sees_all else "",
        "sees_all": sees_all,
        "sees_awards": may.can_see_some_awards(standing, programme),
        "decides_submission": can_decide_submission(standing, programme),
        "may_confirm": stands is not None and may.can_confirm_determination(standing, stands, request.user.pk),
        "others": who_could_confirm(stands, on=local_day(at)) if stands and waits else [],
        "is_preparer": stands is not None and stands.prepared_by_id == request.user.pk,
    }
    return render(request, "grants/determinations/determinations.html", context)


def why_not_now(programme: Programme, at: datetime) -> str:
    """What stands in the way of deciding now; empty when nothing does."""
    try:
        services.determinable(programme, at)
    except errors.NotDeterminableError as error:
        return why_not(error, programme)
    return ""


@FORM
def confirm_determination(request: PortalRequest, pk: int) -> HttpResponse:
    """What confirming does; then do it. Whoever comes second is told who did."""
    determination, at = determination_for(request, pk), timezone.now()
    if not manages(request.standing, determination.programme) or determination.programme.is_closed:
        raise Http404
    if request.method == "POST":
        told(
            request,
            determination.programme,
            lambda: services.confirm_determination(determination=determination, by=request.user, at=at),
        )
        return redirect("determination", pk)
    if not may.can_confirm_determination(request.standing, determination, request.user.pk):
        messages.info(request, why_not_you(determination))
        return redirect("determination", pk)
    context = {
        "determination": determination,
        "programme": determination.programme,
        "proof": proof_of(determination),
        "cancel_url": reverse("determination", args=[pk]),
    }
    return render(request, "grants/determinations/confirm.html", context)


def why_not_you(determination: Determination) -> str:
    """It was decided already, or they prepared it."""
    if determination.state != State.PREPARED:
        return who_was_first(determination)
    return _("You prepared this decision, so another manager must confirm it.")


@FORM
def discard_determination(request: PortalRequest, pk: int) -> HttpResponse:
    """Put aside what was prepared, to prepare it anew."""
    determination, at = determination_for(request, pk), timezone.now()
    if not may.can_prepare_determination(request.standing, determination.programme):
        raise Http404
    if request.method == "POST":
        told(
            request,
            determination.programme,
            lambda: services.discard_determination(determination=determination, by=request.user, at=at),
        )
        return redirect("determinations")
    if determination.state != State.PREPARED:
        messages.info(request, who_was_first(determination))
        return redirect("determination", pk)
    context = {
        "determination": determination,
        "programme": determination.programme,
        "cancel_url": reverse("determination", args=[pk]),
    }
    return render(request, "grants/determinations/discard.html", context)


def told(request: PortalRequest, programme: Programme, decide: Callable[[], Determination]) -> None:
    """Decide, and say what came of it; pressed twice, the second time says what stands."""
    try:
        determination = decide()
    except errors.SamePersonError:
        messages.error(request, _("You prepared this decision, so another manager must confirm it."))
    except errors.DecidedAlreadyError as error:
        said = who_was_first(error.determination)
        messages.info(request, _("%(said)s Nothing more was done.") % {"said": said})
    except errors.FactsChangedError:
        messages.error(request, _("Nothing was confirmed: something has changed since this was prepared. See below."))
    except errors.LineTooSmallError as error:
        messages.error(request, _("Nothing was confirmed. %(why)s") % {"why": too_small(error)})
    except errors.NotDeterminableError as error:
        messages.error(request, _("Nothing was confirmed. %(why)s") % {"why": why_not(error, programme)})
    except (errors.NotAllowedError, ProgrammeClosedError):
        raise Http404 from None
    else:
        messages.success(request, str(DONE[State(determination.state)]))
