"""Every partnership with what the rule says of it now, as lists show it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from grants.rules.determination import Outcome
from grants.selectors.eligibility import KEPT, Eligibility, Region, counted_as
from grants.selectors.localities import partnerships_seen
from partnerships.selectors.standing import Standing
from projects.rules.progress import State
from projects.selectors.progress import Progress


class Place(NamedTuple):
    """One partnership; `county` is the name of its county's area, empty for a single tier. A tuple, since a list of
    50 makes one of every partnership in the programme.
    """

    progress: Progress
    outcome: Outcome
    county: str

    @property
    def state(self) -> State:
        """As maps show it."""
        return self.progress.state

    @property
    def how_far(self) -> tuple[State, bool]:
        """Its state, and whether it is a single tier."""
        return self.progress.state, self.progress.locality is None

    @property
    def is_district(self) -> bool:
        """Whether it lies in a county."""
        return self.progress.locality not in (None, self.progress.pk)

    @property
    def counted_as(self) -> State:
        """As the picture of a county shows it."""
        return counted_as(self.progress, self.outcome)


def places_of(eligibility: Eligibility, standing: Standing, *, all_of_it: bool) -> Sequence[Place]:
    """Those that somebody may see, in order; a query more for whoever does not see them all."""
    places = places_in(eligibility.region)
    if all_of_it:
        return places
    seen = set(partnerships_seen(standing).values_list("pk", flat=True))
    return [place for place in places if place.progress.pk in seen]


@lru_cache(KEPT)
def places_in(region: Region) -> tuple[Place, ...]:
    """Everybody of a region, in order."""
    rows, outcomes = region.progress.values(), region.by_partnership
    areas = {row.pk: row.area for row in rows if row.locality == row.pk}
    return tuple(Place(row, outcomes[row.pk], areas[row.locality] if row.locality else "") for row in rows)
