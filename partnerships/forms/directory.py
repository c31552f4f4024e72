"""What the directory is narrowed by."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.filters import Choice, Filters, Words
from partnerships.models import Partnership, Programme
from partnerships.rules.enrolment import State
from partnerships.selectors.directory import area_leads_of, counties_of, in_county, led_by, named

ENROLMENT = {
    State.COMPLETE: _("Everybody named"),
    State.PARTLY: _("Somebody still to name"),
    State.INVITED: _("Invited, nobody has accepted yet"),
    State.NONE: _("Nobody named"),
}


class DirectoryFilters(Filters):
    """What is asked of the directory, in the region's words; two queries for what there is to choose from."""

    def __init__(self, request: HttpRequest, *, programme: Programme, on: date) -> None:
        self.on = on
        super().__init__(
            request,
            Words(_("Name, area or %(county)s") % {"county": programme.word("county")}),
            Choice("tier", _("Tier"), [(tier, capfirst(programme.word(tier))) for tier in Partnership.Tier.values]),
            Choice("county", capfirst(programme.word("county")), counties_of(programme)),
            Choice("area_lead", _("Area lead"), area_leads_of(programme, on)),
            Choice("enrolment", _("People"), [(state.value, word) for state, word in ENROLMENT.items()]),
        )

    def narrow(self, partnerships: QuerySet[Partnership]) -> QuerySet[Partnership]:
        """Those that fit every filter; a county is found with its districts."""
        partnerships = in_county(named(partnerships, self.given("q")), self.given("county"))
        for name in ("tier", "enrolment"):
            if wanted := self.given(name):
                partnerships = partnerships.filter(**{name: wanted})
        if person := self.given("area_lead"):
            partnerships = partnerships.filter(pk__in=led_by(person, self.on))
        return partnerships
