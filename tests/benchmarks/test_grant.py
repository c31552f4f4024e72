"""The grant and its floor are given the same numbers and come to the same amounts."""

import pytest

from grants.rules.determination import determine
from grants.rules.settings import Settings, ShareBasis
from tests.benchmarks.grant import COUNTIES, DISTRICTS, SINGLE_TIERS, measure, plain_split, region


@pytest.mark.parametrize("basis", ShareBasis)
def test_the_floor_comes_to_the_same_amounts_as_the_rule(basis: ShareBasis) -> None:
    rows = region(40, 7, 30)
    determination = determine(rows, Settings(share_basis=basis))
    by_rule = {code: (one.redistribution_pence, one.final_pence) for code, one in determination.by_code.items()}
    by_floor = {code: (share, final) for code, share, final in plain_split(rows, basis)}
    assert by_rule == by_floor
    assert len(by_rule) == 40 * 8 + 30


def test_some_counties_pass_and_some_fail_and_pennies_are_over() -> None:
    determination = determine(region(40, 7, 30), Settings())
    met = [decision.met for decision in determination.counties.values()]
    assert 0 < sum(met) < len(met)
    assert determination.redistribution.odd_pennies


def test_what_is_measured_is_as_large_as_the_bar_says() -> None:
    assert COUNTIES * (DISTRICTS + 1) + SINGLE_TIERS == 100_000
    ours, floor = measure(region(3, 3, 3), Settings(), rounds=2)
    assert ours > 0 < floor
