"""A file of partnerships beside those of the programme. Known by GSS code when one is given, else by area and tier."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from partnerships.rules.imports.bodies import body_problems, names_of, whole_body
from partnerships.rules.imports.localities import Localities, locality_problems
from partnerships.rules.imports.planning import (
    FileRow,
    ImportProblem,
    Outcome,
    Plan,
    Planned,
    changes_to,
    fold,
    problem,
    refused,
    twice,
    without_repeats,
)

GSS = re.compile(r"[A-Z][0-9]{8}")
MOST_PEOPLE = 2_147_483_647  # what the table can hold
TEXTS = ("name", "area", "short", "tier", "county", "gss_code", "ons_code", "accountable_body", "accountable_body_id")


@dataclass(frozen=True)
class KnownPartnership:
    """A partnership that is there: its fields by the file's keys, and whether people hold roles in its tier."""

    pk: int
    values: Mapping[str, Any]
    is_held: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Its area and tier, as they are compared."""
        return key_of(self.values)

    @property
    def gss_code(self) -> str:
        """Its code in capitals, or nothing."""
        return str(self.values["gss_code"]).upper()


@dataclass(frozen=True)
class Matched:
    """A row of the file, beside what is there already; `after` is the partnership as it would be."""

    row: FileRow
    known: KnownPartnership | None
    after: Mapping[str, Any]

    @property
    def line(self) -> int:
        """Where its row begins."""
        return self.row.line


@dataclass(frozen=True)
class PartnershipFacts:
    """Rows of the file, partnerships that are there, bodies' names by identifier, the file's headings by our key.

    `unread` holds the cells, folded, of rows that have a problem already: what might stand there is not called missing.
    """

    rows: Sequence[FileRow]
    known: Sequence[KnownPartnership]
    bodies: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def heading(self, key: str) -> str:
        """What the file calls a column of ours."""
        return self.headings.get(key, key)


NOTHING: Mapping[str, Any] = {**dict.fromkeys(TEXTS, ""), "delivers_laa": False, "population": None}


def key_of(values: Mapping[str, Any]) -> tuple[str, str]:
    """Area and tier, as they are compared."""
    return fold(values["area"]), values["tier"]


def plan_partnerships(facts: PartnershipFacts) -> Plan:
    """What the file would do; the same whatever the order of its rows."""
    said_twice, rows = without_repeats(facts.rows)
    facts = replace(facts, rows=rows)
    by_gss = {known.gss_code: known for known in facts.known if known.gss_code}
    by_key = {known.key: known for known in facts.known}
    names = names_of(facts.rows, facts.bodies)
    matched = _renamed([_match(row, by_gss, by_key, names) for row in facts.rows])
    problems = [
        *said_twice,
        *_form_problems(facts),
        *_identity_problems(facts, by_gss, by_key),
        *_reached_twice(facts, matched),
        *_left_in_the_way(facts, matched),
        *_ons_problems(facts, matched),
        *_tier_problems(facts, matched),
        *body_problems(facts.rows, facts.bodies, facts.heading),
        *locality_problems(_localities(facts, matched), facts.heading),
    ]
    if problems:
        return refused(problems)
    planned = tuple(_planned(each) for each in matched)
    return Plan(rows=planned, left=len(facts.known) - sum(row.pk is not None for row in planned))


def _renamed(matched: Sequence[Matched]) -> list[Matched]:
    """Where the file has no column for counties, a district follows its county to its new name."""
    names = _new_names(matched)
    return [
        each
        if "county" in each.row.values or not each.after["county"]
        else replace(each, after={**each.after, "county": names.get(fold(each.after["county"]), each.after["county"])})
        for each in matched
    ]


def _new_names(matched: Sequence[Matched]) -> dict[str, str]:
    """What the file calls the counties that are there."""
    return {
        fold(each.known.values["area"]): each.after["area"]
        for each in matched
        if each.known and each.known.values["tier"] == "county"
    }


def _localities(facts: PartnershipFacts, matched: Sequence[Matched]) -> Localities:
    names = _new_names(matched)
    named = {each.known.pk for each in matched if each.known}
    others = [
        {**known.values, "county": names.get(fold(known.values["county"]), known.values["county"])}
        for known in facts.known
        if known.pk not in named
    ]
    placed = [(each.line, each.after, each.known.values if each.known else None) for each in matched]
    return Localities(placed, others, names, facts.unread)


def _form_problems(facts: PartnershipFacts) -> Iterator[ImportProblem]:
    """Cells that could be read and cannot be right."""
    for row in facts.rows:
        gss, population = row.values.get("gss_code"), row.values.get("population")
        if gss and not GSS.fullmatch(gss):
            yield problem("gss_form", line=row.line, column=facts.heading("gss_code"), found=gss)
        if population is not None and not 0 <= population <= MOST_PEOPLE:
            yield problem("population", line=row.line, column=facts.heading("population"), found=population)


def _identity_problems(
    facts: PartnershipFacts, by_gss: Mapping[str, KnownPartnership], by_key: Mapping[tuple[str, str], KnownPartnership]
) -> Iterator[ImportProblem]:
    """Rows of which the code says one partnership and the area another, and rows that name one partnership twice."""
    gss, area = facts.heading("gss_code"), facts.heading("area")
    lines = {row.line: row for row in facts.rows}
    for line, earlier in twice((row.line, row.values.get("gss_code")) for row in facts.rows).items():
        yield problem("twice", line=line, column=gss, found=lines[line].values["gss_code"], wanted=[earlier])
    for line, earlier in twice((row.line, key_of(row.values)) for row in facts.rows).items():
        yield problem("area_twice", line=line, column=area, found=lines[line].values["area"], wanted=[earlier])
    for row in facts.rows:
        code = row.values.get("gss_code") or ""
        here, other = by_key.get(key_of(row.values)), by_gss.get(code)
        if code and here and here.gss_code and other is None and here.gss_code != code:
            yield problem("gss_differs", line=row.line, column=gss, found=code, wanted=[here.gss_code])
        elif here and other and here.pk != other.pk and _stays(here, facts):
            yield problem("gss_taken", line=row.line, column=gss, found=code, wanted=[other.values["name"]])


def _stays(known: KnownPartnership, facts: PartnershipFacts) -> bool:
    """Whether no row of the file gives this partnership another area: then its area is taken."""
    return not any(known.gss_code and row.values.get("gss_code") == known.gss_code for row in facts.rows)


def _match(
    row: FileRow,
    by_gss: Mapping[str, KnownPartnership],
    by_key: Mapping[tuple[str, str], KnownPartnership],
    names: Mapping[str, str],
) -> Matched:
    code = row.values.get("gss_code")
    known = (by_gss.get(code) if code else None) or by_key.get(key_of(row.values))
    before = known.values if known else NOTHING
    given = {key: value for key, value in row.values.items() if not (key == "gss_code" and not value)}
    after = {**before, **given}
    return Matched(row, known, {**after, **whole_body(given, after, names)})


def _reached_twice(facts: PartnershipFacts, matched: Sequence[Matched]) -> Iterator[ImportProblem]:
    """Two rows that reach one partnership by different ways: one by its code, one by its area."""
    areas = {each.line: each.row.values["area"] for each in matched}
    same_area = twice((row.line, key_of(row.values)) for row in facts.rows)
    same_code = twice((row.line, row.values.get("gss_code")) for row in facts.rows)
    for line, earlier in twice((each.line, each.known and each.known.pk) for each in matched).items():
        if line not in same_area and line not in same_code:
            yield problem("area_twice", line=line, column=facts.heading("area"), found=areas[line], wanted=[earlier])


def _left_in_the_way(facts: PartnershipFacts, matched: Sequence[Matched]) -> Iterator[ImportProblem]:
    """An area and tier that a partnership outside the file has already."""
    named = {each.known.pk for each in matched if each.known}
    taken = {known.key: known for known in facts.known if known.pk not in named}
    for each in matched:
        if other := taken.get(key_of(each.after)):
            yield problem(
                "area_taken",
                line=each.line,
                column=facts.heading("area"),
                found=each.after["area"],
                wanted=[other.values["name"]],
            )


def _ons_problems(facts: PartnershipFacts, matched: Sequence[Matched]) -> Iterator[ImportProblem]:
    """An older code that stands twice, or is that of a partnership outside the file: as when it is typed."""
    column, given = facts.heading("ons_code"), [each for each in matched if each.row.values.get("ons_code")]
    codes = {each.line: fold(each.row.values["ons_code"]) for each in given}
    earlier = twice(codes.items())
    named = {each.known.pk for each in matched if each.known}
    taken = {fold(known.values["ons_code"]): known for known in facts.known if known.pk not in named}
    for each in given:
        code, other = each.row.values["ons_code"], taken.get(codes[each.line])
        if each.line in earlier:
            yield problem("twice", line=each.line, column=column, found=code, wanted=[earlier[each.line]])
        elif other:
            yield problem("ons_taken", line=each.line, column=column, found=code, wanted=[other.values["name"]])


def _tier_problems(facts: PartnershipFacts, matched: Sequence[Matched]) -> Iterator[ImportProblem]:
    """Another tier for a partnership in which people hold roles, or are invited to."""
    for each in matched:
        if each.known and each.known.is_held and each.known.values["tier"] != each.after["tier"]:
            yield problem(
                "tier_held",
                line=each.line,
                column=facts.heading("tier"),
                found=each.after["tier"],
                wanted=[each.known.values["tier"]],
            )


def _planned(each: Matched) -> Planned:
    if each.known is None:
        return Planned(each.line, Outcome.NEW, each.after["name"], each.after)
    changes = changes_to(each.known.values, each.after)
    outcome = Outcome.CHANGED if changes else Outcome.SAME
    return Planned(each.line, outcome, each.after["name"], each.after, each.known.pk, changes)
