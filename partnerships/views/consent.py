"""What contacts agreed to: the wordings, and taking an agreement back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships import errors
from partnerships.forms.consent import WordingForm
from partnerships.http import PortalRequest, programme_of
from partnerships.permissions.contacts import can_see_consent
from partnerships.selectors.consent import wordings_with_counts
from partnerships.selectors.year_sentences import in_full
from partnerships.services import consent as services
from partnerships.views.contact_changes import seen_version
from partnerships.views.contacts import the_contact


def consent_wordings(request: PortalRequest) -> HttpResponse:
    """The words that people agreed to, and how many did; new words are added, old ones stay."""
    programme = programme_of(request)
    if programme is None or not can_see_consent(request.standing, programme):
        raise Http404
    form = WordingForm(request.POST or None, written_for=programme, working_in=request.standing.programme)
    if request.method == "POST" and form.is_valid():
        wording = services.add_wording(
            programme=programme, text=form.cleaned_data["text"], by=request.user, at=timezone.now()
        )
        said = _("Wording {key} can be agreed to from now on in {programme}.")  # the list one lands on may be another's
        messages.success(request, said.format(key=wording.key, programme=in_full(programme)))
        return redirect("consent_wordings")
    context = {"form": form, "wordings": wordings_with_counts(programme), "programme": programme}
    return render(request, "partnerships/contacts/wordings.html", context)


def withdraw_consent(request: PortalRequest, pk: int) -> HttpResponse:
    """Somebody agrees no longer, once asked again."""
    person = the_contact(request, pk)
    if not can_see_consent(request.standing, person.programme):
        raise Http404
    if request.method == "POST":
        try:
            services.withdraw_consent(contact=person, seen=seen_version(request), by=request.user, at=timezone.now())
        except errors.ContactChangedError:
            messages.error(request, _("The contact was changed meanwhile. Nothing is withdrawn."))
        else:
            messages.success(request, _("The consent of {name} is withdrawn.").format(name=person.name))
        return redirect("contact", pk)
    if person.consent_wording is None:
        return redirect("contact", pk)
    context = {"contact": person, "cancel_url": reverse("contact", args=[pk]), "cannot_be_undone": True}
    return render(request, "partnerships/contacts/withdraw.html", context)
