"""County conditions as rows of hexagons, with the line where the majority lies."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from grants.rules.localities import CountyDecision
from grants.selectors.conditions import Condition
from kit.charts.figure import Caption, Figure
from kit.charts.hexrow import District, HexRow, HexRowWords, hexrow, hexrow_mini
from partnerships.models import Programme
from projects.rules.progress import State
from projects.selectors.drawn import project_states

ACROSS = 1140  # the whole page


def picture_of(condition: Condition) -> Figure:
    """One county, large."""
    called = condition.county.programme.called
    members = [(called(one.progress.area, one.progress.tier), one.state) for one in condition.counted]
    drawn = row(condition.county.area, condition.decision, members)
    return hexrow(drawn, words(condition.county.programme, condition.decision), width=ACROSS)


def small_picture_of(
    programme: Programme, area: str, decision: CountyDecision, members: Iterable[tuple[str, State]]
) -> Figure:
    """One of many, small and without names."""
    return hexrow_mini(row(area, decision, members), words(programme, decision))


def row(area: str, decision: CountyDecision, members: Iterable[tuple[str, State]]) -> HexRow:
    """Those that are counted, by name and state."""
    states = {state.key: state for state in project_states()}
    title = gettext("%(area)s: %(qualifying)s of %(counted)s") % {
        "area": area,
        "qualifying": decision.qualifying,
        "counted": decision.counted,
    }
    description = gettext("A hexagon for each, by state of its project, and a line where the majority lies.")
    return HexRow(
        Caption(title, description),
        tuple(District(name, states[state]) for name, state in members),
        tuple(states.values()),
        decision.needed,
        decision.met,
    )


def words(programme: Programme, decision: CountyDecision) -> HexRowWords:
    """Headers, and the word at the line."""
    word = programme.word("partnership")
    return HexRowWords(
        missing="",
        empty=gettext("Nobody is counted here."),
        name=word[:1].upper() + word[1:],
        state=gettext("Project"),
        needed=ngettext("%(number)s needed", "%(number)s needed", decision.needed) % {"number": decision.needed},
    )
