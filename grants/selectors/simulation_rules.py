"""The offers and choices of the rule that simulations make otherwise than the year, or than each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from grants.selectors.eligibility import Eligibility, settings_of
from grants.selectors.simulations import Simulated
from kit.govuk_ui.formats import exact
from partnerships.models import Programme
from partnerships.selectors.wordings import COUNTY, MONEY, WITHOUT, choice_of, said


@dataclass(frozen=True)
class Apart:
    """One choice in words: what it is called, what the year says, and what each simulation says."""

    name: str
    year: str
    simulated: tuple[str, ...]


def rules_apart(live: Eligibility, results: Sequence[Simulated], programme: Programme) -> list[Apart]:
    """Those in which at least one differs from the terms in force: offers first."""
    return [*offers_apart(live, results, programme), *choices_apart(live, results, programme)]


def offers_apart(live: Eligibility, results: Sequence[Simulated], programme: Programme) -> Iterator[Apart]:
    """What each tier is offered, to the penny."""
    for tier, year in live.offers.items():
        offered = [result.offers[tier] for result in results]
        if any(pence != year for pence in offered):
            name = gettext("Offer to each %(tier)s") % {"tier": programme.word(tier)}
            yield Apart(name, exact(year), tuple(map(exact, offered)))


def choices_apart(live: Eligibility, results: Sequence[Simulated], programme: Programme) -> Iterator[Apart]:
    """What the rule says, in the words of the terms."""
    year = settings_of(live.terms)
    choices = [result.settings for result in results]
    for wording in (*COUNTY, *MONEY, *WITHOUT):
        if any(getattr(one, wording.name) != getattr(year, wording.name) for one in choices):
            yield Apart(
                said(wording.short, programme),
                said(choice_of(wording, getattr(year, wording.name)).label, programme),
                tuple(said(choice_of(wording, getattr(one, wording.name)).label, programme) for one in choices),
            )
