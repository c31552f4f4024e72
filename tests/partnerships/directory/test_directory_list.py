"""The directory by queries written once: what the door gives, on the day asked for, narrowed by what is asked anew."""

from datetime import date

import pytest

from kit.search import patterns_of
from partnerships.models import Role
from partnerships.selectors.directory import Narrowed, area_leads_of, directory_of
from partnerships.selectors.partnerships import visible_partnerships
from partnerships.selectors.standing import standing_of
from tests.factories import RoleFactory, World

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 18)
EVERYTHING = Narrowed()


@pytest.mark.parametrize("who", ["manager", "representative", "champion", "adviser", "agency"])
def test_every_reader_is_listed_what_the_door_gives(world: World, who: str) -> None:
    standing, programme = standing_of(world.people[who], on=ON), world.here.programme
    seen = visible_partnerships(standing).filter(programme=programme)
    found = directory_of(standing, programme, ON, EVERYTHING)
    assert {each.pk for each in found} == {each.pk for each in seen} != set()
    assert len(found) == len(list(found))


def test_each_way_to_narrow_leaves_what_fits_it(world: World) -> None:
    standing, programme = standing_of(world.people["manager"], on=ON), world.here.programme
    lead = RoleFactory(programme=programme, kind=Role.Kind.AREA_LEAD, since=ON, until=ON)
    lead.assigned.set([world.own, world.neighbour])
    ways = {
        world.own.pk: Narrowed(patterns_of(world.own.area)),
        world.here.county.pk: Narrowed(county=world.here.county.pk, tier="county"),
        world.neighbour.pk: Narrowed(patterns_of(world.neighbour.area), lead=lead.person_id),
    }
    for pk, by in ways.items():
        assert [each.pk for each in directory_of(standing, programme, ON, by)] == [pk]
    led = Narrowed(lead=lead.person_id)
    numbers = [len(directory_of(standing, programme, on, led)) for on in (ON, date(2026, 5, 19))]
    assert numbers == [2, 0]
    assert [bool(area_leads_of(programme, on)) for on in (ON, date(2026, 5, 19))][0]
    states = {each.enrolment for each in directory_of(standing, programme, ON, EVERYTHING)}
    for state in states:
        named = directory_of(standing, programme, ON, Narrowed(enrolment=state))
        assert {each.enrolment for each in named} == {state}
