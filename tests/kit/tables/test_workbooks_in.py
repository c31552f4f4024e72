"""Workbooks: what their cells become, which sheet is read, and what is refused."""

from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from kit.tables.errors import Code
from tests.kit.tables.making import read_table, refusal, saved, texts, with_sheet, workbook


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00CN", "00CN"),
        (12.0, "12"),
        (12, "12"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "-2.5"),
        (1e15, "1000000000000000"),
        (0.000001, "0.000001"),
        (date(2027, 3, 27), "2027-03-27"),
        (datetime(2027, 3, 27, 14, 30), "2027-03-27T14:30:00"),
        (time(14, 30), "14:30:00"),
        (True, "TRUE"),
        (None, ""),
        ("=1+1", "=1+1"),
        ("ŵ 🦊 שלום", "ŵ 🦊 שלום"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_a_cell_becomes_the_text_that_a_person_would_type(value: object, text: str) -> None:
    assert texts(read_table(workbook(["Key", "Cell"], ["x", value])))[1] == ["x", text]


def test_a_number_shown_with_leading_zeros_keeps_them() -> None:
    book = Workbook()
    book.active.append(["Code"])
    book.active.append([42])
    book.active["A2"].number_format = "00000"
    assert texts(read_table(saved(book)))[1] == ["00042"]


def test_a_formula_gives_its_text_and_not_the_result_kept_beside_it() -> None:
    sheet = '<row r="1"><c r="A1" t="str"><v>Sum</v></c></row><row r="2"><c r="A2"><f>SUM(1,2)</f><v>3</v></c></row>'
    assert texts(read_table(with_sheet(sheet)))[1] == ["=SUM(1,2)"]


def test_an_array_formula_gives_its_text_too() -> None:
    sheet = (
        '<row r="1"><c r="A1" t="str"><v>Sum</v></c></row>'
        '<row r="2"><c r="A2"><f t="array" ref="A2">SUM(B1:B2)</f><v>3</v></c></row>'
    )
    assert texts(read_table(with_sheet(sheet)))[1] == ["=SUM(B1:B2)"]


def test_the_first_sheet_that_can_be_seen_is_read_and_the_others_are_named() -> None:
    book = Workbook()
    book.active.title = "Secret"
    book.active.append(["hidden"])
    book.active.sheet_state = "hidden"
    book.create_sheet("People").append(["Name"])
    book.create_sheet("Notes").append(["Note"])
    book.active = 1
    table = read_table(saved(book))
    assert table.headers == ("Name",)
    assert (table.facts.sheet, table.facts.other_sheets) == ("People", ("Secret", "Notes"))


def test_an_empty_first_sheet_is_refused_by_name() -> None:
    found = refusal(workbook(Data=[["a"], ["1"]]))
    assert (found.code, found.found) == (Code.EMPTY, "Sheet")


def test_blank_rows_and_empty_columns_at_the_end_are_left_out() -> None:
    table = read_table(workbook(["a", "b", None], [1, 2, None], [None, None, " "], [3, None, None], [None]))
    assert texts(table) == [["a", "b"], ["1", "2"], ["3", ""]]
    assert ([row.line for row in table.rows], table.problems) == ([2, 4], ())


def test_a_cell_beside_the_headings_is_named() -> None:
    (found,) = read_table(workbook(["a", "b"], [1, 2, "stray"])).problems
    assert (found.code, found.line, found.found, found.wanted) == (Code.ROW_LONG, 2, "3", ("2",))


def test_a_row_that_claims_to_be_the_ten_thousand_millionth_is_refused_at_once() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999999"><c><v>1</v></c></row>'
    assert refusal(with_sheet(far)).code == Code.TOO_MANY_ROWS


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is() -> None:
    sheet = '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    for claim in ("A1:A1", "A1:XFD1048576"):
        table = read_table(with_sheet(sheet, dimension=f'<dimension ref="{claim}"/>'))
        assert texts(table) == [["a"], ["1"]]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="x"/>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>999</v></c></row>',
        '<row r="1"><c r="!!"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_broken_sheets_are_damaged_and_nothing_worse(rows: str) -> None:
    assert refusal(with_sheet(rows)).code == Code.DAMAGED


def test_entities_are_not_expanded() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert refusal(with_sheet('<row r="1"><c t="str"><v>&b;</v></c></row>', laughs)).code == Code.DAMAGED
