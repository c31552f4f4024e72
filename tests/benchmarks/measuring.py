"""Measures a page and its floor turn by turn, so that a noisy machine is noisy to both."""

from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.floor import floor_client

WARM_UP = 5
# What a list may be of its floor, and a detail page or a form (docs: page budgets).
TIMES_OF_LIST, TIMES_OF_DETAIL = 2, 3
KB_OF_LIST, KB_OF_DETAIL = 40, 20
SQL_OF_LIST, SQL_OF_DETAIL = 10, 8


@dataclass(frozen=True)
class Measured:
    """One page: medians in milliseconds, the size of its HTML in bytes, the number of its statements."""

    name: str
    is_list: bool
    page_ms: float
    floor_ms: float
    size: int
    queries: int

    @property
    def ratio(self) -> float:
        return self.page_ms / self.floor_ms

    @property
    def over(self) -> list[str]:
        """What passes its bar; timing is told, never asserted."""
        times, kb, sql = (
            (TIMES_OF_LIST, KB_OF_LIST, SQL_OF_LIST) if self.is_list else (TIMES_OF_DETAIL, KB_OF_DETAIL, SQL_OF_DETAIL)
        )
        passed = {"time": self.ratio > times, "HTML": self.size > kb * 1000, "SQL": self.queries > sql}
        return [what for what, is_over in passed.items() if is_over]

    def __str__(self) -> str:
        figures = (
            f"{self.page_ms:.2f} | {self.floor_ms:.2f} | {self.ratio:.1f} × | {self.size / 1000:.1f} | {self.queries}"
        )
        return f"| `{self.name}` | {'list' if self.is_list else 'detail'} | {figures} | {', '.join(self.over)} |"


HEADING = (
    "| page | kind | median ms | floor ms | ratio | HTML kB | SQL | over |\n|---|---|---:|---:|---:|---:|---:|---|"
)


def measure(name: str, url: str, client: Client, *, is_list: bool, rounds: int) -> Measured | None:
    """Medians of so many rounds, page and floor by turns; None for an address that does not answer with a page."""
    for _ in range(WARM_UP):
        response = client.get(url)
    if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
        return None
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(url).content)
    queries = len(captured)  # now: the next request empties the log
    floor, beside = floor_client(client), f"/floor/{queries}/"
    for _ in range(WARM_UP):
        floor.get(beside)
    taken = [(timed(client, url), timed(floor, beside)) for _ in range(rounds)]
    page_ms, floor_ms = (median(times) for times in zip(*taken, strict=True))
    return Measured(name, is_list, page_ms, floor_ms, size, queries)


def timed(client: Client, url: str) -> float:
    """Milliseconds of one request."""
    begun = perf_counter()
    client.get(url)
    return (perf_counter() - begun) * 1000
