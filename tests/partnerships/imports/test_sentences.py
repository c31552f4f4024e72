"""Every problem of an import has its sentence, which tells what stood there."""

import re
from html import unescape
from pathlib import Path

import pytest

from partnerships.models import Programme
from partnerships.rules.enrolment import Reason
from partnerships.rules.imports import planning
from partnerships.rules.imports.planning import problem
from partnerships.services.imports.sentences import sentence

RULES = Path(planning.__file__).parent
NAMED = {code for file in RULES.glob("*.py") for code in re.findall(r'problem\(\s*"([a-z_]+)"', file.read_text())}
REFUSALS = {f"refused_{reason.value}" for reason in set(Reason) - {Reason.INVITED}}
CODES = sorted(
    NAMED | REFUSALS | {"not_hexjson", "no_hexes", "no_rows", "place_unclear", "area_unknown", "tier_unknown"}
)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence(code: str) -> None:
    said = sentence(problem(code, column="Col", found="unitary", wanted=["unitary", "3", "4", "5"]), Programme())
    assert said.endswith((".", "’."))


def test_what_would_be_too_long_to_name_is_counted() -> None:
    unknown = problem("county_unknown", line=3, column="County", found="Nowhere", wanted=["A", "B"], more=2)
    assert sentence(unknown, Programme()).endswith("There are: A, B and 2 more.")


def test_names_read_right_once_a_page_has_escaped_them() -> None:
    said = sentence(problem("no_place", found="O'Brien & Söhne"), Programme())
    assert unescape(said) == "O'Brien & Söhne has no place in the map."


def test_days_are_written_as_people_write_them() -> None:
    outside = problem("day_outside_year", column="from", found="2025-01-01", wanted=["2026-09-04", "2027-09-03"])
    assert sentence(outside, Programme()) == (
        "‘from’ says 1 January 2025, which is outside the programme year."
        " It must be from 4 September 2026 to 3 September 2027."
    )
