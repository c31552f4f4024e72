"""What a list of contacts is narrowed by."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kit.govuk_ui.filters import Choice, Filter, Filters, Tick, Words
from kit.search import containing
from partnerships.models import Contact, Programme
from partnerships.selectors.contacts import stale, with_topic


class ContactFilters(Filters):
    """What a list of contacts is narrowed to; `places` are pairs of an id and an area.

    Topics and sharing are asked of the manager alone (None: not asked), who is unchecked of those who may check.
    """

    def __init__(
        self,
        request: HttpRequest,
        *,
        programme: Programme,
        places: Sequence[tuple[int, str]],
        topics: Sequence[str] | None,
        checks: bool,
        on: date,
    ) -> None:
        self.programme, self.on = programme, on
        several = [(str(pk), area) for pk, area in places] if len(places) > 1 else []
        super().__init__(
            request,
            Words(_("Name, email or organisation")),
            Choice("partnership", capfirst(programme.word("partnership")), several, say_label=False),
            *([] if topics is None else consent_filters(topics)),
            *([unchecked(programme.contact_months)] if checks else []),
        )

    def narrow(self, contacts: QuerySet[Contact]) -> QuerySet[Contact]:
        """Those that fit every filter."""
        contacts = containing(contacts, self.given("q"), "name", "email", "organisation")
        if place := self.given("partnership"):
            contacts = contacts.filter(partnership_id=place)
        if topic := self.given("topic"):
            contacts = with_topic(contacts, topic)
        if shared := self.given("shared"):
            contacts = contacts.filter(share_with_agencies=shared == "yes")
        if self.given("stale"):
            contacts = stale(contacts, programme=self.programme, on=self.on)
        return contacts


def consent_filters(topics: Sequence[str]) -> Iterator[Filter]:
    """What a contact agreed to."""
    yield Choice("topic", _("Topic"), [(topic, topic) for topic in topics], say_label=False)
    yield Choice("shared", _("Shown to support agencies"), [("yes", _("Shown")), ("no", _("Not shown"))])


def unchecked(months: int) -> Tick:
    """Only those whom nobody has checked for so long."""
    words = ngettext("Not checked for {months} month", "Not checked for {months} months", months)
    return Tick("stale", words.format(months=months))
