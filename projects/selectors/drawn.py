"""How the states of projects are drawn and said: one place for maps, county pages, lists and legends."""

from django.utils.translation import gettext_lazy as _

from kit.charts.palette import BLANK, EMPTY, FULL, LIGHT, MIDDLE, TICK, State
from projects.rules.progress import State as Project

# The furthest first.
WORDS = {
    Project.COUNTS: _("Submitted and shared"),
    Project.SUBMITTED: _("Submitted, not yet shared"),
    Project.SHARED: _("Shared, not yet submitted"),
    Project.DRAFT: _("Draft"),
    Project.NOT_STARTED: _("Not started"),
}
MARKS = {
    Project.COUNTS: (FULL, TICK),
    Project.SUBMITTED: (MIDDLE, "S"),
    Project.SHARED: (LIGHT, "H"),
    Project.DRAFT: (EMPTY, "D"),
    Project.NOT_STARTED: (BLANK, "N"),
}


def project_states() -> tuple[State, ...]:
    """The five as charts take them, in the reader's language."""
    return tuple(State(state, str(word), *MARKS[state]) for state, word in WORDS.items())
