"""Workbooks that go out: text as text, numbers as numbers, dates as dates, the same bytes each time."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import time_machine
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kit.tables.xlsx_out import write_xlsx
from tests.kit.tables.making import read_table, texts


def written(headers: Sequence[str], *rows: Sequence[Any], title: str = "") -> BytesIO:
    file = BytesIO()
    write_xlsx(file, headers, rows, title=title)
    return file


def sheet_of(file: BytesIO) -> Any:
    return load_workbook(file).active


def test_the_headings_are_bold_and_stay_in_sight() -> None:
    sheet = sheet_of(written(["Name", "Cost"], ["Ashby", 1]))
    assert [sheet["A1"].font.bold, sheet["B1"].font.bold, sheet["A2"].font.bold] == [True, True, False]
    assert sheet.freeze_panes == "A2"


def test_columns_are_as_wide_as_what_stands_in_them_within_reason() -> None:
    sheet = sheet_of(written(["A", "Name", "Note"], [1, "x" * 20, "y" * 500]))
    assert [sheet.column_dimensions[column].width for column in "ABC"] == [8, 22, 60]


def test_codes_and_leading_zeros_survive_as_text() -> None:
    sheet = sheet_of(written(["Code"], ["00CN"], ["00042"], ["1E5"]))
    assert [(sheet[f"A{line}"].value, sheet[f"A{line}"].number_format) for line in (2, 3, 4)] == [
        ("00CN", "@"),
        ("00042", "@"),
        ("1E5", "@"),
    ]


def test_text_that_looks_like_a_formula_or_an_error_is_text_and_stays_it_when_edited() -> None:
    sheet = sheet_of(written(["a", "b", "c"], ["=1+1", "@x", "#REF!"]))
    assert [sheet[cell].data_type for cell in ("A2", "B2", "C2")] == ["s", "s", "s"]
    assert [sheet[cell].quotePrefix for cell in ("A2", "B2", "C2")] == [True, True, False]


def test_numbers_are_numbers_and_money_shows_its_pence() -> None:
    sheet = sheet_of(written(["n"], [-5], [2.5], [Decimal("19600.50")]))
    assert [sheet[f"A{line}"].value for line in (2, 3, 4)] == [-5, 2.5, 19600.5]
    assert sheet["A4"].number_format == "#,##0.00"


def test_numbers_past_fifteen_digits_are_kept_whole_as_text() -> None:
    sheet = sheet_of(written(["n"], [10**15 - 1], [10**15], [12345678901234567890]))
    assert [sheet[f"A{line}"].value for line in (2, 3, 4)] == [
        999999999999999,
        "1000000000000000",
        "12345678901234567890",
    ]


def test_dates_are_dates_and_those_before_excels_calendar_are_text() -> None:
    sheet = sheet_of(
        written(["d"], [date(2027, 3, 27)], [datetime(2027, 3, 27, 14, 30)], [time(9, 5)], [date(1899, 1, 1)])
    )
    assert [sheet[f"A{line}"].is_date for line in (2, 3, 4, 5)] == [True, True, True, False]
    assert texts(read_table(written(["d"], [date(2027, 3, 27)], [date(1899, 1, 1)])))[1:] == [
        ["2027-03-27"],
        ["1899-01-01"],
    ]


def test_empty_cells_are_empty_and_no_is_a_word() -> None:
    sheet = sheet_of(written(["a", "b", "c", "d"], ["", None, False, float("nan")]))
    assert [cell.value for cell in sheet[2]] == [None, None, "No", None]


def test_a_title_may_hold_anything() -> None:
    asked = "'Awards: [2027/28]' and everything else"
    assert sheet_of(written(["a"], title=asked)).title == "Awards   2027 28 ' and everyth"
    assert sheet_of(written(["a"], title="/")).title == "Table"


def test_the_same_rows_give_the_same_bytes_on_another_day() -> None:
    rows = [["Ashby", 1, date(2027, 3, 27)], ["=x", Decimal("2.50"), None]]
    with time_machine.travel("2027-01-01"):
        first = written(["a", "b", "c"], *rows).getvalue()
    with time_machine.travel("2031-12-31"):
        assert written(["a", "b", "c"], *rows).getvalue() == first


def test_a_text_too_long_for_excel_is_cut_and_says_so() -> None:
    (_, (kept,)) = texts(read_table(written(["a"], ["x" * 32_767])))
    assert kept == "x" * 32_767
    (_, (cut,)) = texts(read_table(written(["a"], ["\x01" * 32_768])))
    assert set(cut.removesuffix("… [cut: too long for a spreadsheet]")) == {"\x01"}


def test_half_a_character_does_not_stop_the_export() -> None:
    assert texts(read_table(written(["a"], ["a\ud800b"])))[1] == ["a\ufffdb"]


ANY = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)
ODD = st.sampled_from(
    ["_x000D_", "_x005F_x000D_", "\r", "\r\n", "\x00", "\ufffe", " ", "=", "\x0b", "_", "]]>", "&amp;"]
)
CELL = st.lists(st.one_of(ANY, ODD), max_size=4).map("".join)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_any_text_is_read_back_the_same(rows: list[tuple[str, str]]) -> None:
    lines = [["Key", "a", "b"], *(["x", *row] for row in rows)]
    assert texts(read_table(written(lines[0], *lines[1:]))) == lines
