"""The scores of a completed assessment as a dot plot by theme."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from kit.charts.dots import Dot, Dots, DotWords, dots
from kit.charts.figure import Caption, Figure, Table
from kit.charts.numbers import NumberStyle
from selfassessment.rules.figures import as_limit, as_score, limits_of
from selfassessment.rules.framework import Theme
from selfassessment.rules.scoring import ThemeScore
from selfassessment.selectors.completions import Result

UNUSED = ""  # what is not drawn needs no words


def plot_of(result: Result, title: str) -> Figure:
    """Each theme on the scale, the highest first; its table has the same scores and how much was answered."""
    rows = sorted(result.themes, key=lambda each: -(each[1].mean if each[1].mean is not None else -1))
    limits = limits_of(result.words.scoring)
    written = {score.key: as_score(score.mean, limits) for _, score in rows if score.mean is not None}
    places = max((len(figure.partition(".")[2]) for figure in written.values()), default=2)
    caption = Caption(title, _("Scores by theme from 1 to {top}.").format(top=result.words.scoring.top))
    data = Dots(
        caption,
        tuple(Dot(theme.title, Decimal(written[theme.key]) if theme.key in written else None) for theme, _ in rows),
        high=result.words.scoring.top,
        weak=float(result.words.scoring.weak_below),
        style=NumberStyle(places=places),
    )
    return replace(dots(data, words_of(result)), table=table_of(rows, written))


def words_of(result: Result) -> DotWords:
    """What stands beside the marks."""
    limit = as_limit(result.words.scoring.weak_below)
    return DotWords(
        missing=_("Not shown"),
        empty=_("No theme shows"),
        name=_("Theme"),
        now=_("Score"),
        last=UNUSED,
        others=UNUSED,
        median=UNUSED,
        key_now=_("score of a theme"),
        key_weak=_("a theme below {limit}").format(limit=limit),
        key_last=UNUSED,
        key_others=UNUSED,
        between=UNUSED,
    )


def table_of(rows: list[tuple[Theme, ThemeScore]], written: dict[str, str]) -> Table:
    """The same in figures."""
    cells = tuple(
        (
            theme.title,
            written.get(theme.key, _("Not shown")),
            _("{answered} of {applicable}").format(answered=score.answered, applicable=score.applicable),
        )
        for theme, score in rows
    )
    return Table((_("Theme"), _("Score"), _("Answered")), cells, numeric=(1, 2))
