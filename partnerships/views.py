"""Acting in one role or another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnerships.http import PortalRequest
from partnerships.models import Role
from partnerships.selectors import CHOSEN_ROLE
from partnerships.services import note_role_switched


@require_POST
def switch_role(request: PortalRequest) -> HttpResponse:
    """Act in another role that one holds today, without signing out."""
    held = Role.objects.held_on(timezone.localdate()).filter(person=request.user)
    key = request.POST.get("role", "")
    role = get_object_or_404(held, pk=key if key.isascii() and key.isdecimal() and len(key) < 19 else None)
    note_role_switched(role=role, by=request.user, at=timezone.now())
    request.session[CHOSEN_ROLE] = role.pk
    messages.success(request, render_to_string("partnerships/role_switched.txt", {"role": role}))
    return redirect("home")
