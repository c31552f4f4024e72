"""How far each partnership has come, told alike by the rule and by the database; and naming at the same moment."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.db import transaction

from partnerships.errors import RoleRefusedError
from partnerships.models import Invitation, Partnership, Role
from partnerships.rules.enrolment import Named, State, state_of
from partnerships.selectors.enrolment import asked_on, with_enrolment
from partnerships.services.invitations import Asked, invite
from partnerships.services.roles import check_naming, give_role
from tests.at_once import at_once, meeting
from tests.factories import PartnershipFactory, PersonFactory, RoleFactory, World
from tests.factories.invitations import InvitationFactory

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
DAY = date(2026, 5, 4)


def test_the_state_of_each_partnership_is_the_same_by_rule_and_by_database(world: World) -> None:
    programme = world.here.programme
    RoleFactory(champion=True, partnership=world.neighbour)
    InvitationFactory(partnership=world.elsewhere, kind="representative", sent=True)
    InvitationFactory(partnership=world.here.single, kind="representative")  # nobody has been asked yet
    RoleFactory(champion=True, partnership=world.here.other_single, over=True)
    expected = {
        world.own: State.COMPLETE,
        world.neighbour: State.PARTLY,
        world.elsewhere: State.INVITED,
        world.here.single: State.NONE,
        world.here.other_single: State.NONE,
    }
    told = {row: row.enrolment for row in with_enrolment(programme.partnerships.all(), DAY)}  # type: ignore[attr-defined]
    assert {place: told[place] for place in expected} == expected
    assert told == {place: by_rule(place) for place in told}


def by_rule(place: Partnership) -> State:
    """Its state from how many are named and asked."""
    held = [role.kind for role in Role.objects.held_on(DAY).filter(partnership=place)]
    asked = asked_on(DAY).filter(partnership=place).count()
    return state_of(representatives=held.count("representative"), champions=held.count("champion"), invited=asked)


def test_a_list_is_narrowed_by_state_in_the_database(world: World) -> None:
    narrowed = with_enrolment(world.here.programme.partnerships.all(), DAY).filter(enrolment=State.COMPLETE)
    assert list(narrowed) == [world.own]


def let_in(name: Callable[[int], object], *, people: int = 6) -> int:
    """So many are named at the same moment; how many were let in."""
    told = at_once(*[partial(name, number) for number in range(people)], refused=(RoleRefusedError,))
    return people - told.count(RoleRefusedError)


def by_services(place: Partnership, kind: str) -> Callable[[int], object]:
    """Every other one is given the role, and every other one asked to take it."""
    deed = {"programme": place.programme, "by": None, "at": AT}
    role = {"kind": kind, "partnership": place, "since": DAY}

    def name(number: int) -> object:
        if number % 2:
            return invite(asked=Asked(**role, email=f"asked{number}@people.example"), **deed)
        return give_role(**role, **deed, person=PersonFactory(email=f"given{number}@people.example"))

    return name


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "most"), [("representative", 2), ("champion", 1)])
def test_at_the_same_moment_no_more_are_named_than_there_may_be(kind: str, most: int) -> None:
    place = PartnershipFactory()
    assert let_in(by_services(place, kind)) == most
    assert Role.objects.count() + Invitation.objects.count() == most


@pytest.mark.django_db(transaction=True)
def test_without_taking_turns_more_would_be_named() -> None:
    """The control: the same look and the same writing, but nobody waits for anybody."""
    place = PartnershipFactory()
    all_have_looked = meeting(6)

    def name(number: int) -> object:
        with transaction.atomic():
            asked = Named(f"asked{number}@people.example", "champion", DAY, waits=True)
            check_naming(asked, programme=place.programme, partnership=place)
            all_have_looked.wait()
            return InvitationFactory(partnership=place, kind="champion", email=asked.who)

    assert let_in(name) == 6
