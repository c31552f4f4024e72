"""The rules for a file of partnerships, by cases that a programme officer can read, and by any order of rows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from partnerships.rules.imports.partnerships import NOTHING, KnownPartnership, PartnershipFacts, plan_partnerships
from partnerships.rules.imports.planning import FileRow, Outcome, Plan

CASES = yaml.safe_load((Path(__file__).parent / "partnerships.yaml").read_text())
KEYS = ("name", "area", "tier", "county", "gss_code", "accountable_body", "accountable_body_id")


def known(pk: int, *, is_held: bool = False, **values: Any) -> KnownPartnership:
    return KnownPartnership(pk, {**NOTHING, **values}, is_held)


THERE = [
    known(1, name="Oldshire Partnership", area="Oldshire", tier="county", gss_code="E10000901"),
    known(2, name="Elm Partnership", area="Elm", tier="district", county="Oldshire", gss_code="E07000901"),
    known(
        3,
        **{"name": "Fir Partnership", "area": "Fir", "tier": "unitary", "gss_code": "E06000901"},
        **{"accountable_body": "Fir Council", "accountable_body_id": "GB-1"},
    ),
]
BODIES = {"GB-1": "Fir Council"}


def row(line: int, cells: Sequence[str]) -> FileRow:
    filled = [*(" ".join(cell.split()) for cell in cells), *[""] * (len(KEYS) - len(cells))]
    return FileRow(line, dict(zip(KEYS, filled, strict=True)))


def planned(rows: Sequence[FileRow], there: Sequence[KnownPartnership] = THERE) -> Plan:
    return plan_partnerships(PartnershipFacts(rows, there, BODIES))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_file_is_judged_as_the_cases_say(case: dict[str, Any]) -> None:
    plan = planned([row(line, cells) for line, cells in enumerate(case["rows"], start=2)])
    found = [[each.code, each.line, each.column] for each in plan.problems]
    assert sorted(found, key=str) == sorted(case["problems"], key=str)


def test_a_tier_cannot_change_under_people_who_hold_roles() -> None:
    held = known(3, is_held=True, name="Fir Partnership", area="Fir", tier="unitary", gss_code="E06000901")
    plan = planned([row(2, ["Fir Partnership", "Fir", "metropolitan", "", "E06000901"])], [*THERE[:2], held])
    assert [(each.code, each.line, each.wanted) for each in plan.problems] == [("tier_held", 2, ("unitary",))]


def test_a_row_that_could_not_be_read_is_not_called_missing() -> None:
    facts = PartnershipFacts(
        [row(2, ["Ash Partnership", "Ash", "district", "Newshire"])], THERE, unread=frozenset({"newshire"})
    )
    assert plan_partnerships(facts).problems == ()


def test_a_column_that_is_not_there_changes_nothing() -> None:
    plan = planned([FileRow(2, {"name": "Fir Partnership", "area": "Fir", "tier": "unitary"})])
    assert [each.outcome for each in plan.rows] == [Outcome.SAME]
    assert plan.left == 2


def test_an_empty_cell_empties_what_was_there_but_never_the_code() -> None:
    (fir,) = planned([row(2, ["Fir Partnership", "Fir", "unitary"])]).rows
    assert {change.field: change.after for change in fir.changes} == {
        "accountable_body": "",
        "accountable_body_id": "",
    }


ONS = [known(7, name="Gull Partnership", area="Gull", tier="unitary", ons_code="99ua")]


@pytest.mark.parametrize(
    ("codes", "problems"),
    [
        (["99UA"], [("ons_taken", 2, ("Gull Partnership",))]),
        (["98UB", "98ub"], [("twice", 3, ("2",))]),
        (["98UB", ""], []),
    ],
    ids=["another's in other letters", "twice in the file", "its own"],
)
def test_an_older_code_stands_once_whatever_its_letters(codes: list[str], problems: list[Any]) -> None:
    rows = [
        FileRow(line, {"name": f"P{line}", "area": f"A{line}", "tier": "unitary", "ons_code": code})
        for line, code in enumerate(codes, start=2)
    ]
    assert [(each.code, each.line, each.wanted) for each in planned(rows, ONS).problems] == problems


def test_a_code_in_small_letters_in_the_portal_is_the_same_code() -> None:
    small = [known(3, name="Fir Partnership", area="Fir", tier="unitary", gss_code="e06000901")]
    plan = planned([row(2, ["Fir Partnership", "Firwood", "unitary", "", "E06000901"])], small)
    assert [(each.outcome, each.pk) for each in plan.rows] == [(Outcome.CHANGED, 3)]


def regions() -> Any:
    """Rows of a whole region: counties with one to three districts each, and single tiers."""
    sizes = some.lists(some.integers(1, 3), min_size=1, max_size=4)
    return some.tuples(sizes, some.integers(0, 4)).map(lambda made: region(*made))


def region(districts: Sequence[int], singles: int) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    for number, size in enumerate(districts):
        rows.append([f"County {number}", f"County {number}", "county", "", f"E10{number:06}", "One", f"GB-C{number}"])
        rows += [
            [f"Place {number} {each}", f"Place {number} {each}", "district", f"County {number}", "", "One", "GB-C0"]
            for each in range(size)
        ]
    return rows + [[f"Single {each}", f"Single {each}", "unitary", "", f"E06{each:06}"] for each in range(singles)]


def applied(plan: Plan) -> list[KnownPartnership]:
    return [KnownPartnership(pk, each.values) for pk, each in enumerate(plan.rows, start=1)]


@given(regions().flatmap(lambda rows: some.tuples(some.just(rows), some.permutations(rows))))
def test_any_order_of_rows_does_the_same(both: tuple[list[Sequence[str]], list[Sequence[str]]]) -> None:
    plans = [planned([row(line, cells) for line, cells in enumerate(rows, start=2)], []) for rows in both]
    first, second = [{each.values["area"]: dict(each.values) for each in plan.rows} for plan in plans]
    assert plans[0].problems == plans[1].problems == ()
    assert first == second


@given(regions())
def test_a_file_that_was_imported_changes_nothing(rows: list[Sequence[str]]) -> None:
    read = [row(line, cells) for line, cells in enumerate(rows, start=2)]
    first = planned(read, [])
    second = plan_partnerships(PartnershipFacts(read, applied(first), {f"GB-C{number}": "One" for number in range(4)}))
    assert second.problems == ()
    assert second.changes_nothing
    assert len(second.rows) == len(rows)
