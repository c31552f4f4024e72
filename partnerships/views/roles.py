"""Acting in one role or another."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnerships.http import PortalRequest
from partnerships.selectors.standing import CHOSEN_ROLE
from partnerships.services.roles import note_role_switched


@require_POST
def switch_role(request: PortalRequest) -> HttpResponse:
    """Act in another role that one holds today, without signing out."""
    chosen = request.POST.get("role")
    role = next((held for held in request.standing.roles if str(held.pk) == chosen), None)
    if role is None:
        raise Http404
    note_role_switched(role=role, by=request.user, at=timezone.now())
    request.session[CHOSEN_ROLE] = role.pk
    messages.success(request, render_to_string("partnerships/role_switched.txt", {"role": role}))
    return redirect("home")
