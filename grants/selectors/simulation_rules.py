"""The choices of the rule that simulations make otherwise than the year, or than each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from grants.selectors.eligibility import Eligibility, settings_of
from grants.selectors.simulations import Simulated
from partnerships.models import Programme
from partnerships.selectors.wordings import COUNTY, MONEY, WITHOUT, choice_of, said


@dataclass(frozen=True)
class Apart:
    """One choice in words: what it is called, what the year says, and what each simulation says."""

    name: str
    year: str
    simulated: tuple[str, ...]


def rules_apart(live: Eligibility, results: Sequence[Simulated], programme: Programme) -> list[Apart]:
    """Those in which at least one differs from the terms in force."""
    year = settings_of(live.terms)
    choices = [result.settings for result in results]
    return [
        Apart(
            said(wording.short, programme),
            said(choice_of(wording, getattr(year, wording.name)).label, programme),
            tuple(said(choice_of(wording, getattr(one, wording.name)).label, programme) for one in choices),
        )
        for wording in (*COUNTY, *MONEY, *WITHOUT)
        if any(getattr(one, wording.name) != getattr(year, wording.name) for one in choices)
    ]
