"""What the list of projects is narrowed by."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.filters import Choice, Filters, Options, Words
from kit.search import patterns_of
from partnerships.models import Programme
from partnerships.selectors.directory import counties_of
from projects.rules.progress import State
from projects.selectors.drawn import WORDS
from projects.selectors.listing import ALONE, Asked, county_in, group_in, projects_in

# Every listed project is begun.
STATES = {
    State.COUNTS.value: WORDS[State.COUNTS],
    ALONE: _("Submitted, with nobody to share with"),
    State.SUBMITTED.value: WORDS[State.SUBMITTED],
    State.SHARED.value: WORDS[State.SHARED],
    State.DRAFT.value: WORDS[State.DRAFT],
}


class ProjectFilters(Filters):
    """What is asked of the list, in the region's words. `own` is the whole list of who reads some projects alone: only
    what there is in it is offered. Who reads all is offered all, by one query for the counties.
    """

    def __init__(self, request: HttpRequest, *, programme: Programme, on: date, own: Sequence[Any] | None) -> None:
        self.programme, self.on, self.own = programme, on, own
        states = list(STATES.items()) if own is None else states_in(own)
        counties = counties_of(programme) if own is None else counties_in(own)
        super().__init__(
            request,
            Words(_("Title, area or county")),
            Choice("state", _("State"), states),
            Choice("county", capfirst(programme.word("county")), counties),
        )

    @property
    def asked(self) -> Asked:
        """What the list is narrowed by; three queries where a state is, for who reads all."""
        state, county = self.given("state"), self.given("county")
        return Asked(
            patterns_of(self.given("q")) or None, self._in(state) if state else None, int(county) if county else None
        )

    def _in(self, state: str) -> Sequence[int]:
        if self.own is None:
            return projects_in(state, self.programme, self.on)
        return [one.pk for one in self.own if group_in(one) == state]


def states_in(projects: Iterable[Any]) -> Options:
    """Those that some of them are in, unless all are in one."""
    found = {group_in(one) for one in projects}
    return [(state, word) for state, word in STATES.items() if state in found] if len(found) > 1 else []


def counties_in(projects: Iterable[Any]) -> Options:
    """Those that some of them are in, by name, unless all are in one."""
    found = {county_in(one) for one in projects}
    named = sorted((county.area, str(county.pk)) for county in found if county)
    return [(pk, area) for area, pk in named] if len(found) > 1 else []
