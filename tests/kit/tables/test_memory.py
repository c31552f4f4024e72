"""Long tables are read and written row by row."""

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from tempfile import TemporaryFile

from kit.tables.csv_out import write_csv
from kit.tables.reading import open_table
from kit.tables.table import Limits
from kit.tables.xlsx_out import write_xlsx

CELLS = ["Ashby", "00CN", "12", "a longer text that stands in every row"]


def peak(work: Callable[[], None]) -> int:
    """The most bytes that Python held while it worked."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_hundred_thousand_rows_of_text_are_read_in_the_memory_of_a_few() -> None:
    file = BytesIO(b"".join(write_csv(["a", "b", "c", "d"], (CELLS for _ in range(100_000)))))

    def read() -> None:
        assert sum(1 for _ in open_table(file).rows) == 100_000

    assert peak(read) < 1_000_000


def test_a_workbook_is_read_without_holding_its_rows() -> None:
    with TemporaryFile() as file:
        write_xlsx(file, ["a", "b", "c", "d"], (CELLS for _ in range(5_000)))

        def read() -> None:
            assert sum(1 for _ in open_table(file, limits=Limits(rows=5_000)).rows) == 5_000

        def keep() -> None:
            assert len(list(open_table(file, limits=Limits(rows=5_000)).rows)) == 5_000

        assert peak(read) < 0.6 * peak(keep)
