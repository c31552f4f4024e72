"""Measures a page and its floor turn by turn, so that a noisy machine is noisy to both."""

import gc
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.floor import floor_client

WARM_UP = 5


class Bar(NamedTuple):
    """What a page may take: times its floor, kB of HTML, statements."""

    times: int
    kb: int
    sql: int


class Kind(Enum):
    """A list; a detail page or a form; one thing, or a form, that has a region's rows in it; and a home, which has them
    and much else beside (both docs/decisions/0021).
    """

    LIST = "list"
    DETAIL = "detail"
    WHOLE = "with a list"
    HOME = "home"

    @property
    def bar(self) -> Bar:
        return BARS[self]


BARS = {
    Kind.LIST: Bar(2, 40, 10),
    Kind.DETAIL: Bar(3, 20, 8),
    Kind.WHOLE: Bar(3, 40, 8),
    Kind.HOME: Bar(3, 40, 10),
}

# What a page has many of: rows of a table, hexagons of a map (not of small rows), entries of a list, titled tiles,
# groups of ticks.
REPEATED = re.compile(rb'<th scope="row"|<use href="#[^"]+"/>|portal-list__title|portal-tick-group"')


@dataclass(frozen=True)
class Measured:
    """One page: medians in milliseconds, the size of its HTML in bytes, the number of its statements and rows.

    `clock_ms` is by the clock; `database_ms` what PostgreSQL worked for the page; the others processor time of this
    process: of the page, of the floor with as many rows, of the bare floor, and of the one that also reads as many
    partnerships as the page's answer depends on, `reads`; its bar is held against that one.
    """

    name: str
    kind: Kind
    clock_ms: float
    database_ms: float
    page_ms: float
    floor_ms: float
    bare_ms: float
    size: int
    queries: int
    rows: int = 0
    reads: int = 0
    reading_ms: float = 0.0

    @property
    def ratio(self) -> float:
        return self.page_ms / self.floor_ms

    @property
    def reading_ratio(self) -> float:
        """Beside the floor that reads as many; of a page that depends on no more than it lists, the same."""
        return self.page_ms / self.reading_ms if self.reads else self.ratio

    @property
    def over(self) -> list[str]:
        """What passes its bar; timing is told, never asserted."""
        times, kb, sql = self.kind.bar
        passed = {"time": self.reading_ratio > times, "HTML": self.size > kb * 1000, "SQL": self.queries > sql}
        return [what for what, is_over in passed.items() if is_over]

    def __str__(self) -> str:
        times = f"{self.clock_ms:.1f} | {self.database_ms:.1f} | {self.page_ms:.1f} | {self.floor_ms:.1f}"
        ratios = f"{self.ratio:.1f} × | {self.reading_ratio:.1f} × | {self.page_ms / self.bare_ms:.1f} ×"
        figures = f"{times} | {ratios} | {self.rows} | {self.size / 1000:.1f} | {self.queries}"
        return f"| `{self.name}` | {self.kind.value} | {figures} | {', '.join(self.over)} |"


HEADING = (
    "| page | kind | clock ms | database ms | ms | floor ms | ratio | as many read | to the bare floor | rows "
    "| HTML kB | SQL | over |\n"
    "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|"
)


def measure(name: str, url: str, client: Client, *, kind: Kind, rounds: int, reads: int = 0) -> Measured | None:
    """Medians of so many rounds, page and floors by turns; None for an address that does not answer with a page."""
    for _ in range(WARM_UP):
        response = client.get(url)
    if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
        return None
    with CaptureQueriesContext(connection) as captured:
        content = client.get(url).content
    queries, rows = len(captured), len(REPEATED.findall(content))  # now: the next request empties the log
    floor, bare, beside = floor_client(client), f"/floor/{queries}/", f"/floor/{queries}/{rows}/"
    for _ in range(WARM_UP):
        floor.get(beside)
    gc.collect()
    gc.freeze()  # as the web process does once it has loaded everything
    reads = reads if reads > rows else 0  # what it lists is read by the like floor as well
    floors = (beside, bare, *([f"{beside}{reads}/"] if reads else []))
    taken = [(*timed(client, url), *(timed(floor, one)[2] for one in floors)) for _ in range(rounds)]
    clock, database, page, listing, least, *reading = (median(times) for times in zip(*taken, strict=True))
    own = (len(content), queries, rows, reads, *reading)
    return Measured(name, kind, clock, database, page, listing, least, *own)


def timed(client: Client, url: str) -> tuple[float, float, float]:
    """Milliseconds of one request: by the clock, of PostgreSQL's own time, and of this process's."""
    begun, asked, worked = perf_counter(), database_time(), process_time()
    client.get(url)
    own = process_time() - worked
    return (perf_counter() - begun) * 1000, (database_time() - asked) * 1000, own * 1000


def database_time() -> float:
    """Seconds that the process behind our connection has worked; 0 where it is not on this machine."""
    connection.ensure_connection()
    kept = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(kept.read_text().split()[0]) / 1e9 if kept.exists() else 0.0
