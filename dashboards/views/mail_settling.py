"""Settling what nobody knows: whoever asked the reader says whether an email arrived."""

from typing import Literal, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from dashboards.selectors.mail import visible_messages
from notices.errors import NotDoubtfulError, SecretGoneError
from notices.models import Message
from notices.services.settling import settle
from partnerships.http import PortalRequest

VERDICTS = ("sent", "again")


@require_POST
def settle_message(request: PortalRequest, message_id: int) -> HttpResponse:
    """Of two who settle one message the first is believed, and the second is told what the first said."""
    message = get_object_or_404(visible_messages(request.standing), pk=message_id)
    verdict = request.POST.get("verdict", "")
    if verdict not in VERDICTS:
        messages.warning(request, said("nothing_said", message))
        return redirect("message", message.pk)
    try:
        known = cast("Literal['sent', 'again']", verdict)
        settle(message=message, verdict=known, by=request.user, at=timezone.now())
    except NotDoubtfulError:
        messages.warning(request, said("settled_before", visible_messages(request.standing).get(pk=message.pk)))
    except SecretGoneError:
        messages.warning(request, said("secret_gone", message))
    else:
        messages.success(request, said(verdict, message))
    if request.POST.get("back") == "health":
        return redirect("mail_health")
    return redirect("message", message.pk)


def said(code: str, message: Message) -> str:
    """A sentence of `dashboards/mail/settled.html`."""
    return " ".join(render_to_string("dashboards/mail/settled.html", {"code": code, "message": message}).split())
