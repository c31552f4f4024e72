"""The scores of a region, added up by group and theme: of a year, and of the places that have them in both years.

Only completions that stand on the framework of the year are added up; a joint review's levels are scores like others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import BooleanField, Case, CharField, ExpressionWrapper, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, Concat, DenseRank, NullIf

from kit.prepared import PreparedValues
from partnerships.models import Programme
from selfassessment.models import Completion, FrameworkVersion, ThemeScore
from selfassessment.rules.needs import Change, Sum
from selfassessment.selectors.former import year_before
from selfassessment.selectors.needs_standing import PROGRAMME, VERSION, group_of

OF_SCORE = "completion__partnership__"
FRAMEWORK, REGION, STARTS = -3, "the region of the year", date.min  # stand for what is asked about
Sums = dict[str, Sum]  # by the key of a theme


@dataclass(frozen=True)
class AddedUp:
    """By group and theme; then by theme the places with a score of it in both years, in this and in the one before, and
    all scores of the year before.
    """

    groups: dict[str, Sums]
    now: Sums
    before: Sums
    last: Sums

    @property
    def changes(self) -> list[Change]:
        """Of every theme that some place has a score of in both years."""
        return [Change(theme, now, self.before[theme]) for theme, now in self.now.items()]


def added_up(programme: Programme, version: FrameworkVersion, *, tier: str = "") -> AddedUp:
    """One query, whose rows are groups and themes, however many partnerships there are."""
    found = AddedUp({}, {}, {}, {})
    values = (programme.pk, version.pk, version.framework_id, programme.region, programme.starts)
    for row in completions(tier).fetch_within(ADDED_UP, *values):
        of_all, group, theme, answered, answered_before, number, total, total_before = row
        if not of_all and answered:
            add(found.groups.setdefault(group, {}), theme, answered, number, total)
        elif of_all and answered_before:
            add(found.last, theme, answered_before, number, total_before)
            if answered:
                add(found.now, theme, answered, number, total)
                add(found.before, theme, answered_before, number, total_before)
    return found


def add(sums: Sums, theme: str, answered: int, number: int, total: int) -> None:
    """One more to a theme: the total scores of so many partnerships that answered so many of its statements."""
    more, known = Sum(number, total, answered), sums.get(theme)
    sums[theme] = known + more if known else more


# The scores of a place in both years are put side by side before they are added up.
ADDED_UP = f"""
    WITH completed AS MATERIALIZED ({{found}}),
    compared AS (
        SELECT same, scores.theme, max(of_group) AS of_group,
            max(answered) FILTER (WHERE is_now) AS answered,
            max(total) FILTER (WHERE is_now) AS total,
            max(answered) FILTER (WHERE NOT is_now) AS answered_before,
            max(total) FILTER (WHERE NOT is_now) AS total_before
        FROM completed JOIN {ThemeScore._meta.db_table} AS scores ON scores.completion_id = completed.key
        WHERE scores.shows GROUP BY same, scores.theme
    )
    SELECT grouping(of_group) = 1, of_group, theme, answered, answered_before, count(*), sum(total), sum(total_before)
    FROM compared GROUP BY GROUPING SETS ((of_group, theme, answered), (theme, answered, answered_before))
"""  # noqa: S608 (names of the model)


@cache
def completions(tier: str) -> PreparedValues:
    """Those of both years, with a number that is the same for the same place, and the group of this year's."""
    year = Programme(pk=PROGRAMME, region=REGION, starts=STARTS)

    def make() -> QuerySet[Completion, Any]:
        is_now, of_tier = Q(partnership__programme=PROGRAMME), {"partnership__tier": tier} if tier else {}
        last = Q(made_on__framework=FRAMEWORK, partnership__programme=year_before(year))
        found = Completion.objects.standing().filter((is_now & Q(made_on=VERSION)) | last, **of_tier).order_by()
        return found.annotate(
            key=F("pk"),
            is_now=ExpressionWrapper(is_now, BooleanField()),
            of_group=Case(When(is_now, then=group_of("partnership__")), default=None),
            same=Window(DenseRank(), order_by=place_of("partnership__")),
        ).values_list("key", "is_now", "of_group", "same")

    return PreparedValues(make, PROGRAMME, VERSION, FRAMEWORK, REGION, STARTS)


def place_of(prefix: str) -> Coalesce:
    """What tells the same place in two years: its code, or area and tier."""
    named = Concat(f"{prefix}tier", Value(" "), f"{prefix}area", output_field=CharField())
    return Coalesce(NullIf(f"{prefix}gss_code", Value("")), named, output_field=CharField())


def scores_standing(version: int) -> QuerySet[ThemeScore]:
    """What themes came to in completions that stand, on a version."""
    return ThemeScore.objects.filter(shows=True, completion__reopened_at=None, completion__made_on=version).order_by()


Scores = dict[int, dict[str, tuple[int, int]]]  # by partnership and theme: the sum of its scores, and of how many


def scores_of(partnerships: Iterable[int], version: int) -> Scores:
    """What some partnerships came to; one query."""
    found: Scores = {}
    for pk, theme, total, answered in OF_ALL.fetch_within(OF_SOME, version, own=[list(partnerships)]):
        found.setdefault(pk, {})[theme] = total, answered
    return found


OF_SOME = "SELECT * FROM ({found}) AS found WHERE partnership = ANY(%s)"
OF_ALL = PreparedValues(
    lambda: (
        scores_standing(VERSION)
        .annotate(partnership=F("completion__partnership"))
        .values_list("partnership", "theme", "total", "answered")
    ),
    VERSION,
)
