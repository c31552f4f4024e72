"""What the list of projects is narrowed by."""

from datetime import date

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.filters import Choice, Filters, Words
from kit.search import patterns_of
from partnerships.models import Programme
from partnerships.selectors.directory import counties_of
from projects.rules.progress import State
from projects.selectors.drawn import WORDS
from projects.selectors.listing import Asked, projects_in

# Every listed project is begun, and one that was shared is not shared to the rule until its receipt is confirmed.
STATES = {
    State.COUNTS: WORDS[State.COUNTS],
    State.SUBMITTED: _("Submitted, not shared or receipt not confirmed"),
    State.SHARED: WORDS[State.SHARED],
    State.DRAFT: _("Draft, or receipt not confirmed"),
}


class ProjectFilters(Filters):
    """What is asked of the list, in the region's words; one query for the counties."""

    def __init__(self, request: HttpRequest, *, programme: Programme, on: date) -> None:
        self.programme, self.on = programme, on
        super().__init__(
            request,
            Words(_("Title, area or county")),
            Choice("state", _("State"), [(state.value, word) for state, word in STATES.items()]),
            Choice("county", capfirst(programme.word("county")), counties_of(programme)),
        )

    @property
    def asked(self) -> Asked:
        """What the list is narrowed by; three queries where a state is."""
        state, county = self.given("state"), self.given("county")
        return Asked(
            patterns_of(self.given("q")) or None,
            projects_in(State(state), self.programme, self.on) if state else None,
            int(county) if county else None,
        )
