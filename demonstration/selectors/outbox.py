"""The mails that were caught, and who would have read them."""

from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from accounts.models import Person
from demonstration.models import CaughtMail, Guest
from kit.govuk_ui.filters import MOST_OPTIONS
from kit.search import containing


def mails_to(address: str, words: str = "") -> QuerySet[Any]:
    """All mails, or those to one address or with words in subject, name or address, the newest first, each with the
    `name` of its reader ("" for a stranger)."""
    named = Person.objects.filter(email=Lower(OuterRef("to"))).values("name")[:1]
    mails = CaughtMail.objects.annotate(name=Coalesce(Subquery(named), Value(""))).defer("text", "html")
    mails = containing(mails, words, "subject", "to", "name")
    return (mails.filter(to__iexact=address) if address else mails).order_by("-caught_at", "-pk")


def readers() -> list[tuple[str, str]]:
    """Everybody who would have got a mail, for a choice: address and name, by name; one too many to show when more."""
    named = Person.objects.filter(email=OuterRef("address")).values("name")[:1]
    found = CaughtMail.objects.order_by().annotate(address=Lower("to")).values("address").distinct()
    rows = found.annotate(called=Coalesce(Subquery(named), "address", output_field=CharField())).values_list(
        "address", "called"
    )
    return sorted(rows[: MOST_OPTIONS + 1], key=lambda row: row[1])


def guest_with(address: str) -> Guest | None:
    """The invented person who reads an address, if one may sign in as them."""
    who = Guest.objects.select_related("person").filter(person__email=address.lower(), person__is_active=True)
    return who.first()
