"""What the database refuses: a district that lies in no county of its own programme, one at a time or in bulk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from partnerships.models import Partnership, Programme
from tests.factories import PartnershipFactory, ProgrammeFactory

REFUSAL = "partnership_county_is_one_of_its_programme"
pytestmark = pytest.mark.django_db


def district(county: Partnership, programme: Programme, number: int = 1) -> Partnership:
    return Partnership(
        programme=programme, name=f"District {number}", area=f"District {number}", tier="district", county=county
    )


def a_county() -> Partnership:
    return PartnershipFactory(is_county=True)


def a_single_tier() -> tuple[Partnership, Programme]:
    there = PartnershipFactory()
    return there, there.programme


def a_county_of_another_programme() -> tuple[Partnership, Programme]:
    return a_county(), ProgrammeFactory()


def in_bulk(astray: Partnership) -> None:
    right = a_county()
    Partnership.objects.bulk_create([*(district(right, right.programme, n) for n in range(2, 40)), astray])


def over_what_is_there(astray: Partnership) -> None:
    right = PartnershipFactory(is_county=True, programme=astray.programme)
    there = district(right, astray.programme)
    there.save()
    astray.pk = there.pk
    Partnership.objects.bulk_create([astray], update_conflicts=True, unique_fields=["id"], update_fields=["county"])


def by_update(astray: Partnership) -> None:
    right = PartnershipFactory(is_county=True, programme=astray.programme)
    district(right, astray.programme).save()
    Partnership.objects.filter(area="District 1").update(county=astray.county)


@pytest.mark.parametrize("county", [a_single_tier, a_county_of_another_programme])
@pytest.mark.parametrize("write", [Partnership.save, in_bulk, over_what_is_there, by_update])
def test_a_district_astray_is_refused_with_all_that_comes_with_it(
    county: Callable[[], Any], write: Callable[[Partnership], None]
) -> None:
    astray = district(*county())
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        write(astray)
    assert not Partnership.objects.filter(tier="district").exists()


def test_a_county_and_its_districts_may_come_at_once() -> None:
    county = a_county()
    Partnership.objects.bulk_create(district(county, county.programme, number) for number in range(1, 40))
    assert county.districts.count() == 39
