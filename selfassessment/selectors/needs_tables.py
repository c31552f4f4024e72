"""What a region needs as a table of scores: themes by group, or partnerships by theme; on the page and as a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kit.govuk_ui.heat import Cell, HeatRow, HeatTable
from kit.govuk_ui.table import link
from partnerships.models import Partnership, Programme
from selfassessment.rules.figures import as_score, limits_of, rounded
from selfassessment.rules.framework import Framework, Theme
from selfassessment.rules.needs import HIDDEN, Row, Sum, bounds, step_of
from selfassessment.selectors.needs import Group, Needs
from selfassessment.selectors.stages import COLUMN, NOT_BEGUN, OTHER, UNDER_WAY

SIDE_BY_SIDE = 8  # more groups than these stand beneath each other, with the themes across
GUARDED_PLACES = 1  # so that a mean that moves a little does not tell what one more partnership said


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


def as_seen(mean: Fraction, needs: Needs) -> Fraction:
    """A mean, roughly for those who must not see small groups."""
    return mean if needs.by_name else Fraction(rounded(mean, GUARDED_PLACES))


def written(mean: Fraction, needs: Needs) -> str:
    """It in figures."""
    return as_score(mean, limits_of(needs.words.scoring)) if needs.by_name else rounded(mean, GUARDED_PLACES)


def cell_of(found: Sum, needs: Needs, *, counted: bool = True) -> Cell:
    """A mean with how many partnerships it is of, or why there is none."""
    if found is HIDDEN:
        return Cell(_("Hidden"))
    mean = found.mean
    if mean is None:
        return Cell(_("None"))
    scoring, mean = needs.words.scoring, as_seen(mean, needs)
    count = f"({found.number:,})" if counted else ""
    return Cell(written(mean, needs), count, step_of(mean, scoring.top), mean < scoring.weak_below)


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


def partnerships_of(needs: Needs, page: Iterable[Partnership], cells: Mapping[int, Mapping[str, Sum]]) -> HeatTable:
    """Some partnerships by theme, under the names of their groups; who has no scores says why."""
    themes = themes_of(needs)
    groups: dict[str, list[HeatRow]] = {}
    for each in page:
        name, found = link(reverse("partnership", args=[each.pk]), each.name), cells.get(each.pk)
        if found is None:
            row = HeatRow(name, instead=why_not(each))
        else:
            scores = (found.get(theme.key, Sum()) for theme in themes)
            row = HeatRow(name, [cell_of(score, needs, counted=False) for score in scores])
        groups.setdefault(group_name(each, needs.programme), []).append(row)
    one = capfirst(needs.programme.word("partnership"))
    return HeatTable(_("Scores by partnership"), one, [theme.title for theme in themes], list(groups.items()), True)


def group_name(partnership: Partnership, programme: Programme) -> str:
    """The county whose locality it is in, or its tier."""
    if partnership.tier == Partnership.Tier.COUNTY:
        return partnership.area
    return partnership.county.area if partnership.county else capfirst(programme.words(partnership.tier))


def why_not(partnership: Partnership) -> str:
    """Why a partnership has no scores here."""
    said = {NOT_BEGUN: _("Not begun"), UNDER_WAY: _("Under way"), OTHER: _("On another framework")}
    return said.get(getattr(partnership, COLUMN), _("No theme has a score"))


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
    if found.mean is None:
        return Figure(name, theme.title, None, 0, _("Nobody has a score"))
    return Figure(name, theme.title, Decimal(written(found.mean, needs)), found.number, "")


def hidden_because(needs: Needs) -> str:
    """Why a cell is empty for who must not see small groups."""
    return _("Hidden: fewer than {least}, or it would tell of fewer").format(least=needs.least)


def figures_by_name(
    needs: Needs, partnerships: Iterable[Partnership], cells: Mapping[int, Mapping[str, Sum]]
) -> Iterator[Figure]:
    """Every partnership's score of every theme, or why there is none."""
    for each in partnerships:
        found = cells.get(each.pk)
        for theme in needs.words.themes:
            mean = found.get(theme.key, Sum()).mean if found else None
            note = "" if mean is not None else _("Not shown") if found else why_not(each)
            score = None if mean is None else Decimal(written(mean, needs))
            yield Figure(each.name, theme.title, score, None if mean is None else 1, note)
