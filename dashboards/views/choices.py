"""Which emails come, and when: chosen by each person, signed in or by the link in an email, and by a programme."""

from collections.abc import Collection

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.errors import LinkRefusedError
from accounts.models import Person
from accounts.rules.message_links import CHOOSING
from accounts.selectors import find_link
from dashboards.forms.choices import OwnChoicesForm, ProgrammeChoicesForm, fixed
from notices.errors import ChoicesChangedError
from notices.selectors.choices import last_change, programmes_choices, shown_to
from notices.services import choices as services
from partnerships.http import PortalRequest, programme_of
from partnerships.models import Programme
from partnerships.permissions.programmes import can_change_programme, manages
from partnerships.selectors.standing import held_by
from partnerships.selectors.year_sentences import in_full

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def message_choices(request: PortalRequest) -> HttpResponse:
    """One's own choices."""
    held = {(role.programme_id, str(role.kind)) for role in request.standing.roles}
    return chosen_by(request, request.user, held, "own")


@FORM
@login_not_required
@sensitive_variables("token")
def message_choices_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link at the foot of an email, which opens nothing else; raises LinkRefusedError."""
    link = find_link(token=token, purpose=CHOOSING, at=timezone.now())
    if link.person is None:
        raise LinkRefusedError
    return chosen_by(request, link.person, held_by(link.person, on=timezone.localdate()), "by_link")


def chosen_by(request: HttpRequest, person: Person, held: Collection[tuple[int, str]], page: str) -> HttpResponse:
    """Show what a person has chosen of what may reach them by the roles `held`, or keep what they choose now."""
    form = own_form(request, person, held)
    if request.method == "POST" and form.is_valid():
        if own_kept(person, form):
            messages.success(request, _("Your choices are saved."))
            return redirect(request.path)
        form = own_form(request, person, held)  # which now knows of the other tab or link, and says so
    return render(request, f"dashboards/choices/{page}.html", {"form": form, "fixed": fixed(), "person": person})


def own_form(request: HttpRequest, person: Person, held: Collection[tuple[int, str]]) -> OwnChoicesForm:
    """The form with what the person has chosen, and whose version that is."""
    shown = shown_to(person.pk, {programme for programme, _kind in held})
    return OwnChoicesForm(
        request.POST or None,
        shown=shown.modes,
        silent=shown.silent,
        roles={kind for _programme, kind in held},
        version=shown.version,
        changed_by=_("Another tab, a link in an email or your programme manager"),
    )


def own_kept(person: Person, form: OwnChoicesForm) -> bool:
    """Keep it, unless another tab or a link was faster this very moment."""
    try:
        services.choose(
            person=person,
            chosen=form.chosen,
            shown=form.stored_modes,
            seen=form.stored_version,
            by=person,
            at=timezone.now(),
        )
    except ChoicesChangedError:
        return False
    return True


@FORM
def programme_messages(request: PortalRequest) -> HttpResponse:
    """What the programme sends when nobody chooses otherwise, and what it sends to nobody."""
    programme = programme_of(request)
    if programme is None or not manages(request.standing, programme):
        raise Http404
    if request.method == "POST" and not can_change_programme(request.standing, programme):
        messages.warning(request, _("The year is closed. Nothing was changed."))
        return redirect("programme_messages")
    form = programme_form(request, programme)
    if request.method == "POST" and form.is_valid():
        if kept(request, programme, form):
            messages.success(request, _("Saved for {programme}.").format(programme=in_full(programme)))
            return redirect("programme_messages")
        form = programme_form(request, programme)  # which now knows that somebody was faster, and says so
    context = {"form": form, "programme": programme, "changes": can_change_programme(request.standing, programme)}
    return render(request, "dashboards/choices/programme.html", {**context, "fixed": fixed()})


def programme_form(request: PortalRequest, programme: Programme) -> ProgrammeChoicesForm:
    """The form with what the programme has chosen, and whose version that is."""
    last = last_change(programme.pk)
    return ProgrammeChoicesForm(
        request.POST or None,
        shown=programmes_choices([programme.pk])[programme.pk],
        version=last.version,
        changed_by=last.who,
        written_for=programme,
        working_in=request.standing.programme,
    )


def kept(request: PortalRequest, programme: Programme, form: ProgrammeChoicesForm) -> bool:
    """Keep it, unless another was faster this very moment."""
    try:
        services.choose_for_programme(
            programme_id=programme.pk,
            chosen=form.chosen,
            seen=form.stored_version,
            by=request.user,
            at=timezone.now(),
        )
    except ChoicesChangedError:
        return False
    return True
