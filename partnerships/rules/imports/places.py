"""Which partnership a row of people or contacts means: by area, and by tier where an area has two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from partnerships.rules.imports.planning import FileRow, ImportProblem, fold, problem


@dataclass(frozen=True)
class Spot:
    """A partnership that is there."""

    pk: int
    name: str
    area: str
    tier: str


@dataclass(frozen=True)
class Spots:
    """Every partnership of the programme, looked up as files name them."""

    by_area: dict[str, list[Spot]]

    @classmethod
    def of(cls, spots: Sequence[Spot]) -> "Spots":
        """Ready to be asked many times."""
        by_area: dict[str, list[Spot]] = {}
        for spot in spots:
            by_area.setdefault(fold(spot.area), []).append(spot)
        return cls(by_area)

    def meant(self, row: FileRow, heading: Callable[[str], str]) -> Spot | ImportProblem | None:
        """The partnership of a row's area and tier, None without an area, or why it cannot be told."""
        area, tier = row.values.get("area") or "", row.values.get("tier") or ""
        if not area:
            return None
        there = self.by_area.get(fold(area), [])
        found = [spot for spot in there if spot.tier == tier] if tier else there
        if len(found) == 1:
            return found[0]
        column = heading("tier" if there else "area")
        code = "place_unclear" if found else "tier_unknown" if there else "area_unknown"
        return problem(code, line=row.line, column=column, found=area, wanted=[spot.name for spot in there])
