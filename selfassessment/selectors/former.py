"""What a partnership came to in the programme year before: the one that stands, theme by theme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery

from kit.prepared import PreparedValues
from partnerships.models import Partnership, Programme
from selfassessment.models import Completion
from selfassessment.rules.planning import Lowering
from selfassessment.selectors.beside import planned_column, score_column, scores_in


@dataclass(frozen=True)
class Former:
    """Last year's stage, as shown, and overall score; `means` has its themes where both years are on the same scale."""

    completion: int
    stage: str
    overall: Fraction
    means: Mapping[str, Fraction] = field(default_factory=dict)


def former_of(completion: Completion) -> Former | None:
    """Of the same partnership on the same framework, in whatever version; one query."""
    place = completion.partnership
    year = place.programme
    coded = (place.gss_code,) if place.gss_code else ()
    asked = (completion.made_on.framework_id, place.area, place.tier, year.region, year.starts, *coded)
    rows = before(is_coded=bool(coded)).fetch(*asked)
    row = dict(zip(COLUMNS, rows[0], strict=True)) if rows else None
    scale = completion.made_on.content["scoring"]["scale"]
    return read(row) if row and row["scale"].keys() == scale.keys() else None


SAID = {"stages": "stages", "scale": "scale", "limit": "plan_below", "lowers": "lower_stage_without_plan"}
COLUMNS = ("pk", "stage", *SAID, "score_rows", "action_rows")
# Stand for what is asked about.
FRAMEWORK, AREA, TIER, REGION, STARTS, CODE = -1, "<area>", "<tier>", "<region>", date.min, "<code>"


@lru_cache(maxsize=2)
def before(*, is_coded: bool) -> PreparedValues:
    """The columns of `read`, of a partnership with or without a GSS code; kept for good, as the SQL is."""

    def make() -> QuerySet[Completion, Any]:
        year = Programme(region=REGION, starts=STARTS)
        place = Partnership(area=AREA, tier=TIER, gss_code=CODE if is_coded else "", programme=year)
        rows = Completion.objects.standing().filter(partnership__in=line_of(place))
        said = [F(f"made_on__content__scoring__{key}") for key in SAID.values()]
        columns: tuple[Any, ...] = ("pk", "stage", *said, score_column(), planned_column("partnership"))
        return rows.filter(made_on__framework=FRAMEWORK).order_by("pk").values_list(*columns)[:1]

    return PreparedValues(make, FRAMEWORK, AREA, TIER, REGION, STARTS, *((CODE,) if is_coded else ()))


def read(row: Mapping[str, Any]) -> Former:
    """Of the columns of `former_of`."""
    scores = scores_in(row["score_rows"])
    means = {key: score.mean for key, score in scores.items() if score.mean is not None}
    key = shown_in(row, means)
    label = next(stage["label"] for stage in row["stages"] if stage["key"] == key)
    return Former(row["pk"], label, sum(means.values(), Fraction(0)) / len(means), means)


def shown_in(row: Mapping[str, Any], means: Mapping[str, Fraction]) -> str:
    """The key of the stage that was found, or of the one before it while a theme that asks has no action."""
    lowering = Lowering(Fraction(str(row["limit"])), tuple(stage["key"] for stage in row["stages"]))
    planned = {action["theme"] for action in row["action_rows"]}
    is_without = any(mean < lowering.limit and key not in planned for key, mean in means.items())
    found: str = row["stage"]
    return lowering.one_below(found) if row["lowers"] and is_without else found


def line_of(partnership: Partnership) -> QuerySet[Partnership]:
    """The same partnership in the region's year before: by its GSS code, or by area and tier where it has none."""
    same = Q(area=partnership.area, tier=partnership.tier)
    if partnership.gss_code:
        same = Q(gss_code=partnership.gss_code) | (same & Q(gss_code=""))
    return Partnership.objects.filter(same, programme=year_before(partnership.programme))


def year_before(programme: Programme) -> Subquery:
    """The key of the region's latest programme year that began earlier, for a query."""
    earlier = Programme.objects.filter(region=programme.region, starts__lt=programme.starts).order_by("-starts", "-pk")
    return Subquery(earlier.values("pk")[:1])
