"""Headings as people write them, matched to our columns."""

import pytest

from kit.tables.errors import Code
from kit.tables.matching import match_columns

WANTED = {"name": ["partnership"], "email": ["e-mail address"], "organisation": []}


@pytest.mark.parametrize(
    "heading", ["name", "NAME", " Name ", "\ufeffname", "Na_me", "Name:", "ＮＡＭＥ", "Partnership"]
)
def test_a_heading_is_known_however_it_is_written(heading: str) -> None:
    matching = match_columns(["x", heading], WANTED)
    assert matching.positions["name"] == 1


def test_the_order_of_columns_does_not_matter() -> None:
    matching = match_columns(["Organisation", "E-mail", "Name"], WANTED)
    assert matching.positions == {"name": 2, "email": 1, "organisation": 0}
    assert (matching.missing, matching.unused) == ((), ())


def test_what_is_missing_and_what_is_unused_are_named() -> None:
    matching = match_columns(["Name", "Shoe size", ""], WANTED)
    assert matching.missing == ("email", "organisation")
    assert matching.unused == ("Shoe size",)


def test_two_headings_for_one_column_are_ambiguous() -> None:
    matching = match_columns(["Name", "Partnership"], WANTED)
    assert "name" not in matching.positions
    assert matching.ambiguous == {"name": ("Name", "Partnership")}


def test_the_same_heading_twice_is_ambiguous_when_we_need_it() -> None:
    assert match_columns(["Name", "name"], WANTED).ambiguous == {"name": ("Name", "name")}
    assert match_columns(["Name", "x", "x"], WANTED).ambiguous == {}


def test_one_heading_for_two_columns_is_ambiguous_for_both() -> None:
    matching = match_columns(["Contact"], {"name": ["contact"], "email": ["contact"]})
    assert matching.ambiguous == {"name": ("Contact",), "email": ("Contact",)}
    assert matching.positions == {}


def test_a_heading_of_signs_alone_matches_nothing() -> None:
    assert match_columns(["%", "£"], {"share": ["%"]}).missing == ("share",)


def test_only_missing_columns_that_are_required_are_problems() -> None:
    problems = match_columns(["Name", "Town"], WANTED).problems(["email"], {"email": "E-mail"})
    assert [(each.code, each.column, each.wanted) for each in problems] == [
        (Code.COLUMN_MISSING, "E-mail", ("Town",)),
    ]
