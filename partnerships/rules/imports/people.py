"""A file of people with roles: who would be invited, by the rules of enrolment, beside those who are named already.

Whoever waits for an answer is changed as the file says. Of whoever holds the role, a file changes the organisation
alone: other days are refused, and name and phone number are the person's own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from partnerships.rules.enrolment import CHAMPION, MANAGER, REPRESENTATIVE, Named, Reason, Refusal, refusal_of
from partnerships.rules.imports.places import Spot, Spots
from partnerships.rules.imports.planning import (
    FileRow,
    ImportProblem,
    Outcome,
    Plan,
    Planned,
    changes_to,
    problem,
    refused,
)
from partnerships.rules.role_days import outside, suggested_first_day
from partnerships.rules.years import Days

DEPUTY = "deputy"
OF_A_PARTNERSHIP = (REPRESENTATIVE, CHAMPION)
THERE_ALREADY = (Reason.HELD, Reason.INVITED)
OWN = ("name", "phone")  # of whoever has an account, theirs to change
DAYS = {"since": "from", "until": "until"}
Group = tuple[int | None, str]  # a partnership's id and nothing, or none and the role


@dataclass(frozen=True)
class NamedThere(Named):
    """Somebody in the portal: the id of their role or, while they wait for an answer, of their invitation."""

    pk: int = 0
    phone: str = ""
    organisation: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """By the keys of the file."""
        role = DEPUTY if self.is_deputy else self.kind
        said = {key: getattr(self, key) for key in ("name", "phone", "organisation")}
        return {"role": role, **said, "from": self.since, "until": self.until}


@dataclass(frozen=True)
class PeopleFacts:
    """Rows of the file, the programme's partnerships, who is named in each group, the day of the import, the year."""

    rows: Sequence[FileRow]
    spots: Spots
    named: Mapping[Group, Sequence[NamedThere]]
    today: date
    year: Days
    headings: Mapping[str, str] = field(default_factory=dict)

    def heading(self, key: str) -> str:
        """What the file calls a column of ours."""
        return self.headings.get(key, key)


@dataclass
class Naming:
    """Who is named while the file is gone through, which rows name them, and what to look at."""

    groups: dict[Group, list[Named]]
    rows: dict[tuple[Group, str, str], FileRow] = field(default_factory=dict)
    doubts: list[ImportProblem] = field(default_factory=list)


@dataclass(frozen=True)
class Asking:
    """One row: whom it names as what, where, and beside whom."""

    row: FileRow
    asked: Named
    group: Group
    spot: Spot | None

    def problem(self, code: str, column: str, facts: PeopleFacts, **more: Any) -> ImportProblem:
        """What is wrong with it, by the file's own heading."""
        return problem(code, line=self.row.line, column=facts.heading(column), **more)


def plan_people(facts: PeopleFacts) -> Plan:
    """One row after the other, each beside those before it."""
    naming = Naming({group: list(named) for group, named in facts.named.items()})
    rows: list[Planned] = []
    problems: list[ImportProblem] = []
    for row in facts.rows:
        found = _judged(row, facts, naming)
        (problems if isinstance(found, ImportProblem) else rows).append(found)  # type: ignore[arg-type]
    if problems:
        return refused(problems)
    there = sum(len(named) for named in facts.named.values())
    left = there - sum(row.outcome is not Outcome.NEW for row in rows)
    return Plan(rows=tuple(rows), left=max(0, left), doubts=tuple(naming.doubts))


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
        since=row.values.get("from") or suggested_first_day(kind, facts.year, facts.today),
        until=row.values.get("until") or None,
        name=row.values["name"],
        waits=True,
        is_deputy=row.values["role"] == DEPUTY,
    )
    return _named(Asking(row, asked, (spot.pk, "") if spot else (None, kind), spot), facts, naming)


def _misplaced(row: FileRow, kind: str, spot: Spot | None, heading: Callable[[str], str]) -> ImportProblem | None:
    if kind in OF_A_PARTNERSHIP and spot is None:
        return problem("area_missing", line=row.line, column=heading("area"), found=row.values["role"])
    if kind not in OF_A_PARTNERSHIP and spot is not None:
        return problem("area_not_wanted", line=row.line, column=heading("area"), found=row.values["role"])
    return None


def _named(asking: Asking, facts: PeopleFacts, naming: Naming) -> Planned | ImportProblem:
    asked, beside = asking.asked, naming.groups.setdefault(asking.group, [])
    earlier = naming.rows.setdefault((asking.group, asked.kind, asked.who), asking.row)
    if earlier is not asking.row:
        code = "row_twice" if earlier.values == asking.row.values else "person_twice"
        return asking.problem(code, "email", facts, found=asked.who, wanted=[earlier.line])
    refusal = refusal_of(asked, beside)
    there = refusal.those[0] if refusal and refusal.reason in THERE_ALREADY else None
    if isinstance(there, NamedThere):
        return _of_one_there(asking, there, facts, naming)
    if found := _days_problem(asking, asked, facts):
        return found
    if refusal:
        return _refused(asking, refusal, facts, naming)
    beside.append(asked)
    return Planned(asking.row.line, Outcome.NEW, asked.name, _values(asking))


def _values(asking: Asking) -> dict[str, Any]:
    """What a row would write; a day it does not give is chosen on the day it is written."""
    spot = asking.spot
    return {**asking.row.values, "area": spot.name if spot else "", "place": spot.pk if spot else None}


def _days_problem(asking: Asking, asked: Named, facts: PeopleFacts) -> ImportProblem | None:
    """A last day before the first, or a day outside the year."""
    if asked.until and asked.until < asked.since:
        return asking.problem("until_before_from", "until", facts, found=asked.until, wanted=[asked.since])
    if key := outside(asked.kind, asked.since, asked.until, year=facts.year, today=facts.today):
        wanted = [facts.year.starts, facts.year.ends]
        return asking.problem("day_outside_year", DAYS[key], facts, found=getattr(asked, key), wanted=wanted)
    return None


def _refused(asking: Asking, refusal: Refusal, facts: PeopleFacts, naming: Naming) -> ImportProblem:
    rows = [naming.rows.get((asking.group, other.kind, other.who)) for other in refusal.those]
    names = ", ".join(dict.fromkeys(other.name for other in refusal.those))
    lines = ", ".join(str(row.line) for row in rows if row is not None and row is not asking.row)
    return asking.problem(f"refused_{refusal.reason}", "role", facts, found=asking.asked.name, wanted=[names, lines])


def _of_one_there(asking: Asking, there: NamedThere, facts: PeopleFacts, naming: Naming) -> Planned | ImportProblem:
    given = {key: asking.row.values[key] for key in there.values if key in asking.row.values}
    given = {key: value for key, value in given.items() if value or key not in DAYS.values()}  # no day says nothing
    if not there.waits:
        return _of_one_holding(asking, there, given, facts, naming)
    changes = changes_to(there.values, given)
    if {"role", *DAYS.values()} & {change.field for change in changes}:
        beside = naming.groups[asking.group]
        after = replace(
            asking.asked, since=given.get("from", there.since), until=given.get("until", there.until), name=there.name
        )
        others = [other for other in beside if other is not there]
        refusal = refusal_of(after, others)
        if found := _days_problem(asking, after, facts):
            return found
        if refusal:
            return _refused(asking, refusal, facts, naming)
        beside[beside.index(there)] = after
    return _beside(asking, there, given)


def _of_one_holding(
    asking: Asking, there: NamedThere, given: Mapping[str, Any], facts: PeopleFacts, naming: Naming
) -> Planned | ImportProblem:
    for found in _held_otherwise(asking, there, given, facts):
        return found
    own = [key for key in OWN if given.get(key) and given[key] != there.values[key]]
    if own:
        naming.doubts.append(asking.problem("own_facts", own[0], facts, found=there.name))
    return _beside(asking, there, {key: given[key] for key in given if key == "organisation"})


def _held_otherwise(
    asking: Asking, there: NamedThere, given: Mapping[str, Any], facts: PeopleFacts
) -> Iterator[ImportProblem]:
    """Days of a role that is held: the page of the role is the place to change them."""
    for key in DAYS.values():
        if key in given and given[key] != there.values[key]:
            wanted = [there.since, there.until or "", given[key]]
            yield asking.problem("held_otherwise", key, facts, found=there.name, wanted=wanted)


def _beside(asking: Asking, there: NamedThere, given: Mapping[str, Any]) -> Planned:
    changes = changes_to(there.values, given)
    outcome = Outcome.CHANGED if changes else Outcome.SAME
    values = {**_values(asking), "waits": there.waits}
    label = asking.asked.name if there.waits else there.name
    return Planned(asking.row.line, outcome, label, values, there.pk, changes)
