"""Every partnership with what the rule says of it now, as lists show it."""

from typing import NamedTuple

from grants.rules.determination import Outcome
from grants.selectors.eligibility import Eligibility, counted_as
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


def places_of(eligibility: Eligibility, standing: Standing, *, all_of_it: bool) -> list[Place]:
    """Those that somebody may see, in order; a query more for whoever does not see them all."""
    rows = eligibility.progress.values()
    areas = {row.pk: row.area for row in rows if row.locality == row.pk}
    seen = None if all_of_it else set(partnerships_seen(standing).values_list("pk", flat=True))
    return [
        Place(row, eligibility.by_partnership[row.pk], areas[row.locality] if row.locality else "")
        for row in rows
        if seen is None or row.pk in seen
    ]
