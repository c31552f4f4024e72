"""Counties and their districts, as they would be after a file of partnerships: no county alone, no district astray."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partnerships.rules.imports.planning import ImportProblem, fold, problem

COUNTY, DISTRICT = "county", "district"
NAMED = 5  # as many counties as a sentence can hold
Values = Mapping[str, Any]
Placed = tuple[int, Values, Values | None]  # the line, the partnership as it would be, and as it is
Heading = Callable[[str], str]


@dataclass(frozen=True)
class Localities:
    """Rows of the file in their places, partnerships the file does not name, the new names of counties that are there,
    and words of rows that could not be read."""

    placed: Sequence[Placed]
    others: Sequence[Values]
    names: Mapping[str, str]
    unread: frozenset[str] = frozenset()

    @cached_property
    def after(self) -> list[Values]:
        """Every partnership as it would be."""
        return [*(values for _, values, _ in self.placed), *self.others]

    @cached_property
    def counties(self) -> dict[str, str]:
        """Areas of counties, as they are compared and as they are written."""
        return {fold(values["area"]): values["area"] for values in self.after if values["tier"] == COUNTY}

    @cached_property
    def districts(self) -> Counter[str]:
        """How many districts name each county."""
        return Counter(fold(values["county"]) for values in self.after if values["tier"] == DISTRICT)

    def is_empty(self, county: str) -> bool:
        """Whether no district names the county, nor a row that could not be read might."""
        return not self.districts[fold(county)] and fold(county) not in self.unread

    def is_unknown(self, county: str) -> bool:
        """Whether there would be no county of that area, nor a row that could not be read and might be it."""
        return fold(county) not in self.counties and fold(county) not in self.unread


def locality_problems(localities: Localities, heading: Heading) -> Iterator[ImportProblem]:
    """Districts without a county that there would be, others with one, and counties that no district would name."""
    for line, values, before in localities.placed:
        yield from _county_problems(line, values, localities, heading)
        if values["tier"] == COUNTY and localities.is_empty(values["area"]):
            yield problem("county_empty", line=line, column=heading("tier"), found=values["area"])
        yield from _emptied(line, values, before, localities, heading)
    for values in localities.others:
        if values["tier"] == DISTRICT and localities.is_unknown(values["county"]):
            yield problem("district_astray", column=heading("tier"), found=values["name"], wanted=[values["county"]])


def _county_problems(line: int, values: Values, localities: Localities, heading: Heading) -> Iterator[ImportProblem]:
    county = values["county"]
    if values["tier"] != DISTRICT:
        if county:
            yield problem("county_not_wanted", line=line, column=heading("county"), found=county)
    elif not county:
        yield problem("county_missing", line=line, column=heading("county"), found=values["area"])
    elif localities.is_unknown(county):
        known = sorted(localities.counties.values())
        more = len(known) - NAMED if len(known) > NAMED + 1 else 0  # "and 1 more" is no shorter than the name
        wanted = known[: len(known) - more]
        yield problem("county_unknown", line=line, column=heading("county"), found=county, wanted=wanted, more=more)


def _emptied(
    line: int, values: Values, before: Values | None, localities: Localities, heading: Heading
) -> Iterator[ImportProblem]:
    """The last district leaves a county that would stay without any, and is not in the file itself."""
    if before is None or before["tier"] != DISTRICT:
        return
    county = localities.names.get(fold(before["county"]), before["county"])
    in_file = fold(before["county"]) in localities.names
    stays = fold(county) in localities.counties and not in_file
    if stays and fold(county) != fold(values["county"]) and localities.is_empty(county):
        column = heading("county" if values["tier"] == DISTRICT else "tier")
        yield problem("county_emptied", line=line, column=column, found=values["area"], wanted=[county])
