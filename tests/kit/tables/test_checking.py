"""Rows against what each column must be."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from kit.tables.checking import MOST_PROBLEMS, Field, check_rows
from kit.tables.errors import Code
from kit.tables.parsers import DATE, EMAIL, INTEGER_NUMBER, POUNDS, YES_NO, choice
from kit.tables.reading import open_table
from tests.kit.tables.making import text_table

FIELDS = [
    Field("name", required=True, name="Partnership", longest=10),
    Field("tier", choice({"county": "County", "district": "District"}), required=True),
    Field("offer", POUNDS, synonyms=("grant",)),
    Field("starts", DATE),
    Field("people", INTEGER_NUMBER),
    Field("laa", YES_NO),
    Field("email", EMAIL),
]
HEADINGS = "Tier,Grant,Starts,People,LAA,E-mail,Partnership\n"


def test_a_clean_row_gives_values_by_key() -> None:
    checked = check_rows(text_table(HEADINGS + 'county,"£6,300",27/3/2027,12,yes,A@example.org, Ashby \n'), FIELDS)
    assert not checked.problems
    assert [(row.line, dict(row.values)) for row in checked.rows] == [
        (
            2,
            {
                "name": "Ashby",
                "tier": "county",
                "offer": Decimal("6300.00"),
                "starts": date(2027, 3, 27),
                "people": 12,
                "laa": True,
                "email": "a@example.org",
            },
        )
    ]


def test_optional_cells_and_columns_that_are_not_there_give_none() -> None:
    checked = check_rows(text_table("name,tier,offer\nAshby,county,\n"), FIELDS)
    (row,) = checked.rows
    assert (row.values["offer"], row.values["email"]) == (None, None)


def test_every_problem_of_every_row_is_named_by_line_and_column() -> None:
    checked = check_rows(text_table(HEADINGS + "parish,lots,,,,,\ncounty,,,,,,Much too long\n"), FIELDS)
    assert [(each.code, each.line, each.column, each.found) for each in checked.problems] == [
        (Code.REQUIRED, 2, "Partnership", ""),
        (Code.NOT_CHOICE, 2, "tier", "parish"),
        (Code.NOT_MONEY, 2, "offer", "lots"),
        (Code.LONGER, 3, "Partnership", "Much too long"),
    ]
    assert checked.rows == []


def test_ten_characters_are_not_longer_than_ten() -> None:
    assert not check_rows(text_table("name,tier\n1234567890,county\n"), FIELDS).problems


def test_a_missing_column_is_told_alone_and_no_row_is_checked() -> None:
    checked = check_rows(text_table("Partnership,Typ\nAshby,nonsense\n"), FIELDS)
    assert [(each.code, each.column, each.wanted) for each in checked.problems] == [
        (Code.COLUMN_MISSING, "tier", ("Typ",))
    ]


def test_a_ragged_row_is_named_once_and_its_cells_are_not_believed() -> None:
    checked = check_rows(text_table("name,tier,offer\nAshby,county,1\nBlaby,lots\n"), FIELDS)
    assert [(each.code, each.line) for each in checked.problems] == [(Code.ROW_SHORT, 3)]
    assert [row.line for row in checked.rows] == [2]


def test_a_date_that_can_be_read_two_ways_is_read_and_named_as_a_doubt() -> None:
    checked = check_rows(text_table("name,tier,starts\nAshby,county,04/05/2027\n"), FIELDS)
    assert not checked.problems
    assert checked.rows[0].values["starts"] == date(2027, 5, 4)
    assert [(each.line, each.found, each.wanted) for each in checked.doubts] == [(2, "04/05/2027", ("4 May 2027",))]


def test_checking_stops_when_nobody_would_read_on() -> None:
    checked = check_rows(open_table(BytesIO(b"name,tier\n" + b",parish\n" * 5_000)), FIELDS)
    assert (len(checked.problems), checked.cut) == (MOST_PROBLEMS, True)
    assert not check_rows(text_table("name,tier\n,county\n"), FIELDS).cut
