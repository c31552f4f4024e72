"""How far one text to many is, while it goes and afterwards; and stopping it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dashboards.selectors.mail import delivery_of, visible_mailings
from dashboards.selectors.mail_words import label_of, words_of_mailing
from notices.services.mailings import AlreadyCancelledError, cancel
from partnerships.http import PortalRequest


@require_safe
def mailing(request: PortalRequest, mailing_id: int) -> HttpResponse:
    """How many have it. HTMX asks for the part that changes alone; without a script the whole page comes again."""
    found = get_object_or_404(visible_mailings(request.standing), pk=mailing_id)
    subject, text = words_of_mailing(found)
    context = {
        "mailing": found,
        "subject": subject,
        "text": text,
        "kind": label_of(found.kind),
        "delivery": delivery_of(found),
    }
    template = "dashboards/mail/progress.html" if request.htmx else "dashboards/mail/mailing.html"
    return render(request, template, context)


@require_POST
def cancel_mailing(request: PortalRequest, mailing_id: int) -> HttpResponse:
    """Stop what has not gone yet; of two at once one stops it, and the other is told."""
    found = get_object_or_404(visible_mailings(request.standing), pk=mailing_id)
    try:
        number = cancel(mailing=found, by=request.user, at=timezone.now())
    except AlreadyCancelledError:
        messages.warning(request, said(None))
    else:
        messages.success(request, said(number))
    return redirect("mailing", found.pk)


def said(number: int | None) -> str:
    """What came of it: so many do not go; None when somebody was first."""
    return " ".join(render_to_string("dashboards/mail/cancelled.html", {"number": number}).split())
