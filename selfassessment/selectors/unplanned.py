"""Themes that ask for an action and have none, of what a partnership completed: a column in a query of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, Exists, F, Func, JSONField, OuterRef, Value
from django.db.models.functions import Cast, JSONObject

from selfassessment.models import Action, ThemeScore
from selfassessment.selectors.needs_riding import JSONPath

WORDS = "completion__made_on__content"
EXACTLY = DecimalField(max_digits=12, decimal_places=6)  # as many decimals as a file's limits have


@dataclass(frozen=True)
class Unplanned:
    """A theme by its key, and what it is called."""

    key: str
    title: str


def unplanned_column() -> ArraySubquery:
    """Of a partnership, by the completion that stands, the weakest first; `unplanned_in` reads it."""
    against = Action.objects.standing().against_score()
    own = ThemeScore.objects.filter(completion__partnership=OuterRef("pk"), completion__reopened_at=None, shows=True)
    mean = Cast(F("total"), EXACTLY) / F("answered")
    limit = Cast(F(f"{WORDS}__scoring__plan_below"), EXACTLY)
    low = own.filter(~Exists(against), total__lt=limit * F("answered")).order_by(mean, "place")
    return ArraySubquery(low.values(row=JSONObject(key="theme", title=title())))


def title() -> Func:
    """What the framework calls the theme of a score."""
    way = Cast(Value("$.themes[*] ? (@.key == $key).title"), JSONPath())
    return Func(WORDS, way, JSONObject(key="theme"), function="jsonb_path_query_first", output_field=JSONField())


def unplanned_in(rows: Sequence[Mapping[str, Any]]) -> tuple[Unplanned, ...]:
    """Of such a column."""
    return tuple(Unplanned(**row) for row in rows)
