"""One's own account: what others see, how one signs in, and where one is signed in."""

from copy import copy
from typing import cast

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import selectors
from accounts.errors import NotYourSessionError
from accounts.forms import DetailsForm
from accounts.models import Person
from accounts.services import people
from accounts.services import sessions as services


def me(request: HttpRequest) -> Person:
    """The person signed in, read once in each request."""
    return cast(Person, request.user)


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Everything about one's account, with a link to change each."""
    rows = selectors.sessions_of(me(request), current=request.session.session_key, at=timezone.now())
    changing = EmailVerificationProcess.resume(request)
    context = {
        "person": request.user,
        "has_second_step": selectors.has_second_step(me(request)),
        "sessions": rows,
        "new_email": changing.email if changing else "",
    }
    return render(request, "accounts/overview.html", context)


@login_required
def change_details(request: HttpRequest) -> HttpResponse:
    """Name and phone number."""
    person = me(request)
    form = DetailsForm(request.POST or None, instance=copy(person))  # it fills in its instance even when it is wrong
    if request.method == "POST" and form.is_valid():
        people.change_details(person=person, by=person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your details are changed."))
        return redirect("account")
    return render(request, "accounts/details.html", {"form": form})


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Every browser in which one is signed in."""
    rows = selectors.sessions_of(me(request), current=request.session.session_key, at=timezone.now())
    return render(request, "accounts/sessions.html", {"sessions": rows})


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out in one browser; one's own only."""
    try:
        services.end_session(pk=pk, person=me(request), by=me(request), at=timezone.now())
    except NotYourSessionError as error:
        raise Http404 from error
    messages.success(request, _("That session has ended."))
    return redirect("sessions")


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    keep = request.session.session_key
    count = services.end_sessions(person=me(request), by=me(request), at=timezone.now(), keep=keep)
    messages.success(request, ngettext("%(n)d session has ended.", "%(n)d sessions have ended.", count) % {"n": count})
    return redirect("sessions")
