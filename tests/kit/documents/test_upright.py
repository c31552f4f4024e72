"""A table too wide for a page is turned; every number stays with the names it belongs to."""

from hypothesis import given
from hypothesis import strategies as st

from kit.charts.figure import Table
from kit.documents.templatetags.documents import MOST_COLUMNS, upright

WIDE = Table(("Place", *(f"Q{n}" for n in range(1, 10))), (("Rugby", *"123456789"), ("Warwick", *"abcdefghi")), (1, 2))


def test_a_wide_table_is_turned():
    turned = upright(WIDE)

    assert turned.headers == ("Place", "Rugby", "Warwick")
    assert turned.rows[0] == ("Q1", "1", "a")
    assert turned.rows[-1] == ("Q9", "9", "i")
    assert turned.numeric == (1, 2)


def test_eight_columns_stay_and_nine_turn():
    def table(columns: int) -> Table:
        return Table(tuple(f"H{n}" for n in range(columns)), (tuple("x" * columns),))

    assert upright(table(MOST_COLUMNS)) == table(MOST_COLUMNS)
    assert len(upright(table(MOST_COLUMNS + 1)).rows) == MOST_COLUMNS


def test_an_empty_table_and_one_longer_than_wide_stay_as_they_are():
    empty = Table(WIDE.headers, (), empty="Nothing yet")
    long = Table(WIDE.headers, WIDE.rows * 20)

    assert upright(empty) == empty
    assert upright(long) == long


@given(st.integers(1, 12), st.integers(1, 30))
def test_each_number_keeps_its_two_names(rows: int, columns: int):
    table = Table(
        ("", *(f"c{c}" for c in range(columns))),
        tuple((f"r{r}", *(f"c{c}r{r}" for c in range(columns))) for r in range(rows)),
    )
    turned = upright(table)

    for row in turned.rows:
        for name, cell in zip(turned.headers[1:], row[1:], strict=True):
            assert cell in (name + row[0], row[0] + name)
