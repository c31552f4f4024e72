"""The lists of contacts by queries written once: exactly what the doors give, narrowed by what is asked anew."""

from datetime import date

import pytest

from kit.search import patterns_of
from partnerships.models import Contact
from partnerships.rules.staleness import months_before
from partnerships.selectors.contact_list import (
    Narrowed,
    areas_to_choose,
    contacts_in,
    narrowed,
    too_old,
    topics_of,
    unchecked_in,
)
from partnerships.selectors.contacts import changeable_contacts, visible_contacts
from partnerships.selectors.standing import standing_of
from tests.factories import RoleFactory, World
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 18)
READERS = ("manager", "finance", "representative", "champion", "adviser", "agency", "steering", "evaluator")


@pytest.fixture
def planted(world: World) -> World:
    """Contacts everywhere, shared and not, checked long ago, of late and never, some with topics."""
    places = [*world.here.partnerships, *world.there.partnerships]
    for number, place in enumerate(places):
        topics = [["Trust", "data"], []][number % 2]
        checked = [ON, months_before(ON, 30), None][number % 3]
        ContactFactory(partnership=place, shared=number % 3 == 0, topics=topics, checked_on=checked)
    ContactFactory(programme=world.here.programme, name="Nobody's own")
    return world


def asked(world: World) -> list[Narrowed]:
    """By each thing that a list is narrowed by, all of them, and none."""
    place, days = world.own.pk, [months_before(ON, 1), months_before(ON, 36)]
    single = [Narrowed(patterns_of("own NOBODY")), Narrowed(partnership=place), Narrowed(topic="Trust")]
    shared = [Narrowed(shared=is_shared) for is_shared in (True, False)]
    every = Narrowed(patterns_of("e"), place, "data", days[0], False)
    return [Narrowed(), *single, *shared, *(Narrowed(before=day) for day in days), every]


@pytest.mark.parametrize("who", READERS)
def test_every_reader_is_listed_what_the_door_gives(planted: World, who: str) -> None:
    standing, programme = standing_of(planted.people[who], on=ON), planted.here.programme
    seen = visible_contacts(standing).filter(programme=programme)
    for by in asked(planted):
        found = contacts_in(standing, programme, by)
        assert (len(found), list(found)) == (narrowed(seen, by).count(), list(narrowed(seen, by))), by
    areas = [area for _, area in areas_to_choose(standing, programme, 99)]
    assert {each.partnership.area for each in seen if each.partnership} <= set(areas)


def test_the_ways_to_narrow_tell_contacts_apart(planted: World) -> None:
    standing = standing_of(planted.people["manager"], on=ON)
    numbers = [len(contacts_in(standing, planted.here.programme, by)) for by in asked(planted)]
    assert numbers[0] > max(numbers[1:6]) >= min(numbers[1:6]) > 0
    assert numbers[6] > numbers[7]
    assert topics_of(planted.here.programme) == ["data", "Trust"]


@pytest.mark.parametrize("who", ["manager", "representative", "adviser"])
def test_unchecked_ones_are_those_that_one_may_change_and_are_too_old_by_the_day(planted: World, who: str) -> None:
    RoleFactory(representative=True, partnership=planted.there.single, person=planted.people["representative"])
    standing, programme = standing_of(planted.people[who], on=ON), planted.here.programme
    Contact.objects.filter(partnership=planted.own).update(checked_on=months_before(ON, programme.contact_months))
    own = changeable_contacts(standing).filter(programme=programme)
    numbers = []
    for on in (ON, date(2026, 5, 17)):
        old = [each for each in own if each.checked_on is None or each.checked_on <= too_old(programme, on)]
        assert {each.pk for each in unchecked_in(standing, programme, on=on)} == {each.pk for each in old}
        numbers.append(len(old))
    assert numbers[0] > numbers[1] or who == "adviser"
