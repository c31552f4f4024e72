"""CSV that goes out: safe in a spreadsheet, and the same when it comes back."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.tables.csv_out import write_csv
from tests.kit.tables.making import read_table, texts


def raw_cells(*values: object) -> list[str]:
    """One row as another program's CSV reader sees it."""
    content = b"".join(write_csv(["h"] * len(values), [values])).decode("utf-8-sig")
    return list(csv.reader(StringIO(content, newline="")))[1]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 20",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\N{NO-BREAK SPACE}=1",
    ],
)
def test_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert raw_cells(text) == ["'" + text]


@pytest.mark.parametrize("text", ["Ashby", "00CN", "a=b", "1-2", "'quoted'", "", "5"])
def test_other_text_is_left_alone(text: str) -> None:
    assert raw_cells(text) == [text]


def test_numbers_stay_numbers_and_texts_stand_in_quotes() -> None:
    (line,) = list(write_csv(["h"], [[-5, -2.5, Decimal("-19600.50"), 1e20, "x;=1", None]]))[1:]
    assert line == b'-5,-2.5,-19600.50,100000000000000000000,"x;=1",""\r\n'


def test_dates_are_iso_and_moments_are_local() -> None:
    noon = datetime(2027, 7, 1, 11, 0, tzinfo=ZoneInfo("UTC"))
    assert raw_cells(date(2027, 3, 27), noon, True) == ["2027-03-27", "2027-07-01T12:00:00", "Yes"]


def test_excel_is_told_that_it_is_unicode() -> None:
    assert b"".join(write_csv(["ŵ"], [])) == b'\xef\xbb\xbf"\xc5\xb5"\r\n'


def test_headings_are_guarded_too() -> None:
    assert b"".join(write_csv(["=1"], [])) == b'\xef\xbb\xbf"\'=1"\r\n'


def test_half_a_character_does_not_stop_the_export() -> None:
    assert raw_cells("a\ud800b") == ["a?b"]


TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=20)
STARTS = st.sampled_from(["", "'", "''", "=", "'=", "''=", "' +", "\t", "@", "－"])
CELL = st.builds("{}{}".format, STARTS, TEXT)


@given(st.lists(st.tuples(CELL, CELL), max_size=6))
def test_what_is_written_is_read_back_the_same(rows: list[tuple[str, str]]) -> None:
    lines = [["=Key", "a", "b"], *(["x", *row] for row in rows)]
    content = b"".join(write_csv(lines[0], lines[1:]))
    assert texts(read_table(BytesIO(content))) == lines
    assert content == b"".join(write_csv(lines[0], lines[1:]))
