"""Sign in as anybody with one click, and read the mail they would get."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from demonstration.models import CaughtMail, Guest
from demonstration.selectors.guests import guests_with_roles
from demonstration.selectors.moments import days_moved
from demonstration.selectors.report import SAMPLE_REPORT
from demonstration.services.report import ask_for_sample_report
from kit.documents.selectors import latest_edition
from kit.documents.serving import serve_edition
from partnerships.http import PortalRequest

SHOWN = 50


@login_not_required
@require_safe
def demonstration(request: HttpRequest) -> HttpResponse:
    """Everybody one can be."""
    facts = {"groups": guests_with_roles(at=timezone.now()), "days_moved": days_moved()}
    return render(request, "demonstration/demonstration.html", facts)


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, guest_id: int) -> HttpResponse:
    """Become an invented person; only those whom the demonstration made can be chosen."""
    guest = get_object_or_404(Guest.objects.select_related("person"), pk=guest_id, person__is_active=True)
    login(request, guest.person)
    record_authentication(request, guest.person, method="demonstration")  # nobody asks again at once
    return redirect("home")


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest messages, for anybody who looks round."""
    return render(request, "demonstration/outbox.html", {"mails": CaughtMail.objects.all()[:SHOWN], "shown": SHOWN})


@login_not_required
@require_safe
def caught_mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One message, as it would have been read."""
    return render(request, "demonstration/caught_mail.html", {"mail": get_object_or_404(CaughtMail, pk=mail_id)})


@require_POST
def make_sample_report(request: PortalRequest) -> HttpResponse:
    """Ask for the sample report, and follow it being made."""
    title = gettext("Making the sample report")
    job = ask_for_sample_report(by=request.user, title=title, at=timezone.now())
    return redirect("job", job_id=job.pk)


@require_safe
def sample_report(request: PortalRequest) -> HttpResponseBase:
    """The newest sample report that this person asked for, as a PDF."""
    edition = latest_edition(SAMPLE_REPORT, subject=str(request.user.pk))
    if edition is None:
        raise Http404
    return serve_edition(edition)
