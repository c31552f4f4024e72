"""Sign in as anybody with one click, and have a report made."""

from allauth.account.internal.flows.login import record_authentication
from csp.constants import NONE, SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from demonstration.models import CaughtMail, Guest
from demonstration.rules.letters import for_a_frame, hashes_of_styles, links_in
from demonstration.selectors.guests import guests_with_roles
from demonstration.selectors.moments import days_moved
from demonstration.selectors.outbox import guest_with, mails_to, readers
from demonstration.selectors.report import SAMPLE_REPORT
from demonstration.services.report import ask_for_sample_report
from kit.documents.selectors import latest_edition
from kit.documents.serving import serve_edition
from kit.govuk_ui.filters import Choice, Filters, Words
from kit.govuk_ui.table import breakable, link, two_lines
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_response
from partnerships.http import PortalRequest

COLUMNS = [
    Column(
        _("Email"),
        lambda each: each.subject,
        cell=lambda each: link(reverse("caught_mail", args=[each.pk]), each.subject),
    ),
    Column(
        _("To"),
        lambda each: each.to,
        cell=lambda each: two_lines(each.name, breakable(each.to)) if each.name else breakable(each.to),
    ),
    Column(_("Caught"), lambda each: each.caught_at),
]


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
    there = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    return HttpResponseRedirect(there) if is_here else redirect("home")


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponseBase:
    """The newest mails first, for anybody who looks round; of one reader when asked."""
    words = Words(_("Name, email or subject"))
    filters = Filters(request, words, Choice("to", _("Reader"), readers(), say_label=False))
    listing = Listing(
        caption=_("Outbox"),
        counted=ngettext_lazy("%(count)s email", "%(count)s emails", "count"),
        columns=COLUMNS,
        items=mails_to(filters.given("to"), filters.given("q")),
        downloads=False,
    )
    return list_response(request, "demonstration/outbox.html", listing, {"filters": filters})


@login_not_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def caught_mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail, as a mail program shows it and as text; its links open as for the person it is for."""
    mail = get_object_or_404(CaughtMail, pk=mail_id)
    facts = {"mail": mail, "guest": guest_with(mail.to), "links": links_in(mail.text, settings.BASE_URL)}
    return render(request, "demonstration/caught_mail.html", facts)


@login_not_required
@require_safe
@xframe_options_sameorigin
def caught_html(request: HttpRequest, mail_id: int) -> HttpResponse:
    """The HTML of one mail, for the frame on its page: no script, nothing from elsewhere, only its own style sheet."""
    mail = get_object_or_404(CaughtMail, pk=mail_id)
    html = for_a_frame(mail.html)
    response = HttpResponse(html)
    response._csp_config = {  # type: ignore[attr-defined]
        "default-src": [NONE],
        "style-src": hashes_of_styles(html) or [NONE],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-same-origin", "allow-top-navigation-by-user-activation"],  # its page asks how long it is
    }
    return response


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
