"""A list page and its downloads: the same columns of the same filtered rows."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from accounts.models import Person
from kit.govuk_ui.formats import money
from kit.tables.columns import Column
from kit.tables.listing import Listing, list_page
from tests.factories import PersonFactory
from tests.kit.govuk_ui.rendering import words
from tests.kit.tables.making import read_table, texts
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kit.tables.urls")]

NASTY = "<script>alert(1)</script>"


@pytest.fixture
def reader(client: Client) -> Client:
    """Signed in, as somebody whose name begins with no other's letter."""
    client.force_login(PersonFactory(name="Zenobia Quill", email="zz@partnership.example"))
    return client


def crowd(number: int, begins: str = "Ada") -> list[Person]:
    return [PersonFactory(name=f"{begins} {n:03}", email=f"{begins.lower()}{n:03}@p.example") for n in range(number)]


def main_of(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def shown(column: Column, item: object = None) -> object:
    return column.on_page(item)


def listing_of(items: list[int], *columns: Column) -> Listing:
    return Listing("Numbers", ngettext_lazy("%(count)s number", "%(count)s numbers", "count"), columns, items)


def test_a_page_holds_fifty_rows_and_says_which_of_how_many(reader: Client) -> None:
    crowd(112)
    first, last = main_of(reader, "/people/?begins=Ada"), main_of(reader, "/people/?begins=Ada&page=3")
    assert "Showing 1 to 50 of 112 people" in words(first)
    assert "Showing 101 to 112 of 112 people" in words(last)
    assert (first.count("<td"), last.count("<td")) == (50, 12)


@pytest.mark.parametrize(("rows", "said"), [(1, "1 person"), (3, "3 people")])
def test_one_page_is_only_counted(reader: Client, rows: int, said: str) -> None:
    crowd(rows)
    html = words(main_of(reader, "/people/?begins=Ada"))
    assert f"Everybody {said} Download as CSV" in html
    assert "Showing" not in html


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2", "ada050"),
        ("7", "ada050"),
        ("9" * 99, "ada050"),
        ("", "ada000"),
        ("nonsense", "ada000"),
        ("1.5", "ada000"),
        ("9" * 5_000, "ada000"),
    ],
    ids=["second", "past the last", "far past the last", "none", "words", "fraction", "longer than any number"],
)
def test_a_page_that_is_none_gives_the_first_or_the_last(reader: Client, asked: str, first: str) -> None:
    crowd(51)
    html = main_of(reader, f"/people/?begins=Ada&page={asked}")
    assert re.findall(r">(\w+)@", html)[0] == first


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_download_holds_every_filtered_row_of_every_page_and_nothing_else(reader: Client, file_format: str) -> None:
    crowd(60)
    crowd(2, begins="Bede")
    response = reader.get(f"/people/?begins=Ada&page=2&format={file_format}")
    table = texts(read_table(BytesIO(b"".join(response.streaming_content))))  # type: ignore[attr-defined]
    assert table == [["Name", "Email"], *([f"Ada {n:03}", f"ada{n:03}@p.example"] for n in range(60))]
    assert response.headers["Content-Disposition"] == f'attachment; filename="People all.{file_format}"'


def test_the_links_to_downloads_and_pages_keep_the_filters(reader: Client) -> None:
    crowd(60)
    html = unescape(main_of(reader, "/people/?begins=Ada&page=2&format=nonsense"))
    found = re.findall(r'href="(\?[^"]*)"', html)
    assert found[:2] == ["?begins=Ada&format=csv", "?begins=Ada&format=xlsx"]
    assert {*found[2:]} == {"?begins=Ada&page=1", "?begins=Ada&page=2"}


def test_with_no_rows_the_page_says_in_its_own_words_what_to_do(reader: Client) -> None:
    html = main_of(reader, "/people/?begins=Nobody")
    assert words(html) == "Everybody Nobody is called that Clear filters"
    assert "<table" not in html


def test_a_list_without_downloads_offers_none_and_gives_none(reader: Client) -> None:
    assert "Download" not in main_of(reader, "/people/?closed&format=csv")


def test_a_list_asks_the_same_for_any_length(reader: Client) -> None:
    assert_same_queries(lambda n: PersonFactory.create_batch(n), "/people/", reader, at_most=5)


def test_markup_in_a_cell_stands_and_markup_in_a_value_is_escaped(reader: Client) -> None:
    person = PersonFactory(name=NASTY)
    html = main_of(reader, "/people/?begins=<")
    assert f'<a class="govuk-link" href="/of/{person.pk}">&lt;script&gt;alert(1)&lt;/script&gt;</a>' in html


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "Yes"),
        ("plain", "plain"),
        (date(2027, 3, 27), "27\xa0March\xa02027"),
        (datetime(2027, 6, 27, 14, 0, tzinfo=timezone.get_fixed_timezone(0)), "27\xa0June\xa02027, 3pm"),
        (time(15, 30), "3:30pm"),
        (2027, "2027"),
    ],
    ids=["nothing", "yes", "text", "date", "moment", "time", "year"],
)
def test_a_value_is_written_on_the_page_as_people_read_it(value: object, said: str) -> None:
    assert shown(Column("", lambda _: value)) == said


def test_numbers_have_commas_in_a_column_of_numbers() -> None:
    assert shown(Column("", lambda _: 10_000, number=True)) == "10,000"
    assert shown(Column("", lambda _: Decimal("3.25"), number=True)) == "3.25"


def test_a_cell_may_say_differently_what_the_download_holds_plain() -> None:
    column = Column("Award", lambda item: item, cell=money, number=True, phone="result")
    assert column.on_page(Decimal("19600")) == "£19,600"
    assert column.heading.classes == "portal-table__result portal-table__number"


def test_a_long_list_is_counted_with_commas() -> None:
    page = list_page(RequestFactory().get("/", {"page": "21"}), listing_of([*range(1_112)], Column("n", str)))
    assert (page.first, page.last, page.counted) == ("1,001", "1,050", "1,112 numbers")
