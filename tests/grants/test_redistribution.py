"""Largest remainder in whole pence."""

import pytest

from grants.rules.redistribution import PopulationUnknownError, share_out
from grants.rules.settings import ShareBasis
from tests.grants.regions import single

EQUAL, BY_OFFER, BY_POPULATION = ShareBasis


def test_odd_pennies_go_to_the_lowest_codes() -> None:
    shared = share_out(100, [single(code) for code in ("c", "a", "b")], EQUAL)
    assert shared.shares == {"E06-a": 34, "E06-b": 33, "E06-c": 33}
    assert (shared.odd_pennies, shared.total_weight) == ({"E06-a"}, 3)


def test_the_largest_part_cut_off_comes_before_the_lowest_code() -> None:
    weights = {"a": 1, "b": 1, "c": 4}  # 10 × 1/6 = 1 4/6, 10 × 4/6 = 6 4/6: a tie of all three, two pennies over
    tied = share_out(10, [single(code, population=people) for code, people in weights.items()], BY_POPULATION)
    assert tied.shares == {"E06-a": 2, "E06-b": 2, "E06-c": 6}
    weights = {"a": 3, "b": 3, "c": 1}  # 5 × 3/7 = 2 1/7, 5 × 1/7 = 5/7: one penny over
    cut_off = share_out(5, [single(code, population=people) for code, people in weights.items()], BY_POPULATION)
    assert cut_off.shares == {"E06-a": 2, "E06-b": 2, "E06-c": 1}


def test_codes_are_put_in_order_as_text_whatever_they_weigh() -> None:
    # 7 × 2/12 = 1 2/12 and 7 × 1/12 = 7/12: four smaller ones come before the larger.
    people = {"z": 2, "y": 2, "x": 2, "w": 2, "d": 1, "c": 1, "b": 1, "a": 1}
    shared = share_out(7, [single(code, population=number) for code, number in people.items()], BY_POPULATION)
    assert shared.odd_pennies == {"E06-a", "E06-b", "E06-c"}
    assert shared.shares["E06-d"] == 0
    assert sum(shared.shares.values()) == 7


def test_offers_weigh_in_pence() -> None:
    receivers = [single("a", offer_pence=300), single("b", offer_pence=100)]
    assert share_out(1000, receivers, BY_OFFER).shares == {"E06-a": 750, "E06-b": 250}


@pytest.mark.parametrize("basis", ShareBasis)
def test_without_a_pot_nothing_is_shared_and_nobody_is_asked_for_a_population(basis: ShareBasis) -> None:
    shared = share_out(0, [single("a", population=None)], basis)
    assert (shared.shares, shared.left_pence) == ({}, 0)


@pytest.mark.parametrize("basis", ShareBasis)
def test_without_receivers_the_pot_is_left(basis: ShareBasis) -> None:
    shared = share_out(55, [], basis)
    assert (shared.shares, shared.left_pence, shared.pot_pence) == ({}, 55, 55)


@pytest.mark.parametrize("basis", [BY_OFFER, BY_POPULATION])
def test_receivers_who_weigh_nothing_leave_the_pot(basis: ShareBasis) -> None:
    shared = share_out(55, [single("a", offer_pence=0, population=0)], basis)
    assert (shared.shares, shared.left_pence) == ({}, 55)


def test_one_who_weighs_nothing_among_others_gets_no_odd_penny() -> None:
    receivers = [single("a", population=0), single("b", population=1), single("c", population=1)]
    assert share_out(3, receivers, BY_POPULATION).shares == {"E06-a": 0, "E06-b": 2, "E06-c": 1}


def test_unknown_populations_are_named() -> None:
    receivers = [single(code, population=None) for code in "ba"] + [single("c")]
    with pytest.raises(PopulationUnknownError, match="E06-a, E06-b") as refused:
        share_out(55, receivers, BY_POPULATION)
    assert refused.value.codes == ("E06-a", "E06-b")


@pytest.mark.parametrize("basis", ShareBasis)
def test_a_code_that_stands_twice_is_refused(basis: ShareBasis) -> None:
    with pytest.raises(ValueError, match="twice"):
        share_out(55, [single("a"), single("a").but(offer_pence=5)], basis)


def test_amounts_beyond_any_float_are_exact() -> None:
    shared = share_out(10**30 + 1, [single("a"), single("b")], EQUAL)
    assert shared.shares == {"E06-a": 5 * 10**29 + 1, "E06-b": 5 * 10**29}
