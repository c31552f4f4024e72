"""What the audit trail is narrowed by."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Entry
from dashboards.selectors.trail import between, done_by
from dashboards.selectors.trail_words import KINDS
from kit.govuk_ui import forms
from kit.govuk_ui.formats import long_date


class TrailFilters(forms.Form):
    """By person, by kind of thing, by days in London, both counted."""

    show_optional = False

    who = forms.SearchField(label=_("Who"))
    kind = forms.SelectField(
        what=_("a kind of thing"), label=_("About"), required=False, choices=[("", _("All")), *KINDS.items()]
    )
    since = forms.DateField(what=_("the first day"), label=_("From"), required=False)
    until = forms.DateField(what=_("the last day"), label=_("Until"), required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        self.request = request
        self.is_valid()

    def given(self, name: str) -> Any:
        """What a filter asks for; nothing when it makes no sense."""
        return self.cleaned_data.get(name) or None

    def narrow(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Those that fit every filter."""
        if who := self.given("who"):
            entries = done_by(entries, who)
        if kind := self.given("kind"):
            entries = entries.filter(action__startswith=f"{kind}.")
        return between(entries, start_of(self.given("since")), start_of(self.given("until"), later=1))

    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in words, and the address without it."""
        return [(self.in_words(name), f"?{self.without(name)}") for name in self.fields if self.given(name)]

    def in_words(self, name: str) -> str:
        value, label = self.given(name), self.fields[name].label
        if name == "kind":
            value = KINDS[value]
        return f"{label}: {long_date(value) if isinstance(value, date) else value}"

    def without(self, name: str) -> str:
        """The address's question without one of its parts, from the newest on."""
        rest = self.request.GET.copy()
        for part in (name, f"{name}_day", f"{name}_month", f"{name}_year", "before", "format"):
            rest.pop(part, None)
        return rest.urlencode()


def start_of(day: date | None, *, later: int = 0) -> datetime | None:
    """The first moment of a day in London, or of so many days later."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), datetime.min.time()))
