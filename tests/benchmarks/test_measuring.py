"""The benchmarks measure what they say; how long anything takes is told by them, and asserted nowhere."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.floor import floor_client
from tests.benchmarks.measuring import Kind, Measured, measure
from tests.benchmarks.sizes import sizes
from tests.factories import World


def page(**figures: object) -> Measured:
    given = {
        "name": "home",
        "kind": Kind.LIST,
        "clock_ms": 12.0,
        "database_ms": 1.5,
        "page_ms": 10.0,
        "floor_ms": 5.0,
        "bare_ms": 4.0,
        "size": 40_000,
        "queries": 10,
    }
    return Measured(**{**given, **figures})  # type: ignore[arg-type]


def test_the_floor_asks_just_as_much_as_the_page_beside_it(world: World, client: Client) -> None:
    client.force_login(world.people["agency"])
    with CaptureQueriesContext(connection) as asked:
        response = floor_client(client).get("/floor/7/")
    assert len(asked) == 7
    assert "Mirabel Thorne-Way" in response.content.decode()


def test_a_floor_lists_as_many_rows_as_the_page_in_one_of_its_statements(world: World, client: Client) -> None:
    client.force_login(world.people["agency"])
    with CaptureQueriesContext(connection) as asked:
        content = floor_client(client).get("/floor/5/9/").content.decode()
    assert (len(asked), content.count("<tr>"), content.count("<li>")) == (5, 9, 2)
    assert world.here.county.area in content


def test_a_floor_reads_as_many_as_the_page_depends_on_in_another_and_shows_none(world: World, client: Client) -> None:
    client.force_login(world.people["agency"])
    with CaptureQueriesContext(connection) as asked:
        content = floor_client(client).get("/floor/6/3/7/").content.decode()
    assert (len(asked), content.count("<tr>"), content.count("<li>")) == (6, 3, 2)
    assert sum("LIMIT 7" in one["sql"] and "population" in one["sql"] for one in asked) == 1


@pytest.mark.parametrize("url", ["/partnerships/", "/region/", "/region/table/"])
def test_what_a_page_repeats_is_counted(world: World, client: Client, url: str) -> None:
    client.force_login(world.people["evaluator"])
    measured = measure("page", url, client, kind=Kind.LIST, rounds=1)
    assert measured is not None
    assert measured.rows == len(world.here.partnerships)


def test_a_visitors_floor_has_no_session_to_read(world: World, client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        floor_client(client).get("/floor/3/")
    assert len(asked) == 3


def test_a_page_is_measured_with_its_size_and_its_statements(world: World, client: Client) -> None:
    client.force_login(world.people["agency"])
    with CaptureQueriesContext(connection) as asked:
        content = client.get("/home/").content
    statements = len(asked)  # the next request empties the log
    measured = measure("home", "/home/", client, kind=Kind.DETAIL, rounds=2)
    assert measured is not None
    assert (measured.size // 100, measured.queries) == (len(content) // 100, statements)
    assert min(measured.clock_ms, measured.page_ms, measured.floor_ms, measured.bare_ms) > 0


@pytest.mark.parametrize("url", ["/home/", "/health"])
def test_what_answers_with_no_page_is_not_measured(world: World, client: Client, url: str) -> None:
    assert measure("none", url, client, kind=Kind.DETAIL, rounds=1) is None


def test_a_page_at_its_bar_is_not_over() -> None:
    assert page().over == []
    assert page(kind=Kind.DETAIL, page_ms=15.0, size=20_000, queries=8).over == []
    assert page(kind=Kind.WHOLE, page_ms=15.0, size=40_000, queries=8).over == []
    assert page(kind=Kind.HOME, page_ms=15.0, size=40_000, queries=10).over == []


def test_each_bar_that_is_passed_is_named() -> None:
    assert page(page_ms=10.1, size=40_001, queries=11).over == ["time", "HTML", "SQL"]
    assert page(kind=Kind.DETAIL, page_ms=15.1, size=20_001, queries=9).over == ["time", "HTML", "SQL"]
    assert page(kind=Kind.WHOLE, page_ms=15.1, size=40_001, queries=9).over == ["time", "HTML", "SQL"]
    assert page(kind=Kind.HOME, page_ms=15.1, size=40_001, queries=11).over == ["time", "HTML", "SQL"]
    assert page(page_ms=10.1, reads=9, reading_ms=6.0).over == []
    assert page(page_ms=12.1, reads=9, reading_ms=6.0).over == ["time"]
    assert "| 12.0 | 1.5 | 10.0 | 5.0 | 2.0 × | 2.0 × | 2.5 × | 0 | 40.0 | 10 |  |" in str(page())


def test_styles_and_scripts_are_weighed_as_sent() -> None:
    weighed = {name: (raw, packed) for name, raw, packed in sizes(".css")}
    raw, packed = weighed["govuk_ui/portal.css"]
    assert packed < raw / 3
