"""How the states of projects are drawn and said: one place for maps, county pages, lists, filters and legends."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kit.charts.palette import BLANK, EMPTY, FULL, LIGHT, MIDDLE, TICK, State
from projects.rules.progress import State as Project

# The furthest first. Sharing is complete when as many have received it as the year's terms ask for, if they ask for
# that at all; what was shared and is neither complete nor submitted is begun.
WORDS = {
    Project.COUNTS: _("Submitted and shared"),
    Project.SUBMITTED: _("Submitted, sharing not complete"),
    Project.SHARED: _("Shared, not yet submitted"),
    Project.DRAFT: _("Begun"),
    Project.NOT_STARTED: _("Not started"),
}
MARKS = {
    Project.COUNTS: (FULL, TICK),
    Project.SUBMITTED: (MIDDLE, "S"),
    Project.SHARED: (LIGHT, "H"),
    Project.DRAFT: (EMPTY, "B"),
    Project.NOT_STARTED: (BLANK, "N"),
}


def said_of(state: Project, *, is_two_tier: bool) -> str:
    """Of one project; a single tier shares with nobody."""
    return gettext("Submitted") if state is Project.COUNTS and not is_two_tier else str(WORDS[state])


def project_states() -> tuple[State, ...]:
    """The five as charts take them, in the reader's language."""
    return tuple(State(state, str(word), *MARKS[state]) for state, word in WORDS.items())
