"""Whose bank holidays count: the operator's setting."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from notices.selectors.bank_holidays import bank_holidays

ST_ANDREWS_DAY = date(2027, 11, 30)


def test_offices_are_closed_at_easter_whatever_the_year() -> None:
    assert date(2027, 3, 29) in bank_holidays()
    assert date(2095, 4, 25) in bank_holidays()
    assert date(2027, 3, 30) not in bank_holidays()


@pytest.mark.parametrize(("place", "closed"), [("GB-ENG", False), ("GB-SCT", True), ("GB", False)])
def test_the_setting_says_whose_holidays_count(settings: Any, place: str, closed: bool) -> None:
    settings.BANK_HOLIDAYS = place
    assert (ST_ANDREWS_DAY in bank_holidays()) is closed


@pytest.mark.parametrize("place", ["GB-XX", "Nowhere", "-ENG"])
def test_a_place_that_nobody_knows_is_refused_by_name(settings: Any, place: str) -> None:
    settings.BANK_HOLIDAYS = place
    with pytest.raises(ImproperlyConfigured, match=place):
        bank_holidays()
