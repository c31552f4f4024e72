"""Refusals of this room, each with what a page needs to tell it."""

from collections.abc import Sequence
from decimal import Decimal

from grants.models import Determination


class NotAllowedError(Exception):
    """Who acts holds no role that day which may prepare or confirm a determination."""


class NotDeterminableError(Exception):
    """The grants of a year cannot be decided now; `code` says why, of WHY."""

    WHY = (
        *("year_not_open", "submission_open", "no_terms", "population_unknown", "rate_unknown", "nobody"),
        "line_unfit",
    )

    def __init__(self, code: str, places: Sequence[str] = ()) -> None:
        super().__init__(code, *places)
        self.code = code
        self.places = tuple(places)


class DeterminationStandsError(Exception):
    """One is prepared or confirmed already."""

    def __init__(self, determination: Determination) -> None:
        super().__init__(determination.pk)
        self.determination = determination


class LineTooSmallError(Exception):
    """The offers come to more than the budget line has; both in pounds."""

    def __init__(self, offered: Decimal, left: Decimal) -> None:
        super().__init__(offered, left)
        self.offered = offered
        self.left = left


class DecidedAlreadyError(Exception):
    """Somebody confirmed or discarded it first: `determination` says who and when."""

    def __init__(self, determination: Determination) -> None:
        super().__init__(determination.pk)
        self.determination = determination


class SamePersonError(Exception):
    """Who prepared a determination cannot confirm it."""


class FactsChangedError(Exception):
    """Something has happened since it was prepared: `areas` are the partnerships, none when the terms changed."""

    def __init__(self, areas: Sequence[str]) -> None:
        super().__init__(*areas)
        self.areas = tuple(areas)


class SimulationNameTakenError(Exception):
    """Another simulation of the programme has that name."""


class SimulationChangedError(Exception):
    """Somebody changed or removed it meanwhile."""
