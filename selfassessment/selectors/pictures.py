"""The scores of a result as a dot plot by theme, beside last year's and the middle half of others of its kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from kit.charts.dots import Dot, Dots, DotWords, dots
from kit.charts.figure import Caption, Figure, Table
from kit.charts.numbers import NumberStyle
from selfassessment.rules.figures import PLACES, as_limit, as_score, limits_of
from selfassessment.rules.framework import Theme
from selfassessment.rules.quartiles import Quartiles
from selfassessment.rules.scoring import ThemeScore
from selfassessment.selectors.result_page import ResultPage
from selfassessment.selectors.result_words import group_of, plot_title

UNUSED = ""  # what is not drawn needs no words


@dataclass(frozen=True)
class Row:
    """A theme with all its figures, written as they are shown."""

    theme: Theme
    score: ThemeScore
    now: str
    last: str
    band: tuple[str, str, str] | None

    @property
    def dot(self) -> Dot:
        """As it is drawn."""
        low, middle, high = self.band or ("", "", "")
        return Dot(self.theme.title, value(self.now), value(self.last), (value(low), value(middle), value(high)))


def plot_of(page: ResultPage) -> Figure:
    """Each theme on the scale, the highest first; its table has the same figures and how much was answered."""
    scoring, rows = page.result.words.scoring, list(rows_of(page))
    figures = [each for row in rows for each in (row.now, row.last) if each]
    places = max((len(figure.partition(".")[2]) for figure in figures), default=PLACES)
    description = _("Scores by theme from 1 to {top}.").format(top=scoring.top)
    data = Dots(
        Caption(plot_title(page), description),
        tuple(row.dot for row in rows),
        high=scoring.top,
        weak=float(scoring.weak_below),
        style=NumberStyle(places=places),
    )
    return replace(dots(data, words_of(page)), table=table_of(page, rows))


def rows_of(page: ResultPage) -> Iterator[Row]:
    """The highest first, and those that do not show last."""
    limits = limits_of(page.result.words.scoring)
    last, bands = page.former.means if page.former else {}, page.comparison.bands
    for theme, score in sorted(page.result.themes, key=lambda each: -(each[1].mean or Fraction(0))):
        yield Row(
            theme=theme,
            score=score,
            now="" if score.mean is None else as_score(score.mean, limits),
            last=as_score(last[theme.key], limits) if theme.key in last else "",
            band=written(bands[theme.key]) if theme.key in bands else None,
        )


def written(band: Quartiles) -> tuple[str, str, str]:
    """Quartiles are compared with no limit, so two places do."""
    return as_score(band.low), as_score(band.middle), as_score(band.high)


def value(figure: str) -> Decimal | None:
    """What is drawn for a figure."""
    return Decimal(figure) if figure else None


def words_of(page: ResultPage) -> DotWords:
    """What stands beside the marks."""
    limit = as_limit(page.result.words.scoring.weak_below)
    group = group_of(page)
    return DotWords(
        missing=missing_in(page),
        empty=_("No theme shows"),
        name=_("Theme"),
        now=_("This year"),
        last=_("Last year"),
        others=UNUSED,
        median=UNUSED,
        key_now=_("this year"),
        key_weak=_("this year, below {limit}").format(limit=limit),
        key_last=_("last year (a ring where it is the same)"),
        key_others=_("middle half of {group}, and their median").format(group=group),
        between=UNUSED,
    )


def table_of(page: ResultPage, rows: list[Row]) -> Table:
    """The same in figures; a column that would be empty is left out."""
    missing, none = missing_in(page), _("None")
    columns = [(_("Theme"), [row.theme.title for row in rows]), (_("This year"), [row.now or missing for row in rows])]
    if page.former:
        columns.append((_("Last year"), [row.last or none for row in rows]))
    if page.comparison.bands:
        middle_half = _("Middle half of {group}").format(group=group_of(page))
        columns.append((middle_half, [between(row.band) for row in rows]))
    if not page.completion.is_joint:
        columns.append((_("Answered"), [answered(row.score) for row in rows]))
    cells = tuple(zip(*(cells for _, cells in columns), strict=True))
    return Table(tuple(name for name, _ in columns), cells, numeric=tuple(range(1, len(columns))))


def missing_in(page: ResultPage) -> str:
    """What is said of a theme without a score."""
    return _("No level given") if page.completion.is_joint else _("Not shown")


def between(band: tuple[str, str, str] | None) -> str:
    """From the lower quartile to the upper one, with the median."""
    if band is None:
        return _("None")
    return _("{low} to {high}, median {middle}").format(low=band[0], middle=band[1], high=band[2])


def answered(score: ThemeScore) -> str:
    """How many statements of those that apply."""
    return _("{answered} of {applicable}").format(answered=score.answered, applicable=score.applicable)
