"""Puts what the rule says of a case beside what the case expects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grants.rules.cases.reading import Case
from grants.rules.determination import Determination, Outcome, determine

LOCALITY = ("districts", "counted", "qualifying", "needed", "met")
ABSENT = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not as expected. `who` is a partnership, a locality, or empty for the whole region."""

    case: str
    who: str
    key: str
    expected: Any
    got: Any


def differences(case: Case) -> list[Difference]:
    """Every figure of the case that the rule works out otherwise; raises PopulationUnknownError."""
    determination = determine([row.facts for row in case.rows], case.settings)
    return [*in_localities(case, determination), *in_region(case, determination), *in_rows(case, determination)]


def in_localities(case: Case, determination: Determination) -> Iterator[Difference]:
    """Localities that only one side knows are compared with nothing."""
    for name in {**case.localities, **determination.counties}:
        wanted: Any = case.localities.get(name, {})
        county = determination.counties.get(name)
        for key in LOCALITY:
            yield from unequal(case, name, key, wanted.get(key, ABSENT), getattr(county, key, ABSENT))


def in_region(case: Case, determination: Determination) -> Iterator[Difference]:
    """The one figure of the whole region."""
    yield from unequal(case, "", "undistributed_pence", case.undistributed_pence, determination.undistributed_pence)


def in_rows(case: Case, determination: Determination) -> Iterator[Difference]:
    """Every partnership's own results, in the order of the file."""
    outcomes = determination.by_code
    for row in case.rows:
        for key, got in results(outcomes[row.facts.code]).items():
            yield from unequal(case, f"{row.name} [{row.facts.code}]", key, row.expected[key], got)


def results(outcome: Outcome) -> Mapping[str, Any]:
    """An outcome in the words of a case file."""
    return {
        "status": outcome.position.status.value,
        "payment": outcome.position.payment.value,
        "redistribution_pence": outcome.redistribution_pence,
        "final_pence": outcome.final_pence,
    }


def unequal(case: Case, who: str, key: str, expected: Any, got: Any) -> Iterator[Difference]:
    """A difference, when there is one: 1 is not true, and 5.0 is not 5."""
    if type(expected) is not type(got) or expected != got:
        yield Difference(case.label, who, key, expected, got)
