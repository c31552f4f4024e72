"""How the states of projects are drawn and said: one place for maps, county pages, lists and legends."""

from django.utils.translation import gettext

from kit.charts.palette import BLANK, EMPTY, FULL, LIGHT, MIDDLE, TICK, State
from projects.rules.progress import State as Project


def project_states() -> tuple[State, ...]:
    """The five, the furthest first, in the reader's language."""
    return (
        State(Project.COUNTS, gettext("Submitted and shared"), FULL, TICK),
        State(Project.SUBMITTED, gettext("Submitted, not yet shared"), MIDDLE, "S"),
        State(Project.SHARED, gettext("Shared, not yet submitted"), LIGHT, "H"),
        State(Project.DRAFT, gettext("Draft"), EMPTY, "D"),
        State(Project.NOT_STARTED, gettext("Not started"), BLANK, "N"),
    )
