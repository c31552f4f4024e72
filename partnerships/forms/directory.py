"""What the directory is narrowed by."""

from datetime import date

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.filters import Choice, Filters, Words
from kit.search import patterns_of
from partnerships.models import Partnership, Programme
from partnerships.rules.enrolment import State
from partnerships.selectors.directory import Narrowed, area_leads_of, counties_of

ENROLMENT = {
    State.COMPLETE: _("Everybody named"),
    State.PARTLY: _("Somebody still to name"),
    State.INVITED: _("Invited, nobody has accepted yet"),
    State.NONE: _("Nobody named"),
}


class DirectoryFilters(Filters):
    """What is asked of the directory, in the region's words; two queries for what there is to choose from."""

    def __init__(self, request: HttpRequest, *, programme: Programme, on: date) -> None:
        super().__init__(
            request,
            Words(_("Name, area or %(county)s") % {"county": programme.word("county")}),
            Choice("tier", _("Tier"), [(tier, capfirst(programme.word(tier))) for tier in Partnership.Tier.values]),
            Choice("county", capfirst(programme.word("county")), counties_of(programme)),
            Choice("area_lead", _("Area lead"), area_leads_of(programme, on)),
            Choice("enrolment", _("People"), [(state.value, word) for state, word in ENROLMENT.items()]),
        )

    @property
    def narrowed(self) -> Narrowed:
        """What they come to; a county is found with its districts."""
        county, lead = self.given("county"), self.given("area_lead")
        return Narrowed(
            patterns=patterns_of(self.given("q")) or None,
            county=int(county) if county else None,
            tier=self.given("tier") or None,
            lead=int(lead) if lead else None,
            enrolment=self.given("enrolment") or None,
        )
