"""Counts what a page asks of the database, and tells a list that asks more the longer it is.

def test_the_list_asks_the_same_for_any_length(client, world):
    client.force_login(world.people["manager"])
    assert_same_queries(lambda n: JobFactory.create_batch(n, owner=…), "/jobs/", client)
"""

import re
from collections import Counter
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROWS = (1, 3, 60)
MOST = 10  # the budget of any page; a detail page gives 8
# In order: strings, numbers, then lists of either, which are one shape however long they are.
VALUES = [
    (re.compile(r"'(?:[^']|'')*'(?:::\w+)?"), "?"),
    (re.compile(r"\b\d+(?:\.\d+)?\b"), "?"),
    (re.compile(r"\(\?(?:, \?)*\)"), "(?)"),
]


def shape(sql: str) -> str:
    """The statement without its values."""
    for pattern, instead in VALUES:
        sql = pattern.sub(instead, sql)
    return sql


def queries_for(url: str, client: Client) -> list[str]:
    """The shapes of every statement that a GET sends, in order; raises AssertionError when the answer is not 200."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        b"".join(response)  # a streamed page asks while it is read
    assert response.status_code == 200, f"{url} answered {response.status_code}, so its queries say nothing"
    return [shape(query["sql"]) for query in captured.captured_queries]


def assert_no_repeats(asked: list[str]) -> None:
    """Fails, naming each, when a statement of the same shape is sent twice."""
    repeated = [f"{count} × {sql}" for sql, count in Counter(asked).items() if count > 1]
    assert not repeated, "The page asks the same again:\n" + "\n".join(repeated)


def assert_same_queries(make_rows: Callable[[int], object], url: str, client: Client, *, at_most: int = MOST) -> None:
    """Fails unless the page sends the same statements with 1, 3 and 60 rows, none twice, and few enough.

    `make_rows(n)` adds n rows. The page is looked at once before, so that whatever is kept for good is kept already.
    """
    there, asked = 0, {}
    for rows in ROWS:
        make_rows(rows - there)
        there = rows
        client.get(url)
        asked[rows] = queries_for(url, client)
        assert_no_repeats(asked[rows])
    counts = {rows: len(statements) for rows, statements in asked.items()}
    first, last = asked[ROWS[0]], asked[ROWS[-1]]
    added = "\n".join(sorted((Counter(last) - Counter(first)) | (Counter(first) - Counter(last))))
    assert len(set(counts.values())) == 1, f"{url} asks {counts} times (rows: statements):\n{added}"
    assert len(last) <= at_most, f"{url} asks {len(last)} times, at most {at_most}:\n" + "\n".join(last)
