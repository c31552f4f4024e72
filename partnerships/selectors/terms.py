"""Reads about versions of a year's terms."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from partnerships.models import Programme, Terms

# Every setting of a version but its rates, in the order in which people read them.
SETTINGS: tuple[str, ...] = (
    *("majority", "county_counts", "require_shared"),
    *("share_basis", "populations_confirmed", "recipients", "single_tier_nonsubmission", "district_nonsubmission"),
    *("sharing_partners", "sharing_confirmed", "basis_validity", "first_instalment", "second_needs_report"),
    *("support_days", "smallest_group", "spending_limit"),
)


def versions_of(programme: Programme) -> QuerySet[Terms]:
    """Every version in force once, the newest first, with rates and who made it."""
    fixed = programme.terms.filter(fixed_at__isnull=False)
    return fixed.select_related("made_by", "fixed_by").prefetch_related("rates").order_by("-number")


def rates_of(terms: Terms | None) -> dict[str, tuple[Decimal, str]]:
    """Tier → amount in pounds and its source; nothing without terms."""
    return {rate.tier: (rate.amount, rate.source) for rate in terms.rates.all()} if terms and terms.pk else {}


def settings_of(terms: Terms) -> dict[str, Any]:
    """Every setting by its name, and each rate as `rate_<tier>`: what two versions are compared by."""
    rates = {f"rate_{tier}": rate for tier, rate in rates_of(terms).items()}
    return {**rates, **{name: getattr(terms, name) for name in SETTINGS}}


def with_former(versions: Sequence[Terms]) -> list[tuple[Terms, Terms | None]]:
    """Each of some versions in falling order, with the one before it."""
    return list(zip(versions, [*versions, None][1:], strict=True))
