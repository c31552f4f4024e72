"""What keeps localities whole, and entries apart."""

import pytest

from partnerships.rules.entries import Known, changes, clashes
from partnerships.rules.localities import Move, Place, refusals

SINGLE, COUNTY, EMPTY_COUNTY = Place("unitary"), Place("county", None, 3), Place("county", None, 0)
HERE, THERE = Place("district", 1), Place("district", 2)


@pytest.mark.parametrize(
    ("move", "codes"),
    [
        pytest.param(Move(None, SINGLE), [], id="a new single tier"),
        pytest.param(Move(None, HERE), [], id="a new district"),
        pytest.param(Move(None, Place("county")), ["county_without_districts"], id="a new county alone"),
        pytest.param(Move(None, Place("county"), first_district=True), [], id="a new county with its first district"),
        pytest.param(Move(None, Place("district")), ["district_names_its_county"], id="a district of no county"),
        pytest.param(Move(None, Place("unitary", 1)), ["district_names_its_county"], id="a single tier in a county"),
        pytest.param(Move(COUNTY, Place("county")), [], id="a county that stays"),
        pytest.param(Move(COUNTY, SINGLE), ["county_has_districts"], id="a county with districts"),
        pytest.param(Move(EMPTY_COUNTY, SINGLE), [], id="a county without districts may become another thing"),
        pytest.param(Move(SINGLE, Place("county")), ["county_without_districts"], id="a single tier becomes a county"),
        pytest.param(Move(HERE, HERE), [], id="a district that stays, the last one too"),
        pytest.param(Move(HERE, THERE, siblings=1), [], id="a district of two moves"),
        pytest.param(Move(HERE, THERE), ["last_district"], id="the last district moves"),
        pytest.param(Move(HERE, SINGLE), ["last_district"], id="the last district becomes a single tier"),
        pytest.param(Move(HERE, SINGLE, siblings=1), [], id="a district becomes a single tier"),
        pytest.param(Move(HERE, SINGLE, siblings=1, is_held=True), ["tier_held"], id="one in which people hold roles"),
        pytest.param(Move(HERE, THERE, siblings=1, is_held=True), [], id="one in which people hold roles moves"),
        pytest.param(Move(None, SINGLE, is_held=True), [], id="a new one is in nobody's hands"),
    ],
)
def test_a_county_keeps_a_district_and_a_district_its_county(move: Move, codes: list[str]) -> None:
    assert [refusal.code for refusal in refusals(move)] == codes


def test_a_refusal_stands_beside_what_must_change() -> None:
    assert [refusal.field for refusal in refusals(Move(HERE, THERE))] == ["county"]
    assert [refusal.field for refusal in refusals(Move(HERE, SINGLE))] == ["tier"]
    assert [refusal.field for refusal in refusals(Move(None, Place("county")))] == ["district_area"]


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        (Known("Aa", "county"), []),
        (Known("Aa", "unitary"), ["area_taken"]),
        (Known("Bb", "unitary", "E00000001"), ["gss_code_taken"]),
        (Known("Bb", "unitary", "", "00AA"), ["ons_code_taken"]),
        (Known("Bb", "unitary", "", ""), []),
    ],
)
def test_area_and_codes_stand_once(entry: Known, codes: list[str]) -> None:
    there = [Known("Aa", "unitary", "E00000001", "00AA"), Known("Cc", "unitary")]
    assert [refusal.code for refusal in clashes(entry, there)] == codes


def test_only_what_differs_is_a_change() -> None:
    assert changes({"name": "A", "short": "AAA"}, {"name": "B", "short": "AAA"}) == {"name": ["A", "B"]}
