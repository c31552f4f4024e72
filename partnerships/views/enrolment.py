"""Accepting an invitation by the link in its email."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import SIGN_IN_ADDRESS
from accounts.models import Person
from partnerships.errors import AcceptanceRefusedError, ProgrammeClosedError, RoleRefusedError
from partnerships.forms.invitations import AcceptForm
from partnerships.models import Invitation
from partnerships.selectors.enrolment import refusal_sentence
from partnerships.selectors.invitations import Answer, answer_to, invitation_by
from partnerships.selectors.people import managers_of
from partnerships.selectors.standing import CHOSEN_ROLE
from partnerships.services.acceptance import Accepted
from partnerships.services.acceptance import accept_invitation as accept


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows and uses nothing up, since scanners of mail open links; POST accepts."""
    invitation = invitation_by(token, at=timezone.now())
    visitor = request.user if isinstance(request.user, Person) else None
    answer, refusal = answer_to(invitation, visitor), ""
    known = {"name": invitation.name, "phone": invitation.phone}
    form = AcceptForm(request.POST or None, initial=known) if answer is Answer.NEW else None
    if request.method == "POST" and answer.can_accept and (form is None or form.is_valid()):
        try:
            typed = form.cleaned_data if form else {}
            accepted = accept(token=token, by=visitor, at=timezone.now(), **typed)
            return welcome(request, invitation, accepted)
        except AcceptanceRefusedError as error:
            answer = Answer(error.answer)
        except ProgrammeClosedError:
            answer = Answer.YEAR_CLOSED
        except RoleRefusedError as error:
            refusal = refusal_sentence(error.refusal)
    context = {"invitation": invitation, "answer": answer, "form": form, "refusal": refusal}
    if answer is Answer.NOBODY_ASKS:
        context["askers"] = managers_of(invitation.programme, timezone.localdate())
    return render(request, "partnerships/people/accept.html", context)


def welcome(request: HttpRequest, invitation: Invitation, accepted: Accepted) -> HttpResponse:
    """Somebody new is signed in; whoever has an account signs in as ever, by what they have chosen."""
    person, begun = accepted.role.person, accepted.role.since <= timezone.localdate()
    said = {"role": accepted.role, "is_new": accepted.is_new, "begun": begun}
    if accepted.is_new:
        login(request, person)
        record_authentication(request, person, method="invitation")
    messages.success(request, render_to_string("partnerships/people/accepted.txt", said).strip())
    request.session[CHOSEN_ROLE] = accepted.role.pk  # kept through signing in; it is nobody else's to act in
    if request.user.is_authenticated:
        return redirect("home")
    request.session[SIGN_IN_ADDRESS] = invitation.email
    return redirect("account_login")
