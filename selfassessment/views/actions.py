"""A partnership's learning plan: to read and take away, and its actions to add, change, do and give up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from kit.tables.columns import Column
from kit.tables.exports import asked_format, export_response
from partnerships.errors import ProgrammeClosedError
from partnerships.http import PortalRequest
from partnerships.models import Partnership
from selfassessment.errors import ActionChangedError, NoSuchThemeError, NotCompletedError
from selfassessment.forms.actions import ActionForm, AddActionForm, DropForm
from selfassessment.models import Action
from selfassessment.permissions.actions import can_plan, could_plan
from selfassessment.selectors.actions import Plan, plan_for, visible_actions
from selfassessment.selectors.frameworks import words_of
from selfassessment.services import actions as services

CLOSED = _lazy("The year has been closed. Nothing was saved")
FORM = require_http_methods(["GET", "HEAD", "POST"])
COLUMNS = [
    Column(_lazy("Theme"), lambda each: each[0].title),
    Column(_lazy("What will be done"), lambda each: each[1].what),
    Column(_lazy("Who sees to it"), lambda each: each[1].who),
    Column(_lazy("By when"), lambda each: each[1].by_when),
    Column(_lazy("Done on"), lambda each: each[1].done_on),
]


def plan_of(request: PortalRequest, pk: int) -> Plan:
    """A plan that one may read; missing and forbidden alike are 404."""
    plan = plan_for(request.standing, pk)
    if plan is None:
        raise Http404
    return plan


@require_safe
def actions(request: PortalRequest, pk: int) -> HttpResponseBase:
    """The plan by theme, those that ask for an action first."""
    plan = plan_of(request, pk)
    if kind := asked_format(request):
        name = _("Learning plan {area}").format(area=plan.partnership.area)
        return export_response(kind, filename=name, columns=COLUMNS, items=plan.actions)
    context = {
        "plan": plan,
        "partnership": plan.partnership,
        "programme": plan.partnership.programme,
        "may_plan": can_plan(request.standing, plan.partnership) and plan.completion is not None,
    }
    return render(request, "selfassessment/actions/actions.html", context)


@FORM
def add_action(request: PortalRequest, pk: int, theme: str) -> HttpResponse:
    """An action against a theme; sent twice, it is there once."""
    plan = plan_of(request, pk)
    found = plan.theme(theme)
    if found is None or plan.completion is None or not may_write(request, plan.partnership):
        raise Http404
    back = reverse("actions", args=[pk])
    form = AddActionForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        deed: dict[str, Any] = {"wording": form.wording, "by": request.user, "at": timezone.now()}
        try:
            services.add_action(partnership=plan.partnership, theme=theme, **deed)
        except (NotCompletedError, NoSuchThemeError):
            raise Http404 from None
        except ProgrammeClosedError:
            form.add_error(None, CLOSED)
        else:
            messages.success(request, _("The action is in the plan."))
            return redirect(back)
    context = {"form": form, "theme": found, "words": plan.words, "partnership": plan.partnership}
    return render(request, "selfassessment/actions/add.html", context)


def may_write(request: PortalRequest, partnership: Partnership) -> bool:
    """Whether there is a page to write on; whoever sends one that the closing of the year overtook gets it back."""
    return (could_plan if request.method == "POST" else can_plan)(request.standing, partnership)


def action_for(request: PortalRequest, pk: int) -> Action:
    """An action that one may write; missing and forbidden alike are 404."""
    action = get_object_or_404(visible_actions(request.standing), pk=pk)
    if not may_write(request, action.partnership):
        raise Http404
    return action


def form_for(request: PortalRequest, action: Action) -> ActionForm:
    """With what stands, and who wrote it where it is newer than what the page showed."""
    overtaken = request.POST.get("version", "") not in ("", str(action.version))
    return ActionForm(
        request.POST or None,
        action=action,
        today=timezone.localdate(),
        cancel_url=reverse("actions", args=[action.partnership_id]),
        changed_by=str(action.written_by) if overtaken else "",
    )


@FORM
def change_action(request: PortalRequest, pk: int) -> HttpResponse:
    """Other words, another date, or done; of two people at once the second is told."""
    action = action_for(request, pk)
    form = form_for(request, action)
    if request.method == "POST" and not action.dropped_at and form.is_valid():
        deed: dict[str, Any] = {
            "seen": form.seen_version,
            "wording": form.wording,
            "by": request.user,
            "at": timezone.now(),
        }
        try:
            services.change_action(action=action, **deed)
        except ActionChangedError:
            action = action_for(request, pk)
            form = form_for(request, action)
            form.is_valid()
        except ProgrammeClosedError:
            form.add_error(None, CLOSED)
        else:
            messages.success(request, _("The action is saved."))
            return redirect("actions", action.partnership_id)
    if action.dropped_at:
        return given_up(request, action)
    return render(request, "selfassessment/actions/change.html", context_of(action, form))


@FORM
def drop_action(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask, saying what follows, and give it up; pressed twice, it was given up once."""
    action = action_for(request, pk)
    form = DropForm(request.POST or None, version=action.version)
    if request.method == "POST" and not action.dropped_at and form.is_valid():
        try:
            services.drop_action(action=action, seen=form.seen_version, by=request.user, at=timezone.now())
        except ActionChangedError:
            action = action_for(request, pk)
            form = DropForm(request.POST, version=action.version)
            form.is_valid()
        except ProgrammeClosedError:
            form.add_error(None, CLOSED)
        else:
            return given_up(request, action)
    if action.dropped_at:
        return given_up(request, action)
    context = {**context_of(action, form), "cancel_url": reverse("change_action", args=[pk])}
    return render(request, "selfassessment/actions/drop.html", context)


def context_of(action: Action, form: ActionForm | DropForm) -> dict[str, Any]:
    """What the pages of an action show."""
    title = next(theme.title for theme in words_of(action.made_on).themes if theme.key == action.theme)
    return {"form": form, "action": action, "partnership": action.partnership, "theme": title}


def given_up(request: PortalRequest, action: Action) -> HttpResponse:
    """To the plan, saying that the action is no longer in it."""
    messages.success(request, _("“{what}” is given up and no longer in the plan.").format(what=action.what))
    return redirect("actions", action.partnership_id)
