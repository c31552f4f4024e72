"""The list of people by queries written once: each asked day, moment and filter counts anew, for nobody more."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kit.search import patterns_of
from partnerships.models import Role
from partnerships.selectors.people_list import Narrowed, listed_people
from partnerships.selectors.standing import standing_of
from tests.factories import RoleFactory, World
from tests.factories.invitations import InvitationFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 18)
AT = datetime(2026, 5, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)
EVERYBODY = Narrowed()


def listed(world: World, who: str = "manager", by: Narrowed = EVERYBODY, *, days: int = 0) -> dict[str, str]:
    """Who is listed, and in which state, so many days later."""
    standing = standing_of(world.people[who], on=ON)
    found = listed_people(standing, world.here.programme, on=ON + days * DAY, at=AT + days * DAY, by=by)
    assert len(found) == len(list(found))
    return {row.who: row.state for row in found}


def test_a_state_is_that_of_the_day_and_of_the_moment_asked_for(world: World) -> None:
    soon = RoleFactory(champion=True, partnership=world.here.single, since=ON + DAY, until=ON + 2 * DAY)
    asked = InvitationFactory(
        partnership=world.own, kind="champion", sent_at=AT, expires_at=AT + 2 * DAY, sent_by=world.people["manager"]
    )
    told = [[listed(world, days=day)[name] for name in (soon.person.name, asked.name)] for day in range(4)]
    assert told == [["later", "sent"], ["holds", "sent"], ["holds", "expired"], ["ended", "expired"]]


def test_each_way_to_narrow_leaves_what_fits_it(world: World) -> None:
    adviser, champion = world.people["adviser"].name, world.people["champion"].name
    asked = InvitationFactory(partnership=world.own, kind="champion")
    every = listed(world)
    ways = {
        "words": (Narrowed(patterns_of(champion)), {champion}),
        "kind": (Narrowed(kind="adviser"), {adviser}),
        "place": (Narrowed(partnership=world.own.pk, kind="adviser"), {adviser}),
        "state": (Narrowed(state="ready"), {asked.name}),
        "all": (Narrowed(patterns_of("nobody"), "champion", world.own.pk, "holds"), set()),
    }
    assert {way: set(listed(world, by=by)) for way, (by, _) in ways.items()} == {
        way: expected for way, (_, expected) in ways.items()
    }
    assert set().union(*(expected for _, expected in ways.values())) < set(every)


def test_a_representative_sees_those_of_the_own_partnership_and_an_adviser_nobody(world: World) -> None:
    own = Role.objects.filter(partnership=world.own).values_list("person__name", flat=True)
    assert set(listed(world, "representative")) == set(own) < set(listed(world))
    assert listed(world, "adviser") == {}
