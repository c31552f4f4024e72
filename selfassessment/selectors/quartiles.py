"""Reads of what a year's partnerships came to, by theme, without names."""

from collections import defaultdict
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from kit.prepared import PreparedValues
from partnerships.models import Partnership
from selfassessment.models import Completion, ThemeScore
from selfassessment.rules.quartiles import Comparison, Peer, compare

Tier = Partnership.Tier
TWO_TIER, SINGLE_TIER = "two_tier", "single_tier"


def comparison_for(completion: Completion, smallest: int) -> Comparison:
    """With others of its kind that completed on the same version in its year; no group of fewer is shown. One query."""
    tier = completion.partnership.tier
    return compare(tier, kind_of(tier), peers_of(completion), smallest)


def peers_of(completion: Completion) -> list[Peer]:
    """Everybody whose completion stands, in one query; nobody is named."""
    means: dict[tuple[int, str], dict[str, Fraction]] = defaultdict(dict)
    rows = SCORES.fetch(completion.made_on_id, completion.partnership.programme_id)
    for key, tier, theme, total, answered in rows:
        means[key, tier][theme] = Fraction(total, answered)
    return [Peer(tier, kind_of(tier), found) for (_, tier), found in means.items()]


VERSION, PROGRAMME = -1, -2  # stand for what a completion is made on and the year it is of


def scores() -> QuerySet[ThemeScore, Any]:
    """Of every theme that shows, in completions that stand."""
    rows = ThemeScore.objects.filter(
        shows=True,
        completion__reopened_at=None,
        completion__made_on=VERSION,
        completion__partnership__programme=PROGRAMME,
    )
    columns = ("completion", "completion__partnership__tier", "theme", "total", "answered")
    return rows.order_by().values_list(*columns)


SCORES = PreparedValues(scores, VERSION, PROGRAMME)


def kind_of(tier: str) -> str:
    """Two-tier are counties and their districts."""
    return TWO_TIER if tier in (Tier.COUNTY, Tier.DISTRICT) else SINGLE_TIER
