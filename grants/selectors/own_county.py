"""What one partnership's project does for its county, from the locality's facts alone."""

from dataclasses import dataclass
from datetime import date

from grants.rules.localities import CountyDecision
from grants.selectors.eligibility import counted_as, reckon, settings_of
from partnerships.models import Partnership
from partnerships.selectors.programmes import terms_in_force
from projects.rules.progress import State
from projects.selectors.progress import progress_of


@dataclass(frozen=True)
class OwnCounty:
    """A county's condition as it stands. `is_counted`: a project of the partnership is one that makes a majority;
    `counts`: it does now."""

    area: str
    decision: CountyDecision
    is_counted: bool
    counts: bool

    @property
    def hangs_on_it(self) -> bool:
        """Whether the condition is met, and would not be without it."""
        return self.counts and self.decision.met and not self.decision.to_spare


def county_of(partnership: Partnership, *, on: date) -> OwnCounty | None:
    """Two queries, its programme and county loaded; None round a single tier, and before the year has terms."""
    place, terms = partnership.locality_id, terms_in_force(partnership.programme)
    if place is None or terms is None:
        return None
    progress = progress_of(partnership.programme, terms=terms, on=on, county=place)
    found = reckon(partnership.programme, terms, progress, settings_of(terms))
    own = next(row for row in progress if row.pk == partnership.pk)
    is_counted = terms.county_counts or partnership.pk != place
    counts = is_counted and counted_as(own, found.by_partnership[own.pk]) is State.COUNTS
    return OwnCounty((partnership.county or partnership).area, found.by_county[place], is_counted, counts)
