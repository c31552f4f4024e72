"""What a region needs in words: the weakest themes, how many partnerships are at which stage, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kit.govuk_ui.table import Heading, Table, link, plain_table
from selfassessment.rules.figures import as_limit, in_places, in_units
from selfassessment.rules.moving import moved_most
from selfassessment.rules.needs import HIDDEN, Change
from selfassessment.rules.suppression import can_show, hidden_among
from selfassessment.selectors.answers import together
from selfassessment.selectors.needs import Needs
from selfassessment.selectors.needs_plan import Line as PlanLine
from selfassessment.selectors.needs_plan import RegionalPlan
from selfassessment.selectors.needs_standing import Named
from selfassessment.selectors.needs_tables import themes_of, written
from selfassessment.selectors.stages import NOT_BEGUN, OTHER, UNDER_WAY

MOST_WEAK = 3


@dataclass(frozen=True)
class Weak:
    """A theme, its mean in figures, and of how many partnerships."""

    title: str
    mean: str
    number: int


@dataclass(frozen=True)
class Line:
    """How many partnerships are at a stage (None: hidden), and the key by which the region's table finds them."""

    key: str
    label: str
    number: int | None


@dataclass(frozen=True)
class NotThrough:
    """Those who have not begun, or not completed: the first of them by name."""

    key: str
    label: str
    number: int
    first: Sequence[Named]

    @property
    def more(self) -> int:
        """How many are not named here."""
        return self.number - len(self.first)


def weakest_of(needs: Needs) -> list[Weak]:
    """The themes with the lowest means in the region."""
    found = ((theme, needs.heat.region.of(theme.key)) for theme in themes_of(needs))
    known = [(theme, cell) for theme, cell in found if cell.number]
    return [Weak(theme.title, written(*cell.ratio, needs.scale), cell.number) for theme, cell in known[:MOST_WEAK]]


def stages_of(needs: Needs) -> list[Line]:
    """Every stage of the framework, then who is not at one; none where so few completed that nothing can be told."""
    if are_too_few(needs):
        return []
    labels = {stage.key: stage.label for stage in needs.words.scoring.stages}
    counts = {key: needs.standings.stages[key] for key in labels}
    out = hidden_among(counts, needs.least) if needs.least else frozenset()
    lines = [Line(key, label, None if key in out else counts[key]) for key, label in labels.items()]
    return [*lines, *not_at_one(needs)]


def are_too_few(needs: Needs) -> bool:
    """Whether so few completed that those who must not see small groups see nothing."""
    return needs.least is not None and not can_show(needs.standings.completed, needs.least)


def not_at_one(needs: Needs) -> list[Line]:
    """Who is on the way, has not begun, or is on another framework; to the guarded one number of all of them."""
    found = needs.standings
    if needs.least:
        return [Line("", _("Not completed"), found.total - found.completed)] if found.total > found.completed else []
    lines = [Line(UNDER_WAY, _("Under way"), found.under_way), Line(NOT_BEGUN, _("Not begun"), found.not_begun)]
    return [*lines, Line(OTHER, _("Completed on another framework"), found.others)] if found.others else lines


def not_through(needs: Needs) -> list[NotThrough]:
    """By name, for those who may see names."""
    found = needs.standings
    labels = {NOT_BEGUN: _("Have not begun"), UNDER_WAY: _("Are under way")}
    return [
        NotThrough(key, label, number, found.names.get(key, ()))
        for key, label in labels.items()
        if (number := found.stages[key]) and needs.by_name
    ]


def changes_title(needs: Needs) -> str:
    """The message of the changes: what rose most, or fell most where nothing rose."""
    titles = {theme.key: theme.title for theme in needs.words.themes}
    moved = moved_most({titles[each.theme]: units_of_change(each, needs) for each in needs.changes})
    if moved.up:
        return _("{theme} rose most since last year").format(theme=together(moved.up))
    if moved.down:
        return _("No theme rose since last year; {theme} fell most").format(theme=together(moved.down))
    return _("Nothing changed since last year")


def units_of_change(change: Change, needs: Needs) -> int:
    """What the table shows of it, in hundredths or tenths: those that look alike there are named together."""
    now, before = units_of(change, places_for(needs))
    return now - before


def changes_table(needs: Needs) -> Table:
    """What rose most first."""
    titles = {theme.key: theme.title for theme in needs.words.themes}
    columns = [
        Heading(_("Theme")),
        Heading(_("Last year"), number=True),
        Heading(_("This year"), number=True),
        Heading(_("Change"), number=True, phone="result"),
        Heading(_("In both years"), number=True),
    ]
    rows = [(titles[each.theme], *figures_of_change(each, needs), f"{each.pairs:,}") for each in needs.changes]
    return plain_table(_("Scores of the same places in both years"), columns, rows)


def figures_of_change(change: Change, needs: Needs) -> tuple[str, str, str]:
    """Both means and what lies between them, so that the figures shown agree."""
    places = places_for(needs)
    now, before = units_of(change, places)
    return in_places(before, places), in_places(now, places), signed(now - before, places)


def places_for(needs: Needs) -> int:
    """The guarded see means roughly."""
    return 2 if needs.by_name else 1


def units_of(change: Change, places: int) -> tuple[int, int]:
    """Both means as they are shown, this year's first."""
    now, before = (in_units(each.mean or Fraction(0), places) for each in (change.now, change.before))
    return now, before


def signed(units: int, places: int) -> str:
    """With plus or minus; nought has neither."""
    return f"{'+' if units > 0 else '−' if units else ''}{in_places(abs(units), places)}"


def is_anything_hidden(needs: Needs) -> bool:
    """Whether a cell of the table is hidden."""
    rows = (*needs.heat.rows, needs.heat.region)
    return any(cell is HIDDEN for row in rows for cell in row.cells.values())


def plan_table(plan: RegionalPlan, *, leads: bool) -> Table:
    """What most are weak in first; it leads those to the actions who may read some."""
    columns = [
        Heading(_("Theme")),
        Heading(_("Below {limit}").format(limit=as_limit(plan.words.scoring.plan_below)), number=True),
        Heading(_("Of these with an action"), number=True),
        Heading(_("Actions"), number=True),
        Heading(_("Done"), number=True),
        Heading(_("Open"), number=True),
        Heading(_("Late"), number=True),
    ]
    rows = [(theme_cell(each, leads=leads), *asked_cells(each), *meant_cells(each)) for each in plan.asked]
    return plain_table(_("The plans of all added up"), columns, rows)


def theme_cell(line: PlanLine, *, leads: bool) -> str:
    """The theme, perhaps leading to its actions."""
    if not leads or not line.meant or not line.meant.actions:
        return line.theme.title
    return link(f"?theme={line.theme.key}", line.theme.title)


def asked_cells(line: PlanLine) -> tuple[str, str]:
    """How many are weak of how many, and how many of these have an action."""
    asked = line.asked
    if asked is None:
        return _("Hidden"), _("Hidden")
    return _("{weak} of {scored}").format(weak=asked.weak, scored=asked.scored), f"{asked.planned:,}"


def meant_cells(line: PlanLine) -> tuple[str, ...]:
    """The counts of actions."""
    meant = line.meant
    if meant is None:
        return (_("Hidden"),) * 4
    return tuple(f"{number:,}" for number in (meant.actions, meant.done, meant.open, meant.late))
