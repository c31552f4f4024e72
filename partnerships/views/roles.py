"""Acting in one role or another; correcting and ending the roles of people."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kit.govuk_ui.formats import long_date
from partnerships.errors import (
    LastManagerError,
    ProgrammeClosedError,
    RoleChangedError,
    RoleOutsideYearError,
    RoleRefusedError,
)
from partnerships.forms.invitations import OUTSIDE_YEAR
from partnerships.forms.people import CorrectForm, EndForm
from partnerships.http import PortalRequest
from partnerships.models import Role
from partnerships.permissions.people import can_change_naming, can_manage_people
from partnerships.selectors.enrolment import refusal_sentence
from partnerships.selectors.invitations import standing_on
from partnerships.selectors.people import visible_roles
from partnerships.selectors.standing import CHOSEN_ROLE
from partnerships.services import roles as services
from partnerships.views.closing import back_to_people, told_when_closed

ASKING = (Role.Kind.MANAGER, Role.Kind.REPRESENTATIVE)  # who may invite others
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def switch_role(request: PortalRequest) -> HttpResponse:
    """Act in another role that one holds today, without signing out; `next` is the page from which one asked."""
    chosen = request.POST.get("role")
    role = next((held for held in request.standing.roles if str(held.pk) == chosen), None)
    if role is None:
        raise Http404
    services.note_role_switched(role=role, by=request.user, at=timezone.now())
    request.session[CHOSEN_ROLE] = role.pk
    messages.success(request, render_to_string("partnerships/role_switched.txt", {"role": role}).strip())
    way_back = request.POST.get("next", "")
    return HttpResponseRedirect(way_back) if is_own_path(way_back) else redirect("home")


def is_own_path(address: str) -> bool:
    """Whether an address that a form carried leads to a page of the portal, and nowhere else."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def the_role(request: PortalRequest, pk: int) -> Role:
    """One that may be changed; missing and forbidden alike are 404. Raises ProgrammeClosedError."""
    role = get_object_or_404(visible_roles(request.standing), pk=pk)
    if role.programme.is_closed:
        raise ProgrammeClosedError
    if not can_change_naming(request.standing, role):
        raise Http404
    return role


def last_manager(since: date) -> str:
    said = _("Nobody would manage the programme on %(day)s. Name another manager for that time first")
    return said % {"day": long_date(since)}


@FORM
@told_when_closed
def change_role(request: PortalRequest, pk: int) -> HttpResponse:
    """What somebody holds; its last day and the partnerships assigned may be corrected."""
    role = the_role(request, pk)
    looks_after = role.kind in Role.WITH_ASSIGNMENTS
    places = list(role.programme.partnerships.order_by("area", "tier")) if looks_after else []
    known: dict[str, object] = {"until": role.until}
    if looks_after:
        known["assigned"] = [str(place) for place in role.assigned.values_list("pk", flat=True)]
    form = CorrectForm(
        request.POST or None,
        initial=known,
        version=role.version,
        role=role,
        places=places,
        today=timezone.localdate(),
        by=None if can_manage_people(request.standing, role.programme) else request.user,
    )
    if request.method == "POST" and form.is_valid() and corrected(request, role, form):
        messages.success(request, _("The role is changed."))
        return back_to_people(request)
    return render(request, "partnerships/people/role.html", {"role": role, "form": form})


def corrected(request: PortalRequest, role: Role, form: CorrectForm) -> bool:
    """Whether it was written; otherwise the form says why not."""
    until = form.cleaned_data["until"]
    try:
        services.correct_role(
            role=role,
            until=until,
            assigned=form.assigned_places(),
            by=request.user,
            at=timezone.now(),
            seen=form.seen_version,
        )
    except RoleChangedError:
        form.refuse_overwriting()
    except LastManagerError as error:
        form.add_error("until", last_manager(error.since))
    except RoleOutsideYearError:
        form.add_error("until", OUTSIDE_YEAR)
    except RoleRefusedError as error:
        form.add_error("until", refusal_sentence(error.refusal))
    return form.is_valid()


@FORM
@told_when_closed
def end_role(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask for the last day, then end the role."""
    role = the_role(request, pk)
    today = timezone.localdate()
    first = min(filter(None, [max(today, role.since), role.until]))
    form = EndForm(request.POST or None, initial={"until": first}, version=role.version, role=role, today=today)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        try:
            services.end_role(role=role, until=until, by=request.user, at=timezone.now(), seen=form.seen_version)
        except RoleChangedError:
            form.refuse_overwriting()
        except LastManagerError as error:
            form.add_error("until", last_manager(error.since))
        else:
            said = {"name": role.person, "until": long_date(until)}
            messages.success(request, _("The role of %(name)s ends on %(until)s.") % said)
            return redirect("home") if role.person_id == request.user.pk else back_to_people(request)
    cancel = reverse("change_role", args=[role.pk])
    waiting = standing_on(role).count() if role.kind in ASKING else 0
    context = {"role": role, "form": form, "cancel_url": cancel, "waiting": waiting}
    return render(request, "partnerships/people/end_role.html", context)
