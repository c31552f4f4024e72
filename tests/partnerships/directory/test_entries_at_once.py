"""Two people who change a locality in the same moment take turns."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from partnerships.errors import EntryChangedError, EntryRefusedError
from partnerships.models import Partnership
from partnerships.services.entries import change_entry
from tests.at_once import at_once
from tests.factories import World

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def moving(world: World, district: Partnership, **facts: object) -> Callable[[], None]:
    return lambda: change_entry(
        partnership=district, seen=1, facts=facts, first_district=None, by=world.people["manager"], at=AT
    )


def test_the_last_two_districts_cannot_leave_a_county_at_once(world: World) -> None:
    county = world.here.county.pk
    one, two = world.here.other_districts
    came = at_once(moving(world, one, county=county), moving(world, two, county=county), refused=(EntryRefusedError,))
    assert came.count(EntryRefusedError) == 1
    assert world.here.other_county.districts.count() == 1


def test_of_two_changes_of_one_entry_one_is_kept(world: World) -> None:
    came = at_once(
        moving(world, world.own, name="One"), moving(world, world.own, name="Two"), refused=(EntryChangedError,)
    )
    assert came.count(EntryChangedError) == 1


def test_control_changes_of_two_entries_are_both_kept(world: World) -> None:
    at_once(moving(world, world.own, name="One"), moving(world, world.neighbour, name="Two"))
    assert Partnership.objects.filter(name__in=["One", "Two"]).count() == 2
