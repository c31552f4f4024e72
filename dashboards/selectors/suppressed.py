"""Addresses that get nothing more, as far as they concern a programme: whose they are, and where that is put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from dashboards.selectors.addresses import way_to
from notices.models import Suppression
from partnerships.models import Contact, Invitation, Programme, Role


@dataclass(frozen=True)
class Whose:
    """Somebody with a suppressed address: name, what they are, and where the address is changed ("" by them alone)."""

    name: str
    what: str
    url: str = ""


@dataclass(frozen=True)
class Stopped:
    """One address with everybody of the programme who has it."""

    suppression: Suppression
    whose: list[Whose] = field(default_factory=list)


def came_back(email: str) -> Exists:
    """Whether mail to the address in a column came back; addresses are in small letters on both sides."""
    return Exists(Suppression.objects.standing().filter(address=OuterRef(email)))


def to_be_fixed(programme: Any, *, on: date) -> QuerySet[Suppression]:
    """Standing suppressions of addresses that somebody of a programme has today; `programme` by id."""
    address = OuterRef("address")
    contacts = Contact.objects.filter(programme=programme, email=address)
    held = Role.objects.held_on(on).filter(programme=programme, person__email=address)
    return Suppression.objects.standing().filter(Exists(contacts) | Exists(held))


def suppressed_in(programme: Programme, *, on: date) -> QuerySet[Suppression]:
    """What the manager of a programme may see and lift: of its people, contacts and guests, and of what it sent."""
    fixed = to_be_fixed(programme.pk, on=on).values("pk")
    asked = Invitation.objects.open().filter(programme=programme).values(small=Lower("email"))
    return Suppression.objects.standing().filter(
        Q(pk__in=fixed) | Q(address__in=asked) | Q(message__programme_id=programme.pk)
    )


def with_whose(found: Sequence[Suppression], programme: Programme, *, on: date) -> list[Stopped]:
    """Whose each address is, in three queries more."""
    addresses = [one.address for one in found]
    stopped = {one.address: Stopped(one) for one in found}
    for contact in Contact.objects.filter(programme=programme, email__in=addresses).order_by("name", "pk"):
        said = Whose(contact.name, "contact", way_to("change_contact", contact.pk))
        stopped[contact.email].whose.append(said)
    held = Role.objects.held_on(on).filter(programme=programme, person__email__in=addresses)
    for role in held.select_related("person").order_by("person__name", "pk"):
        stopped[role.person.email].whose.append(Whose(str(role.person), "account"))
    asked = Invitation.objects.open().filter(programme=programme).annotate(small=Lower("email"))
    for invitation in asked.filter(small__in=addresses).order_by("pk"):
        said = Whose(invitation.name or invitation.email, "invitation", way_to("invitation", invitation.pk))
        stopped[invitation.small].whose.append(said)
    return list(stopped.values())
