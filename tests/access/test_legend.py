"""The access table is read by its legend, and a typo in it fails."""

import pytest

from tests.access.legend import COLUMNS, FOLDER, NOTHING, Grant, LegendError, Table, letters_of, the_table

CSV = (FOLDER / "access.csv").read_text()
LEGEND = (FOLDER / "access.md").read_text()


def test_the_legend_names_three_permissions_and_eleven_scopes() -> None:
    letters, scopes = letters_of(LEGEND)
    assert letters == set("RWD")
    assert scopes == set("*olapmsgfcet")


def test_every_cell_of_every_row_is_read() -> None:
    table = the_table()
    assert len(table.rows) == 51
    assert {len(row.cells) for row in table.rows.values()} == {len(COLUMNS)}


@pytest.mark.parametrize(
    ("row", "column", "grants"),
    [
        ("02", "anonymous", NOTHING),
        ("03", "agency", {Grant("R", "c")}),
        ("11", "champion", {Grant("R", "o"), Grant("R", "l"), Grant("D", "o")}),
        ("25", "representative", {Grant("W", "o"), Grant("R", "*")}),
        ("41", "agency", {Grant("R", "*"), Grant("W", "")}),
        ("44", "adviser", {Grant("R", "*")}),
    ],
)
def test_cells_are_pairs_of_permission_and_scope(row: str, column: str, grants: set[Grant]) -> None:
    assert the_table().grants(row, column) == grants


def test_an_export_is_allowed_as_the_row_that_it_exports() -> None:
    assert the_table().grants("43", "finance", exported="13") == {Grant("R", "*")}
    assert the_table().grants("43", "finance", exported="04") == NOTHING


@pytest.mark.parametrize(("given", "needed"), ["RR", "WR", "DR", "WW", "DD"])
def test_deciding_and_writing_include_reading(given: str, needed: str) -> None:
    assert Grant(given, "*").gives(needed)


@pytest.mark.parametrize(("given", "needed"), ["RW", "RD", "DW", "WD"])
def test_one_permission_does_not_give_another(given: str, needed: str) -> None:
    assert not Grant(given, "*").gives(needed)


@pytest.mark.parametrize("typo", ["", "R", "Rx", "X*", "r*", "R*R*", "R *", "=X", "=read", "W", "Ro-", "*", "RoRoo"])
def test_a_typo_in_a_cell_is_refused_and_named(typo: str) -> None:
    faulty = CSV.replace("Wo,R*,R*,R*,R*,R*,R*,R*,-,-", f"{typo},R*,R*,R*,R*,R*,R*,R*,-,-", 1)
    with pytest.raises(LegendError, match="row 02, representative"):
        Table.read(faulty, LEGEND)


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(LegendError, match="columns"):
        Table.read(CSV.replace(",agency", "", 1), LEGEND)


def test_a_row_out_of_order_is_refused() -> None:
    with pytest.raises(LegendError, match="row 52 stands where 51 should"):
        Table.read(CSV.replace("\n51,", "\n52,", 1), LEGEND)


def test_every_fault_is_told_at_once() -> None:
    faulty = CSV.replace("W*,R*,Wo,Ro", "Q*,R*,Zo,Ro", 1)
    with pytest.raises(LegendError) as told:
        Table.read(faulty, LEGEND)
    assert "row 03, manager: 'Q*'" in str(told.value)
    assert "row 03, representative: 'Zo'" in str(told.value)
