"""One contact or partnership is read by a query written once, by just those who find it in the list."""

from datetime import date

import pytest

from accounts.models import Person
from partnerships.models import Contact, Partnership
from partnerships.selectors.contacts import contacts_of, visible_contact, visible_contacts
from partnerships.selectors.page import partnership_page
from partnerships.selectors.partnerships import visible_partnership, visible_partnerships
from partnerships.selectors.standing import NOBODY, Standing, standing_of
from tests.factories import RoleFactory, World
from tests.factories.contacts import ContactFactory

TODAY = date(2026, 11, 22)
NO_KEY = 2**63  # larger than any that the database holds


def readers(world: World) -> dict[str, Standing]:
    """Everybody of the small world, somebody with several roles, and somebody with none."""
    busy: Person = RoleFactory(adviser=True, programme=world.there.programme, assigned=[world.abroad]).person
    RoleFactory(agency=True, programme=world.here.programme, person=busy)
    RoleFactory(representative=True, programme=world.there.programme, partnership=world.there.districts[1], person=busy)
    people = {**world.people, "busy": busy}
    return {"nobody": NOBODY, **{name: standing_of(one, on=TODAY) for name, one in people.items()}}


@pytest.fixture
def contacts(world: World) -> list[Contact]:
    """Of every partnership here and abroad, of the region, and two who are shown to agencies."""
    places = [*world.here.partnerships, *world.there.partnerships]
    plain = [ContactFactory(partnership=place) for place in places] + [ContactFactory(programme=world.here.programme)]
    return plain + [ContactFactory(partnership=place, shared=True) for place in (world.own, world.abroad)]


def test_one_contact_is_read_by_those_who_find_it_in_the_list(world: World, contacts: list[Contact]) -> None:
    for name, standing in readers(world).items():
        seen = {one.pk for one in visible_contacts(standing)}
        assert {one.pk for one in contacts if visible_contact(standing, one.pk)} == seen, name
        assert visible_contact(standing, NO_KEY) is None


def test_the_contacts_of_a_partnership_are_those_of_the_list(world: World, contacts: list[Contact]) -> None:
    for name, standing in readers(world).items():
        for place in (world.own, world.elsewhere, world.abroad):
            assert contacts_of(place, standing) == list(visible_contacts(standing).filter(partnership=place)), name


def test_one_partnership_is_read_by_those_who_find_it_in_the_list(world: World) -> None:
    every = list(Partnership.objects.values_list("pk", flat=True))
    for name, standing in readers(world).items():
        seen = {one.pk for one in visible_partnerships(standing)}
        assert {pk for pk in every if visible_partnership(standing, pk)} == seen, name
        assert {pk for pk in every if partnership_page(standing, pk, TODAY)} == seen, name
        assert visible_partnership(standing, NO_KEY) is None


def test_the_world_tells_readers_apart(world: World, contacts: list[Contact]) -> None:
    seen = {name: len(visible_contacts(standing)) for name, standing in readers(world).items()}
    assert seen["manager"] > seen["busy"] > seen["representative"] > seen["nobody"] == seen["steering"] == 0
