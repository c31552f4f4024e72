"""The one page of this room that is for machines: where a mail service tells what came back."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notices.hooks import events_in, service_view
from notices.services.bounces import take

logger = logging.getLogger(__name__)


@csrf_exempt  # a mail service tells; its secret or signature is its right to
@login_not_required
@require_http_methods(["HEAD", "POST"])
def mail_webhook(request: HttpRequest) -> HttpResponse:
    """Take what a service tells; 404 where none is configured with a secret, 400 where it is not known by it."""
    view = service_view()
    if view is None:
        raise Http404
    if request.method == "HEAD":  # some look whether anybody is there
        return HttpResponse()
    try:
        events = list(events_in(request, view))
    except SuspiciousOperation:
        raise
    except Exception as problem:  # whatever a service's parser makes of a body that is none
        logger.warning("A mail service told what cannot be read: %s", type(problem).__name__)
        return HttpResponseBadRequest()
    take(events=events, at=timezone.now())
    return HttpResponse()
