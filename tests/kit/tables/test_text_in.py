"""Separated text: encodings, separators, line ends and shapes."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.tables.errors import Code, TableRefused
from tests.kit.tables.making import read_table, text_table, texts


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le")],
)
def test_every_unicode_encoding_of_a_spreadsheet_is_read(encoding: str, found: str) -> None:
    text = "Name,Cost\nŵyn,£5\n"
    table = text_table(text, encoding)
    assert texts(table) == [["Name", "Cost"], ["ŵyn", "£5"]]
    assert table.facts.encoding == found


def test_big_endian_is_read_with_and_without_its_mark() -> None:
    for mark in ("\ufeff", ""):
        table = text_table(f"{mark}Name,Cost\nŵyn,5\n", "utf-16-be")
        assert texts(table) == [["Name", "Cost"], ["ŵyn", "5"]]


def test_windows_letters_are_read_when_the_file_is_no_utf_8() -> None:
    table = text_table("Name,Cost\n“Café”,€5\n", "windows-1252")
    assert texts(table)[1] == ["“Café”", "€5"]
    assert table.facts.encoding == "windows-1252"


def test_a_letter_that_comes_late_decides_the_encoding() -> None:
    table = text_table("Name\n" + "plain\n" * 30_000 + "café\n", "windows-1252")
    assert table.rows[-1].cells == ("café",)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_by_the_rows(separator: str) -> None:
    table = text_table(f"Name{separator}Town{separator}Cost\nA{separator}B{separator}1\n")
    assert texts(table) == [["Name", "Town", "Cost"], ["A", "B", "1"]]
    assert table.facts.separator == separator


def test_commas_inside_semicolon_cells_do_not_part_them() -> None:
    table = text_table("Name, full;Amount, pounds\nA, B;1,50\nC;2\n")
    assert texts(table) == [["Name, full", "Amount, pounds"], ["A, B", "1,50"], ["C", "2"]]


def test_a_first_line_that_tells_the_separator_is_believed_and_left_out() -> None:
    table = text_table("sep=;\nName;Cost\nA;1,5\n")
    assert texts(table) == [["Name", "Cost"], ["A", "1,5"]]
    assert (table.header_line, table.rows[0].line) == (2, 3)


def test_one_column_needs_no_separator() -> None:
    assert texts(text_table("Name\nA\nB\n")) == [["Name"], ["A"], ["B"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_parts_rows_and_line_numbers_follow_it(end: str) -> None:
    table = text_table(end.join(["a,b", "1,2", '"x' + end + 'y",3', "4,5"]))
    assert [row.line for row in table.rows] == [2, 3, 5]
    assert table.rows[1].cells == ("x" + end + "y", "3")


def test_blank_lines_are_left_out_and_still_counted() -> None:
    table = text_table("\n\na,b\n\n1,2\n ,\n3,4\n\n\n")
    assert (table.header_line, [row.line for row in table.rows]) == (3, [5, 7])


def test_empty_columns_at_the_end_are_left_out() -> None:
    table = text_table("a,b,,\n1,2,,\n3,4,,\n")
    assert texts(table) == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert table.problems == ()


def test_a_short_and_a_long_row_are_named_by_their_lines() -> None:
    table = text_table("a,b,c\n1,2,3\n1,2\n1,2,3,4\n")
    assert [(found.code, found.line, found.found, found.wanted) for found in table.problems] == [
        (Code.ROW_SHORT, 3, "2", ("3",)),
        (Code.ROW_LONG, 4, "4", ("3",)),
    ]


def test_repeated_headings_are_kept_for_the_matching_to_name() -> None:
    assert text_table("a,a\n1,2\n").headers == ("a", "a")


def test_a_formula_is_text() -> None:
    assert texts(text_table('a,b\n=1+1,"=HYPERLINK(""x"")"\n'))[1] == ["=1+1", '=HYPERLINK("x")']


def test_a_control_character_is_named_by_line_and_column() -> None:
    (found,) = text_table("a,b\nx,y\x07z\n").problems
    assert (found.code, found.line, found.column, found.found) == (Code.CONTROL_CHARACTER, 2, "b", "U+0007")


def test_a_cell_at_its_limit_passes_and_one_character_more_is_named() -> None:
    table = text_table("a,b\n12345,1\n123456,2\n", cell=5)
    assert [(found.code, found.line, found.column) for found in table.problems] == [(Code.CELL_TOO_LONG, 3, "a")]


CELL = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12)


@given(rows=st.lists(st.tuples(CELL, CELL), max_size=8), separator=st.sampled_from(",;\t"))
def test_quoted_cells_come_out_as_they_went_in(rows: list[tuple[str, str]], separator: str) -> None:
    lines = [["Name", "Town"], *([f"x{a}", f"y{b}"] for a, b in rows)]
    text = "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    assert texts(text_table(text)) == lines


@given(st.binary(max_size=300))
def test_no_bytes_whatever_break_the_reader(content: bytes) -> None:
    with suppress(TableRefused):
        table = read_table(BytesIO(content))
        assert all(len(row.cells) == len(table.headers) for row in table.rows)
