"""Files as spreadsheets really write them, brought in by the page."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from kit.files.models import Upload as Stored
from partnerships.models import FileImport, ImportRow
from tests.partnerships.imports.conftest import Upload

TEXT = "name,area,tier,county\nCaffi’r Wŷdd Partnership,Westshire,county,\nÉlan Partnership,Ashby,district,Westshire\n"
PLAIN = TEXT.replace("ŷ", "y").replace("Wydd", "Wydd")


def xlsx(text: str) -> bytes:
    book, file = Workbook(), BytesIO()
    for line in text.splitlines():
        book.active.append(line.split(","))  # type: ignore[union-attr]
    book.save(file)
    return file.getvalue()


FILES: dict[str, tuple[str, bytes]] = {
    "UTF-8": ("a.csv", TEXT.encode()),
    "UTF-8 with a mark": ("a.csv", TEXT.encode("utf-8-sig")),
    "Windows-1252": ("a.csv", PLAIN.encode("windows-1252")),
    "UTF-16": ("a.csv", TEXT.encode("utf-16")),
    "Excel's Unicode text": ("a.txt", TEXT.replace(",", "\t").encode("utf-16")),
    "semicolons": ("a.csv", TEXT.replace(",", ";").encode()),
    "tabs": ("a.csv", TEXT.replace(",", "\t").encode()),
    "old Mac and Windows lines": ("a.csv", TEXT.replace("\n", "\r\n").encode()),
    "a workbook": ("a.xlsx", xlsx(TEXT)),
    "reordered and extra columns": (
        "a.csv",
        b"tier,notes,county,area,name\ncounty,,,Westshire,W Partnership\ndistrict,x,Westshire,Ashby,A Partnership\n",
    ),
    "other words for the columns": (
        "a.csv",
        b"Partnership name,Local authority,TYPE,County\n"
        b"W Partnership,Westshire,COUNTY,\nA Partnership,Ashby,Districts,Westshire\n",
    ),
}


@pytest.mark.parametrize("shape", FILES)
def test_a_file_is_understood(shape: str, upload: Upload) -> None:
    name, content = FILES[shape]
    brought = upload(content, name)
    assert (brought.state, brought.counts.get("new")) == ("ready", 2)
    assert [row.values["area"] for row in ImportRow.objects.order_by("line")] == ["Westshire", "Ashby"]


@pytest.mark.parametrize(
    ("headings", "why"),
    [("name,area,sort of place", "missing"), ("name,area,tier,type", "two that fit")],
    ids=["a column is missing", "two columns fit"],
)
def test_columns_that_are_not_clear_are_asked_for(headings: str, why: str, upload: Upload) -> None:
    brought = upload(
        f"{headings}\nA,Ashby,unitary,unitary\n".replace(",unitary,unitary", ",unitary" * (headings.count(",") - 1))
    )
    assert brought.state == "matching"
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("name,area,tier\n", "no_rows"),
        ("name,area,tier\nA,Ashby\n", "row_short"),
        ('name,area,tier\nA,"Ashby,unitary\n', "quote"),
        ("name,area,tier\n,Ashby,unitary\n", "required"),
        (f"name,area,tier\n{'A' * 201},Ashby,unitary\n", "longer"),
    ],
    ids=["headings alone", "a short row", "an open quote", "an empty cell", "a long cell"],
)
def test_a_file_that_is_wrong_inside_is_told_of_by_line(content: str, code: str, upload: Upload) -> None:
    brought = upload(content, "a.csv")
    assert brought.state == "refused"
    assert brought.problems[0]["code"].startswith(code)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"x" * (10 * 1024 * 1024 + 1)),
        ("a.csv", b"<html><table>"),
        ("a.exe", b"name,area,tier\nA,B,unitary\n"),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ],
    ids=["empty", "over 10 MB", "a web page", "a program", "a broken workbook", "old Excel"],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_the_field(name: str, content: bytes, manager: Client) -> None:
    file: Any = SimpleUploadedFile(name, content)
    response = manager.post(reverse("add_import", args=["partnerships"]), {"file": file, "written_for": "marlvale"})
    assert response.status_code == 200
    assert "govuk-error-message" in response.content.decode()
    assert not FileImport.objects.exists()
    assert not Stored.objects.exists()
