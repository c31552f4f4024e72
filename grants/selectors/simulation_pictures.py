"""A simulation as a picture: what each county, and the single tiers together, would get more or less."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from grants.selectors.eligibility import pounds
from grants.selectors.simulations import Simulated
from kit.charts.bars import Bar, Bars, BarWords, bars
from kit.charts.figure import Caption, Figure
from kit.charts.numbers import NumberStyle
from partnerships.models import Partnership, Programme

MOST_BARS = 8
GAINS = NumberStyle(prefix="£", places=2, signed=True)


def differences_of(result: Simulated) -> Figure | None:
    """Bars, the largest difference first; None when no money moves."""
    sums = [(name, pence) for name, pence in by_place(result).items() if pence]
    if not sums:
        return None
    sums.sort(key=lambda one: -abs(one[1]))
    title = _("More or less than as things stand")
    reads = _("A bar for each place. One to the right gets more, a hatched one to the left gets less.")
    rows = tuple(Bar(name, pounds(pence)) for name, pence in sums[:MOST_BARS])
    words = BarWords(missing="", empty="", name=_("Place"), value=_("Difference"))
    return bars(Bars(Caption(title, reads), rows, GAINS), words)


def by_place(result: Simulated) -> dict[str, int]:
    """Differences in pence by county, single tiers by tier, and what is left over."""
    found = dict[str, int]()
    tiers = {tier: single_tiers(result.now.programme, tier) for tier in Partnership.Tier.values}
    for change in result.changed:
        place = change.county or tiers[change.progress.tier]
        found[place] = found.get(place, 0) + change.difference
    left = result.after.undistributed_pence - result.before.undistributed_pence
    return {**found, _("Withheld or undistributed"): left}


def single_tiers(programme: Programme, tier: str) -> str:
    """All of one tier, in the region's word."""
    return str(capfirst(programme.words(tier)))
