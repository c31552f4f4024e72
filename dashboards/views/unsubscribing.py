"""Leaving what one subscribed to, with one click and by no other right than the link. Source: RFC 8058."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.errors import LinkRefusedError
from accounts.models import Link
from accounts.rules.message_links import LEAVING, kind_in
from accounts.selectors import find_link
from notices.rules.kinds import Kind, known
from notices.selectors.choices import has_left
from notices.services.choices import leave

BY_ONE_CLICK, BY_BUTTON = "one-click", "button"


@csrf_exempt  # a mail program presses the button; the token is its right to (RFC 8058, 3.2)
@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing; a POST leaves, and is answered without a redirect. Raises LinkRefusedError."""
    link = find_link(token=token, purpose=LEAVING, at=timezone.now())
    kind = kind_to_leave(link)
    if request.method == "POST":
        how = BY_ONE_CLICK if request.POST.get("List-Unsubscribe") == "One-Click" else BY_BUTTON
        wording = f"{kind.label} ({how})"
        leave(kind=kind.name, person=link.person, address=link.email, wording=wording, at=timezone.now())
    done = has_left(kind.name, person_id=link.person_id, address=link.email)
    whose = link.person.email if link.person else link.email
    return render(request, "dashboards/choices/unsubscribe.html", {"kind": kind, "done": done, "address": whose})


def kind_to_leave(link: Link) -> Kind:
    """The kind that a link is about; raises LinkRefusedError when there is none any more, or none to leave."""
    kind = known.get(kind_in(link.subject))
    if kind is None or not kind.can_be_chosen:
        raise LinkRefusedError
    return kind
