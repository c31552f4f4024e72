"""Exports of a list page: what is on the page, all of it and nothing else."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.utils.translation import gettext_lazy

from kit.tables.columns import Column, cells, headings
from kit.tables.exports import Format, asked_format, export_response, safe_name
from tests.kit.tables.making import read_table, texts

pytestmark = pytest.mark.django_db  # a response that is closed makes Django look after its connections


@dataclass(frozen=True)
class Award:
    partnership: str
    amount: Decimal
    paid: date | None


AWARDS = [Award("Ashby", Decimal("6300.00"), date(2027, 3, 27)), Award("=Blaby", Decimal("0.10"), None)]
COLUMNS = [
    Column(gettext_lazy("Partnership"), lambda award: award.partnership),
    Column("Amount", lambda award: award.amount),
    Column("Paid", lambda award: award.paid),
]


def content_of(response: HttpResponseBase) -> bytes:
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    response.close()
    return content


@pytest.mark.parametrize(
    ("file_format", "amounts"), [(Format.CSV, ["6300.00", "0.10"]), (Format.XLSX, ["6300", "0.1"])]
)
def test_an_export_holds_the_rows_of_the_page_under_its_headings(file_format: Format, amounts: list[str]) -> None:
    response = export_response(file_format, filename="Awards", columns=COLUMNS, items=AWARDS)
    assert texts(read_table(BytesIO(content_of(response)))) == [
        ["Partnership", "Amount", "Paid"],
        ["Ashby", amounts[0], "2027-03-27"],
        ["=Blaby", amounts[1], ""],
    ]


def test_the_page_takes_its_cells_from_the_same_columns() -> None:
    assert headings(COLUMNS) == ["Partnership", "Amount", "Paid"]
    assert cells(COLUMNS, AWARDS[1]) == ["=Blaby", Decimal("0.10"), ""]


@pytest.mark.parametrize(
    ("file_format", "content_type"),
    [
        (Format.CSV, "text/csv; charset=utf-8"),
        (Format.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_an_export_is_a_download_that_no_cache_keeps(file_format: Format, content_type: str) -> None:
    response = export_response(file_format, filename="Dyfarniadau ŵ", columns=COLUMNS, items=[])
    response.close()
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Content-Disposition"] == f"attachment; filename*=utf-8''Dyfarniadau%20%C5%B5.{file_format}"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_rows_of_text_are_made_only_when_they_are_sent() -> None:
    seen: list[int] = []
    column = Column("n", lambda number: seen.append(number) or number)  # type: ignore[func-returns-value]
    response = export_response(Format.CSV, filename="n", columns=[column], items=range(3))
    assert seen == []
    content_of(response)
    assert seen == [0, 1, 2]


@pytest.mark.parametrize(
    ("asked", "safe"),
    [
        ("Awards 2027/28", "Awards 2027 28"),
        ('a"b\r\nX-Evil: 1', "a b X-Evil 1"),
        ("../../etc/passwd", "etc passwd"),
        ("\u202egpj.exe", "gpj.exe"),
        ("...", "table"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_file_name_may_hold_anything(asked: str, safe: str) -> None:
    assert safe_name(asked) == safe


def test_the_address_asks_for_a_format_and_nonsense_gives_the_page() -> None:
    asked = [asked_format(RequestFactory().get("/", query)) for query in ({"format": "xlsx"}, {"format": "exe"}, {})]
    assert asked == [Format.XLSX, None, None]
