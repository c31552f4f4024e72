"""Addresses that get nothing more, as far as they concern a programme: whose they are, and where that is put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from dashboards.selectors.addresses import way_to
from kit.prepared import AnyOf, Prepared, PreparedValues
from notices.models import Suppression
from partnerships.models import Contact, Invitation, Programme, Role

PROGRAMME, DAY, ADDRESSES = -1, date.min, "<addresses>"  # stand for what is asked about


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


def suppressed_in(programme: Any, *, on: date) -> QuerySet[Suppression]:
    """What the manager of a programme may see and lift: of its people, contacts and guests, and of what it sent;
    `programme` by id."""
    fixed = to_be_fixed(programme, on=on).values("pk")
    asked = Invitation.objects.open().filter(programme=programme).values(small=Lower("email"))
    return Suppression.objects.standing().filter(
        Q(pk__in=fixed) | Q(address__in=asked) | Q(message__programme_id=programme)
    )


def listed_in(programme: Programme, *, on: date) -> Sequence[Suppression]:
    """The same for a list, the newest first."""
    return NEWEST.listed(programme.pk, on)


def with_whose(found: Sequence[Suppression], programme: Programme, *, on: date) -> list[Stopped]:
    """Whose each address is, in three queries more."""
    stopped = {one.address: Stopped(one) for one in found}
    for address, name, pk in CONTACTS.fetch(programme.pk, list(stopped)):
        stopped[address].whose.append(Whose(name, "contact", way_to("change_contact", pk)))
    for address, name in HELD.fetch(programme.pk, on, list(stopped)):
        stopped[address].whose.append(Whose(name or address, "account"))
    for address, name, email, pk in ASKED.fetch(programme.pk, list(stopped)):
        stopped[address].whose.append(Whose(name or email, "invitation", way_to("invitation", pk)))
    return list(stopped.values())


def _contacts() -> QuerySet[Contact, Any]:
    found = Contact.objects.filter(AnyOf(F("email"), ADDRESSES), programme=PROGRAMME).order_by("name", "pk")
    return found.values_list("email", "name", "pk")


def _held() -> QuerySet[Role, Any]:
    found = Role.objects.held_on(DAY).filter(AnyOf(F("person__email"), ADDRESSES), programme=PROGRAMME)
    return found.order_by("person__name", "pk").values_list("person__email", "person__name")


def _asked() -> QuerySet[Invitation, Any]:
    found = Invitation.objects.open().filter(AnyOf(Lower("email"), ADDRESSES), programme=PROGRAMME)
    return found.order_by("pk").values_list(Lower("email"), "name", "email", "pk")


NEWEST = Prepared(lambda: suppressed_in(PROGRAMME, on=DAY).order_by("-made_at", "-pk"), PROGRAMME, DAY)
CONTACTS = PreparedValues(_contacts, PROGRAMME, ADDRESSES)
HELD = PreparedValues(_held, PROGRAMME, DAY, ADDRESSES)
ASKED = PreparedValues(_asked, PROGRAMME, ADDRESSES)
