"""Asking somebody to take a role, and what becomes of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from audit.models import Entry
from partnerships.errors import InvitationClosedError, ProgrammeClosedError, RoleOutsideYearError, RoleRefusedError
from partnerships.forms.invitations import AS_DEPUTY, InviteForm, InviteInProgrammeForm, KindForm
from partnerships.forms.written_for import PressForm
from partnerships.http import PortalRequest
from partnerships.models import Invitation, Programme, Role
from partnerships.permissions import people as may
from partnerships.selectors.invitations import visible_invitations
from partnerships.selectors.partnerships import visible_partnerships
from partnerships.selectors.people import nameable_partnerships
from partnerships.selectors.sending import MOST_AT_ONCE, waiting_to_be_sent
from partnerships.services import invitations as services
from partnerships.views.closing import told_when_closed
from partnerships.views.people import its_programme

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@told_when_closed
def invite(request: PortalRequest) -> HttpResponse:
    """First which role, then whom: `?kind=` says the role."""
    programme = its_programme(request)
    kinds = list(may.kinds_to_name(request.standing, programme))
    if not kinds:  # whoever sees people may name some, until the year is closed
        raise ProgrammeClosedError
    kind = request.GET.get("kind", "")
    if kind not in [*kinds, *([AS_DEPUTY] if Role.Kind.MANAGER in kinds else [])]:
        which = KindForm(request.GET or None, kinds=kinds, programme=programme)
        return render(request, "partnerships/people/which_role.html", {"form": which, "programme": programme})
    asks_places = kind in (*Role.OF_A_PARTNERSHIP, *Role.WITH_ASSIGNMENTS)
    form = InviteInProgrammeForm(
        request.POST or None,
        written_for=programme,
        working_in=request.standing.programme,
        programme=programme,
        kind=kind,
        places=list(nameable_partnerships(request.standing, programme)) if asks_places else [],
        today=timezone.localdate(),
        manages=may.can_manage_people(request.standing, programme),
    )
    return asked(request, form)


@FORM
@told_when_closed
def invite_to(request: PortalRequest, pk: int) -> HttpResponse:
    """A representative or the champion of one partnership; `?kind=` says which, else it is asked."""
    partnership = get_object_or_404(visible_partnerships(request.standing), pk=pk)
    if not may.can_see_invitations_of(request.standing, partnership):
        raise Http404
    if not may.can_name_people_of(request.standing, partnership):
        raise ProgrammeClosedError
    kind = request.GET.get("kind", "")
    form = InviteForm(
        request.POST or None,
        programme=partnership.programme,
        kind=kind if kind in Role.OF_A_PARTNERSHIP else "",
        kinds=Role.OF_A_PARTNERSHIP,
        partnership=partnership,
        today=timezone.localdate(),
        manages=may.can_manage_people(request.standing, partnership.programme),
    )
    return asked(request, form)


def asked(request: PortalRequest, form: InviteForm) -> HttpResponse:
    """Write the invitation down and send it, or leave it for later; what the rule refuses stands beside its field."""
    if request.method == "POST" and form.is_valid():
        asked = services.Asked(**form.facts())
        try:
            invitation = services.invite(programme=form.programme, asked=asked, by=request.user, at=timezone.now())
        except RoleRefusedError as error:
            form.refuse(error.refusal)
        except RoleOutsideYearError as error:  # the year's days were changed meanwhile
            form.refuse_days(error.field)
        else:
            return invited(request, invitation)
    context = {"form": form, "programme": form.programme, "partnership": form.asked_of, "back": reverse("people")}
    return render(request, "partnerships/people/invite.html", context)


def invited(request: PortalRequest, found: Invitation) -> HttpResponse:
    """On to the invitation, which is on its way or waits."""
    if "later" not in request.POST:
        return sent(request, found)
    messages.success(request, _("The invitation is saved. It has not been sent."))
    return redirect("invitation", pk=found.pk)


def the_invitation(request: PortalRequest, pk: int) -> Invitation:
    """Missing and forbidden alike are 404."""
    seen = visible_invitations(request.standing).with_standing(timezone.localdate())
    return get_object_or_404(seen, pk=pk)


def to_be_changed(request: PortalRequest, pk: int) -> Invitation:
    """Missing and forbidden alike are 404; raises ProgrammeClosedError."""
    found = the_invitation(request, pk)
    if found.programme.is_closed:
        raise ProgrammeClosedError
    if not may.can_change_naming(request.standing, found):
        raise Http404
    return found


@FORM
@told_when_closed
def invitation(request: PortalRequest, pk: int) -> HttpResponse:
    """What was asked of whom, and its history; send it, send it again, or withdraw it."""
    if request.method == "POST":
        return sent(request, to_be_changed(request, pk))
    found, now = the_invitation(request, pk), timezone.now()
    context = {
        "invitation": found,
        "state": found.state_at(now),
        "fallen": not found.stands and found.state_at(now) in (Invitation.State.SENT, Invitation.State.EXPIRED),
        "changes": may.can_change_naming(request.standing, found),
        "history": Entry.objects.about(found).select_related("actor").order_by("at", "pk"),
        "areas": [place.area for place in found.assigned.all()] if found.kind in Role.WITH_ASSIGNMENTS else [],
    }
    return render(request, "partnerships/people/invitation.html", context)


def sent(request: PortalRequest, found: Invitation) -> HttpResponse:
    """Send it, or send it again."""
    try:
        services.send_invitation(invitation=found, by=request.user, at=timezone.now())
        messages.success(request, _("The invitation is sent to %(email)s.") % {"email": found.email})
    except InvitationClosedError:
        messages.error(request, _("The invitation has been accepted or withdrawn. It was not sent."))
    return redirect("invitation", pk=found.pk)


@FORM
@told_when_closed
def withdraw_invitation(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask, then withdraw: the links no longer work."""
    found = to_be_changed(request, pk)
    if request.method == "POST":
        try:
            services.withdraw_invitation(invitation=found, by=request.user, at=timezone.now())
            messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
        except InvitationClosedError:
            messages.error(request, _("The invitation has been accepted or withdrawn already."))
        return redirect("invitation", pk=found.pk)
    context = {"invitation": found, "cancel_url": reverse("invitation", args=[found.pk])}
    return render(request, "partnerships/people/withdraw.html", context)


@FORM
@told_when_closed
def send_invitations(request: PortalRequest) -> HttpResponse:
    """Everybody who would get an email, and everybody who would not with the reason; then send."""
    programme = its_programme(request)
    if not may.manages(request.standing, programme):
        raise Http404
    if programme.is_closed:
        raise ProgrammeClosedError
    waiting = waiting_to_be_sent(programme, timezone.localdate())
    going = [one.invitation for one in waiting if one.goes]
    press = PressForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    if request.method == "POST" and press.is_valid():
        return sent_all(request, programme, going)
    context = {
        "press": press,
        "programme": programme,
        "going": going[:MOST_AT_ONCE],
        "later": len(going[MOST_AT_ONCE:]),
        "staying": [one for one in waiting if not one.goes],
    }
    return render(request, "partnerships/people/send.html", context)


def sent_all(request: PortalRequest, programme: Programme, going: list[Invitation]) -> HttpResponse:
    """Those that the page named and that still wait, each once."""
    named = set(request.POST.getlist("invitation"))
    chosen = [invitation for invitation in going if str(invitation.pk) in named][:MOST_AT_ONCE]
    count = services.send_ready(invitations=chosen, by=request.user, at=timezone.now())
    if count:
        said = ngettext("%(n)d invitation is sent.", "%(n)d invitations are sent.", count) % {"n": count}
        messages.success(request, said)
    else:
        messages.info(request, _("No invitation was sent: none of these was waiting any more."))
    return redirect("people")
