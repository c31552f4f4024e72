"""What the directory is narrowed by."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.search import containing
from partnerships.models import Partnership, Programme
from partnerships.rules.enrolment import State
from partnerships.selectors.directory import SEARCHED, area_leads_of, counties_of, led_by

ENROLMENT = {
    State.COMPLETE: _("Everybody named"),
    State.PARTLY: _("Somebody still to name"),
    State.INVITED: _("Invited, nobody has accepted yet"),
    State.NONE: _("Nobody named"),
}
ALL = ("", _("All"))


class DirectoryFilters(forms.Form):
    """What is asked of the directory; a filter with nothing to choose from is not shown."""

    show_optional = False

    q = forms.SearchField(label=_("Name, area or county"))
    tier = forms.SelectField(what=_("a tier"), label=_("Tier"), required=False)
    county = forms.SelectField(what=_("a county"), label=_("County"), required=False)
    area_lead = forms.SelectField(what=_("an area lead"), label=_("Area lead"), required=False)
    enrolment = forms.SelectField(
        what=_("a state"), label=_("People"), required=False, choices=[ALL, *ENROLMENT.items()]
    )

    def __init__(self, request: HttpRequest, *, programme: Programme, on: date) -> None:
        super().__init__(request.GET)
        self.request, self.on = request, on
        tiers = [(tier, capfirst(programme.word(tier))) for tier in Partnership.Tier.values]
        self.offer("tier", tiers)
        self.offer("county", counties_of(programme), label=capfirst(programme.word("county")))
        self.offer("area_lead", area_leads_of(programme, on))
        self.is_valid()

    def offer(self, name: str, options: list[tuple[str, str]], label: str = "") -> None:
        """Options of a filter, in the region's word for it."""
        if not options:
            del self.fields[name]
            return
        self.fields[name].choices = [ALL, *options]  # type: ignore[attr-defined]
        self.fields[name].label = label or self.fields[name].label

    def given(self, name: str) -> Any:
        """What a filter asks for; nothing when it is not asked, or makes no sense."""
        return self.cleaned_data.get(name) or ""

    def narrow(self, partnerships: QuerySet[Partnership]) -> QuerySet[Partnership]:
        """Those that fit every filter; a county is found with its districts."""
        partnerships = containing(partnerships, self.given("q"), *SEARCHED)
        for name in ("tier", "enrolment"):
            if wanted := self.given(name):
                partnerships = partnerships.filter(**{name: wanted})
        if county := self.given("county"):
            partnerships = partnerships.filter(Q(county_id=county) | Q(pk=county))
        if person := self.given("area_lead"):
            partnerships = partnerships.filter(pk__in=led_by(person, self.on))
        return partnerships

    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in words, and the address without it."""
        return [(self.in_words(name), f"?{self.without(name)}") for name in self.fields if self.given(name)]

    def in_words(self, name: str) -> str:
        """“Ollerwick”, “Tier: District”."""
        field: Any = self.fields[name]
        return f"“{self.given(name)}”" if name == "q" else f"{field.label}: {dict(field.choices)[self.given(name)]}"

    def without(self, name: str) -> str:
        """The address's question without one of its parts, from the first page on."""
        rest = self.request.GET.copy()
        for part in (name, "page", "format"):
            rest.pop(part, None)
        return rest.urlencode()
