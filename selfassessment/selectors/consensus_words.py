"""The spread of partners' scores in words and as a small picture; the words say all that the picture shows."""

from collections import Counter
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit.charts import palette
from kit.charts.markup import line, painted, short, tag
from selfassessment.rules.consensus import Spread
from selfassessment.rules.figures import as_limit

MOST_SEPARATE = 8  # more are counted by score
HIGH, EDGE, STEP, BIGGEST = 26, 13, 30, 12


def as_median(value: Fraction) -> str:
    """A whole number, or a half."""
    return str(int(value)) if value.denominator == 1 else as_limit(value)


def scores_in_words(spread: Spread) -> str:
    """`1 · 3 · 3 · 4`, and of many partners `1 × 2, 3 × 14`."""
    if len(spread.scores) <= MOST_SEPARATE:
        return " · ".join(str(score) for score in spread.scores)
    return ", ".join(f"{score} × {many}" for score, many in sorted(Counter(spread.scores).items()))


def facts_in_words(spread: Spread) -> str:
    """`Median 3, from 1 to 4. 1 says not applicable`."""
    parts = []
    if spread.median is not None:
        parts.append(middle_in_words(spread, spread.median))
    if spread.not_applicable:
        said = ngettext("%(n)s says not applicable", "%(n)s say not applicable", spread.not_applicable)
        parts.append(said % {"n": spread.not_applicable})
    return ". ".join(parts)


def middle_in_words(spread: Spread, median: Fraction) -> str:
    """The median with the lowest and highest score."""
    low, high = spread.scores[0], spread.scores[-1]
    if len(spread.scores) == 1:
        return _("One score")
    if low == high:
        return _("All of {count} the same").format(count=len(spread.scores))
    return _("Median {median}, from {low} to {high}").format(median=as_median(median), low=low, high=high)


def in_one_line(spread: Spread) -> str:
    """For beside a statement: what partners scored, and what that comes to."""
    if not spread.said:
        return ""
    parts = [each for each in (scores_in_words(spread), facts_in_words(spread)) if each]
    return _("Partners: {what}").format(what=". ".join(parts))


def strip(spread: Spread, top: int) -> SafeString:
    """A dot for each score, larger the more partners gave it, and a stroke at the median; hidden from readers aloud."""
    wide = 2 * EDGE + STEP * (top - 1)
    middle = HIGH // 2
    ticks = "".join(f"M{short(place(score))} {middle - 3}v6" for score in range(1, top + 1))
    drawn = line(f"M{EDGE} {middle}H{wide - EDGE}{ticks}", stroke=palette.NONE_LINE)
    counted = sorted(Counter(spread.scores).items())
    dots = "".join(tag("circle", cx=place(score), cy=middle, r=radius(many)) for score, many in counted)
    drawn += tag("g", dots, **painted(palette.MIDDLE)) if dots else ""
    if spread.median is not None:
        x = short(place(spread.median))
        drawn += line(f"M{x} 0V{HIGH}", stroke=palette.INK, width=2.5)
    attributes = {"class": "ch", "viewBox": f"0 0 {wide} {HIGH}"}
    return SafeString(tag("svg", drawn, width=wide, height=HIGH, aria_hidden="true", focusable="false", **attributes))


def place(score: Fraction | int) -> float:
    """Where a score lies."""
    return float(EDGE + STEP * (score - 1))


def radius(many: int) -> float:
    """By area, up to the biggest that does not touch its neighbours' middle."""
    return float(min(BIGGEST, 6 * many**0.5))
