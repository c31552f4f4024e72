"""Files that are no table, or too much of one: each has its reason."""

import gzip
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from kit.files.rules.archives import ArchiveLimits
from kit.tables.errors import Code
from kit.tables.reading import open_table
from tests.kit.tables.making import read_table, refusal, texts, with_part, workbook

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def zipped(**entries: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.EMPTY),
        (b"\n\n , ,\n", Code.EMPTY),
        (b"\xef\xbb\xbf", Code.EMPTY),
        (b"%PDF-1.7\n", Code.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n", Code.NOT_A_TABLE),
        (gzip.compress(b"a,b", mtime=0), Code.NOT_A_TABLE),
        (b"  <!DOCTYPE html><table><tr><td>a", Code.WEB_PAGE),
        (b"\xef\xbb\xbf<html>", Code.WEB_PAGE),
        (COMPOUND + b"Workbook", Code.OLD_EXCEL),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), Code.ENCRYPTED),
        (zipped(word=b"x"), Code.NOT_A_WORKBOOK),
        (b"PK\x03\x04 and no more", Code.DAMAGED),
        (b"PK\x05\x06" + b"\0" * 18, Code.DAMAGED),
        (b"\xff\xfe\0\0a\0\0\0", Code.ENCODING_UNKNOWN),
        (b"Name\n\x81\x8d\n", Code.ENCODING_UNKNOWN),
        (b"\xff\xfea\0\n\0b", Code.ENCODING_UNKNOWN),
        (b"Name,Cost\nA\0,1\n", Code.NUL),
        (b'Name,Cost\n"A,1\nB,2\n', Code.QUOTE),
        (b'Name,Cost\n"A" x,1\n', Code.QUOTE),
        (b'Name\n"' + b"x" * 200_000, Code.CELL_TOO_LONG),
    ],
)
def test_what_is_no_table_is_refused_for_its_reason(content: bytes, code: Code) -> None:
    assert refusal(BytesIO(content)).code == code


def test_a_quote_that_is_never_closed_is_named_by_the_line_where_it_opens() -> None:
    assert refusal(BytesIO(b'a,b\n1,2\n"3,4\n5,6\n')).line == 3


def test_a_nul_far_down_is_named_by_its_line() -> None:
    assert refusal(BytesIO(b"a,b\n" + b"1,2\n" * 5_000 + b"\0,2\n")).line == 5_002


@pytest.mark.parametrize(("rows", "refused"), [(3, False), (4, True)])
def test_the_row_limit_counts_the_rows_under_the_headings(rows: int, refused: bool) -> None:
    file = BytesIO(b"a\n" + b"1\n\n" * rows)
    if refused:
        assert refusal(file, rows=3).code == Code.TOO_MANY_ROWS
    else:
        assert len(read_table(file).rows) == rows


def test_one_column_more_than_the_limit_is_refused() -> None:
    assert len(read_table(BytesIO(b"a,b,c\n")).headers) == 3
    found = refusal(BytesIO(b"a,b,c\n"), columns=2)
    assert (found.code, found.found, found.wanted) == (Code.TOO_MANY_COLUMNS, "3", ("2",))


def test_one_byte_more_than_the_limit_is_refused_before_it_is_read() -> None:
    found = refusal(BytesIO(b"a,b\n1,2\n"), size=7)
    assert (found.code, found.found, found.wanted) == (Code.TOO_LARGE, "8", ("7",))


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    bomb = with_part(workbook(["a"]), "xl/worksheets/sheet1.xml", b" " * 3_000_000)
    assert refusal(bomb).code == Code.UNPACKS_TOO_LARGE
    assert refusal(bomb, archive=ArchiveLimits(ratio=10_000_000)).code == Code.DAMAGED


def test_a_workbook_with_too_many_parts_is_refused() -> None:
    assert refusal(workbook(["a"]), archive=ArchiveLimits(entries=3)).code == Code.UNPACKS_TOO_LARGE


def test_the_kind_is_told_by_the_content_and_not_by_the_name() -> None:
    table = read_table(SimpleUploadedFile("table.xlsx", b"Name,Cost\nA,1\n"))
    assert (table.facts.kind, texts(table)[1]) == ("csv", ["A", "1"])


def test_a_file_that_django_put_on_the_disk_is_read_and_left_open() -> None:
    with TemporaryUploadedFile("table.csv", "text/csv", 0, "utf-8") as file:
        file.write(b"Name,Cost\nA,1\n")
        assert texts(read_table(file)) == texts(read_table(file)) == [["Name", "Cost"], ["A", "1"]]


def test_a_reader_that_stops_half_way_leaves_the_file_open() -> None:
    file = BytesIO(b"a\n1\n2\n3\n")
    table = open_table(file)
    assert next(table.rows).cells == ("1",)
    del table
    assert not file.closed
