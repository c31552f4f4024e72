"""Adding a contact, changing one, taking one off."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships import errors
from partnerships.forms.contacts import AddContactForm, ContactForm
from partnerships.http import PortalRequest
from partnerships.models import Contact, Programme
from partnerships.permissions import contacts as may
from partnerships.selectors import contacts as reads
from partnerships.selectors.consent import wordings_of
from partnerships.selectors.contact_list import topics_of
from partnerships.services import contacts as services
from partnerships.views.contacts import its_programme, the_contact


def form_for(
    request: PortalRequest, form: type[ContactForm], programme: Programme, person: Contact | None, **options: Any
) -> ContactForm:
    """The form as this person may fill it in."""
    standing = request.standing
    manages = may.can_see_consent(standing, programme)
    was_first = person is not None and request.POST.get("version", "") not in ("", str(person.version))
    return form(
        request.POST or None,
        programme=programme,
        contact=person,
        places=reads.partnerships_with_choice(standing, programme),
        anywhere=manages,
        wordings=list(wordings_of(programme)) if manages else None,
        on=timezone.localdate(),
        cancel_url=reverse("contact", args=[person.pk]) if person else reverse("contacts"),
        changed_by=reads.last_changer(person) if person and was_first else "",
        **options,
    )


def add_contact(request: PortalRequest) -> HttpResponse:
    """Somebody new, unless they are there already."""
    programme = its_programme(request)
    if not may.can_add_contact(request.standing, programme):
        raise Http404
    form = form_for(
        request,
        AddContactForm,
        programme,
        None,
        initial=asked_place(request, programme),
        written_for=programme,
        working_in=request.standing.programme,
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_contact(
                programme=programme, by=request.user, at=timezone.now(), **asked(request, form, programme)
            )
        except errors.ContactKnownError as error:
            form.tell_of(error.contacts)
        except errors.ProgrammeClosedError as closed:  # since the page was asked for
            raise Http404 from closed
        else:
            messages.success(request, _("{name} is added.").format(name=added.name))
            return redirect("contact", added.pk)
    context = {"form": form, "programme": programme, "consent": may.can_see_consent(request.standing, programme)}
    return render(request, "partnerships/contacts/form.html", context)


def asked_place(request: PortalRequest, programme: Programme) -> dict[str, str]:
    """The partnership that the link came from."""
    asked_for = request.GET.get("partnership", "")
    return {"partnership": asked_for} if asked_for.isdecimal() else {}


def asked(request: PortalRequest, form: ContactForm, programme: Programme) -> dict[str, Any]:
    """What the form says, and among whom to look for the same person."""
    topics = topics_of(programme) if "topics" in form.fields else ()
    among = reads.changeable_contacts(request.standing)
    return {"among": among, "known": form.known_ids, **form.facts(topics)}


def change_contact(request: PortalRequest, pk: int) -> HttpResponse:
    """What is known of somebody."""
    person = the_contact(request, pk)
    if not may.can_change_contact(request.standing, person):
        raise Http404
    form = form_for(request, ContactForm, person.programme, person)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change_contact(
                contact=person,
                seen=form.seen_version,
                by=request.user,
                at=timezone.now(),
                **asked(request, form, person.programme),
            )
        except errors.ContactKnownError as error:
            form.tell_of(error.contacts)
        except errors.PersonUnsureError:
            form.ask_who_it_is()
        except errors.ContactChangedError:
            return change_contact(request, pk)  # with the version that stands now, which the form refuses to overwrite
        else:
            messages.success(request, said_of_change(form, person, changed))
            return redirect("contact", person.pk)
    context = {
        "form": form,
        "contact": person,
        "programme": person.programme,
        "consent": may.can_see_consent(request.standing, person.programme),
    }
    return render(request, "partnerships/contacts/form.html", context)


def said_of_change(form: ContactForm, before: Contact, now: Contact) -> str:
    """That it is done; and, to the manager, that a consent ended which was another person's."""
    if "same_person" in form.fields and before.consented_on and not now.consented_on:
        return _("The contact is changed. What {name} agreed to has ended.").format(name=before.name)
    return _("The contact is changed.")


def remove_contact(request: PortalRequest, pk: int) -> HttpResponse:
    """Take somebody off for good, once asked again."""
    person = the_contact(request, pk)
    if not may.can_remove_contact(request.standing, person):
        raise Http404
    if request.method == "POST":
        try:
            services.remove_contact(contact=person, seen=seen_version(request), by=request.user, at=timezone.now())
        except errors.ContactChangedError:
            messages.error(request, _("The contact was changed meanwhile. Nothing is removed."))
            return redirect("contact", person.pk)
        messages.success(request, _("{name} is removed.").format(name=person.name))
        return redirect("contacts")
    context = {"contact": person, "cancel_url": reverse("contact", args=[pk]), "cannot_be_undone": True}
    return render(request, "partnerships/contacts/remove.html", context)


def seen_version(request: PortalRequest) -> int:
    """The version a page was drawn from; 0, which there never is, when nothing sensible came back."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0
