"""A file of people with roles: who would be invited, by the rules of enrolment, beside those who are named already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from partnerships.rules.enrolment import CHAMPION, MANAGER, REPRESENTATIVE, Named, Reason, refusal_of
from partnerships.rules.imports.places import Spot, Spots
from partnerships.rules.imports.planning import FileRow, ImportProblem, Outcome, Plan, Planned, problem, refused

DEPUTY = "deputy"
OF_A_PARTNERSHIP = (REPRESENTATIVE, CHAMPION)
THERE_ALREADY = (Reason.HELD, Reason.INVITED)
Group = tuple[int | None, str]  # a partnership's id and nothing, or none and the role


@dataclass(frozen=True)
class PeopleFacts:
    """Rows of the file, the programme's partnerships, who is named in each group, the day of the import."""

    rows: Sequence[FileRow]
    spots: Spots
    named: Mapping[Group, Sequence[Named]]
    today: date
    headings: Mapping[str, str] = field(default_factory=dict)

    def heading(self, key: str) -> str:
        """What the file calls a column of ours."""
        return self.headings.get(key, key)


@dataclass
class Naming:
    """Who is named while the file is gone through, and on which line those of the file stand."""

    groups: dict[Group, list[Named]]
    lines: dict[tuple[Group, str, str], int] = field(default_factory=dict)


def plan_people(facts: PeopleFacts) -> Plan:
    """One row after the other: each is invited beside those before it; held or invited already is left."""
    naming = Naming({group: list(named) for group, named in facts.named.items()})
    rows: list[Planned] = []
    problems: list[ImportProblem] = []
    for row in facts.rows:
        found = _judged(row, facts, naming)
        (problems if isinstance(found, ImportProblem) else rows).append(found)  # type: ignore[arg-type]
    if problems:
        return refused(problems)
    there = sum(len(named) for named in facts.named.values())
    left = there - sum(row.outcome is Outcome.SAME for row in rows)
    return Plan(rows=tuple(rows), left=max(0, left))


def _judged(row: FileRow, facts: PeopleFacts, naming: Naming) -> Planned | ImportProblem:
    spot = facts.spots.meant(row, facts.heading)
    if isinstance(spot, ImportProblem):
        return spot
    kind = MANAGER if row.values["role"] == DEPUTY else row.values["role"]
    if misplaced := _misplaced(row, kind, spot, facts.heading):
        return misplaced
    asked = Named(
        who=row.values["email"],
        kind=kind,
        since=row.values.get("from") or facts.today,
        name=row.values["name"],
        waits=True,
        is_deputy=row.values["role"] == DEPUTY,
    )
    group: Group = (spot.pk, "") if spot else (None, kind)
    return _named(row, asked, group, spot, facts, naming)


def _misplaced(row: FileRow, kind: str, spot: Spot | None, heading: Callable[[str], str]) -> ImportProblem | None:
    if kind in OF_A_PARTNERSHIP and spot is None:
        return problem("area_missing", line=row.line, column=heading("area"), found=row.values["role"])
    if kind not in OF_A_PARTNERSHIP and spot is not None:
        return problem("area_not_wanted", line=row.line, column=heading("area"), found=row.values["role"])
    return None


def _named(
    row: FileRow, asked: Named, group: Group, spot: Spot | None, facts: PeopleFacts, naming: Naming
) -> Planned | ImportProblem:
    beside = naming.groups.setdefault(group, [])
    refusal = refusal_of(asked, beside)
    mine = naming.lines.get((group, asked.kind, asked.who))
    if mine is not None:
        return problem("person_twice", line=row.line, column=facts.heading("email"), found=asked.who, wanted=[mine])
    if refusal and refusal.reason not in THERE_ALREADY:
        lines = [naming.lines.get((group, other.kind, other.who)) for other in refusal.those]
        names = ", ".join(dict.fromkeys(other.name for other in refusal.those))
        of_file = ", ".join(str(line) for line in lines if line is not None)
        code = f"refused_{refusal.reason.value}"
        return problem(code, line=row.line, column=facts.heading("role"), found=asked.name, wanted=[names, of_file])
    naming.lines[group, asked.kind, asked.who] = row.line
    if refusal is None:
        beside.append(asked)
    values = {**row.values, "from": asked.since, "area": spot.name if spot else ""}
    outcome = Outcome.SAME if refusal else Outcome.NEW
    return Planned(row.line, outcome, asked.name, values, pk=spot.pk if spot else None)
