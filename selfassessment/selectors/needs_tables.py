"""What a region needs as a table of scores: themes by group, or partnerships by theme; on the page and as a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kit.govuk_ui.heat import Cell, HeatRow, HeatTable
from kit.govuk_ui.table import link
from partnerships.models import Partnership, Programme
from selfassessment.rules.figures import as_score_of, in_places, nearest, rounded
from selfassessment.rules.framework import Framework, Theme
from selfassessment.rules.needs import HIDDEN, Row, Sum, bounds, step_of
from selfassessment.selectors.needs import Needs, Scale
from selfassessment.selectors.needs_standing import Group, Line
from selfassessment.selectors.needs_sums import Scores
from selfassessment.selectors.stages import NOT_BEGUN, OTHER, UNDER_WAY

SIDE_BY_SIDE = 8  # more groups than these stand beneath each other, with the themes across
MOST_KEPT = 4096  # cells: those of ten large regions
GUARDED_PLACES, GUARDED_UNIT = 1, 10  # so that a mean that moves a little does not tell what one more partnership said


@dataclass(frozen=True)
class Step:
    """A ground of the table and the scores it stands for."""

    number: int
    low: str
    high: str


@dataclass(frozen=True)
class Figure:
    """A cell as a row of a file."""

    group: str
    theme: str
    score: Decimal | None
    number: int | None
    note: str


def steps_of(words: Framework) -> list[Step]:
    """What each ground means."""
    return [Step(at, rounded(low, 1), rounded(high, 1)) for at, (low, high) in enumerate(bounds(words.scoring.top), 1)]


def written(number: int, parts: int, scale: Scale) -> str:
    """A mean of so many parts in figures, roughly for those who must not see small groups."""
    if scale.is_exact:
        return as_score_of(number, parts, scale.limits)
    return in_places(nearest(number, parts, GUARDED_UNIT), GUARDED_PLACES)


def cell_of(found: Sum, needs: Needs) -> Cell:
    """A mean with how many partnerships it is of, or why there is none."""
    if found is HIDDEN:
        return Cell(_("Hidden"))
    if not found.number:
        return Cell(_("None"))
    return cell_on(needs.scale, *found.ratio, found.number)


@lru_cache(MOST_KEPT)
def cell_on(scale: Scale, number: int, parts: int, partnerships: int = 0) -> Cell:
    """A mean of so many parts on its ground, both as one may see it, perhaps with how many it is of.

    Of whole numbers alone, as there are hundreds, and most are the same when the page is asked for again.
    """
    if not scale.is_exact:
        number, parts = nearest(number, parts, GUARDED_UNIT), GUARDED_UNIT
    limit, of = scale.weak_below
    step, is_weak = step_of(number, parts, scale.top), number * of < limit * parts
    return Cell(written(number, parts, scale), f"({partnerships:,})" if partnerships else "", step, is_weak)


def area_of(group: Group, programme: Programme) -> str:
    """What a group is called."""
    return group.area or capfirst(programme.words(group.key))


def themes_of(needs: Needs) -> list[Theme]:
    """The weakest first."""
    by_key = {theme.key: theme for theme in needs.words.themes}
    return [by_key[key] for key in needs.weakest]


def groups_of(needs: Needs, page: Sequence[tuple[Group, Row]]) -> HeatTable:
    """Themes by some of the groups and the region; many groups stand beneath each other."""
    names = [area_of(group, needs.programme) for group, _row in page]
    columns, rows = [_("Region"), *names], [needs.heat.region, *(row for _group, row in page)]
    themes = themes_of(needs)
    if is_tall(needs):
        drawn = [
            HeatRow(name, [cell_of(row.of(theme.key), needs) for theme in themes])
            for name, row in zip(columns, rows, strict=True)
        ]
        return HeatTable(_("Scores by group"), _("Group"), [theme.title for theme in themes], [("", drawn)], True)
    drawn = [HeatRow(theme.title, [cell_of(row.of(theme.key), needs) for row in rows]) for theme in themes]
    return HeatTable(_("Scores by theme"), _("Theme"), columns, [("", drawn)])


def is_tall(needs: Needs) -> bool:
    """Whether there are more groups than can stand side by side."""
    return len(needs.standings.groups) > SIDE_BY_SIDE


def partnerships_of(needs: Needs, page: Iterable[Line], scores: Scores) -> HeatTable:
    """Some partnerships by theme, under the names of their groups; who has no scores says why."""
    themes = themes_of(needs)
    none = Cell(_("None"))
    groups: dict[str, list[HeatRow]] = {}
    for each in page:
        name, found = link(reverse("partnership", args=[each.pk]), each.name), scores.get(each.pk)
        if found is None:
            row = HeatRow(name, instead=why_not(each))
        else:
            row = HeatRow(
                name, [cell_on(needs.scale, *found[theme.key]) if theme.key in found else none for theme in themes]
            )
        groups.setdefault(group_name(each, needs.programme), []).append(row)
    one = capfirst(needs.programme.word("partnership"))
    return HeatTable(_("Scores by partnership"), one, [theme.title for theme in themes], list(groups.items()), True)


def group_name(line: Line, programme: Programme) -> str:
    """The county whose locality it is in, or its tier."""
    if line.tier == Partnership.Tier.COUNTY:
        return line.area
    return line.county or capfirst(programme.words(line.tier))


def why_not(line: Line) -> str:
    """Why a partnership has no scores here."""
    said = {NOT_BEGUN: _("Not begun"), UNDER_WAY: _("Under way"), OTHER: _("On another framework")}
    return said.get(line.stage, _("No theme has a score"))


def figures_of(needs: Needs) -> Iterator[Figure]:
    """Every cell of the table of groups, the region first."""
    groups = [(_("Region"), needs.heat.region)]
    rows = zip(needs.standings.groups, needs.heat.rows, strict=True)
    groups += [(area_of(group, needs.programme), row) for group, row in rows]
    for name, row in groups:
        for theme in needs.words.themes:
            yield figure_of(name, theme, row.of(theme.key), needs)


def figure_of(name: str, theme: Theme, found: Sum, needs: Needs) -> Figure:
    """A cell, or why it is empty."""
    if found is HIDDEN:
        return Figure(name, theme.title, None, None, hidden_because(needs))
    if not found.number:
        return Figure(name, theme.title, None, 0, _("Nobody has a score"))
    return Figure(name, theme.title, Decimal(written(*found.ratio, needs.scale)), found.number, "")


def hidden_because(needs: Needs) -> str:
    """Why a cell is empty for who must not see small groups."""
    return _("Hidden: fewer than {least}, or it would tell of fewer").format(least=needs.least)


def figures_by_name(needs: Needs, lines: Iterable[Line], scores: Scores) -> Iterator[Figure]:
    """Every partnership's score of every theme, or why there is none."""
    for each in lines:
        found = scores.get(each.pk)
        for theme in needs.words.themes:
            came_to = found.get(theme.key) if found else None
            note = "" if came_to else _("Not shown") if found else why_not(each)
            score = Decimal(written(*came_to, needs.scale)) if came_to else None
            yield Figure(each.name, theme.title, score, 1 if came_to else None, note)
