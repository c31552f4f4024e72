"""What a list of contacts is narrowed by."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kit.govuk_ui import forms
from kit.search import containing
from partnerships.models import Contact, Partnership, Programme
from partnerships.selectors.contacts import stale, with_topic


class ContactFilters(forms.Form):
    """What a list of contacts is narrowed to; topics and sharing are asked of the manager alone."""

    show_optional = False

    q = forms.SearchField(label=_("Name, email or organisation"))
    partnership = forms.SelectField(what=_("a partnership"), label=_("Partnership"), required=False)
    topic = forms.SelectField(what=_("a topic"), label=_("Topic"), required=False)
    shared = forms.SelectField(
        what=_("who is shown to agencies"),
        label=_("Shown to support agencies"),
        required=False,
        choices=[("", _("All")), ("yes", _("Shown")), ("no", _("Not shown"))],
    )
    stale = forms.TickField(what=_("who is not checked"), label=_("Not checked"))

    def __init__(
        self,
        request: HttpRequest,
        *,
        programme: Programme,
        places: Sequence[Partnership],
        topics: Sequence[str] | None,
        checks: bool,
        on: date,
    ) -> None:
        super().__init__(request.GET)
        self.request, self.programme, self.on = request, programme, on
        self.places = {str(place.pk): place.area for place in places}
        unasked = [*([] if len(places) > 1 else ["partnership"]), *([] if checks else ["stale"])]
        for name in [*unasked, *(["topic", "shared"] if topics is None else [])]:
            del self.fields[name]
        everywhere = {"partnership": self.places.items(), "topic": [(topic, topic) for topic in topics or ()]}
        for name in everywhere.keys() & self.fields.keys():
            self.fields[name].choices = [("", _("All")), *everywhere[name]]  # type: ignore[attr-defined]
        if "partnership" in self.fields:
            self.fields["partnership"].label = capfirst(programme.word("partnership"))
        if checks:
            months = programme.contact_months
            self.fields["stale"].label = ngettext(
                "Not checked for {months} month", "Not checked for {months} months", months
            ).format(months=months)
        self.is_valid()

    def given(self, name: str) -> Any:
        """What a filter asks for; nothing when it is not asked, or makes no sense."""
        return self.cleaned_data.get(name) or ""

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

    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in words, and the address without it."""
        return [(self.in_words(name), f"?{without(self.request, name)}") for name in self.fields if self.given(name)]

    def in_words(self, name: str) -> str:
        """“Ollerwick”, “Shown to support agencies: Shown”."""
        field: Any = self.fields[name]
        if name == "stale":
            return str(field.label)
        if name == "q":
            return f"“{self.given(name)}”"
        label = str(dict(field.choices)[self.given(name)])
        return f"{field.label}: {label}" if name == "shared" else label


def without(request: HttpRequest, name: str) -> str:
    """The address's question without one of its parts, and from the first page on."""
    rest = request.GET.copy()
    for part in (name, "page", "format"):
        rest.pop(part, None)
    return rest.urlencode()
