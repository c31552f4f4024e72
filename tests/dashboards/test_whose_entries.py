"""The map, the counts and the table of a region are of the same entries: those that the directory opens to one."""

from datetime import date

import pytest

from dashboards.selectors.pictures import ENROLMENT, TIER
from dashboards.selectors.region import region_of
from dashboards.selectors.tally import entries_of, tally_of
from partnerships.models import Partnership, Programme
from partnerships.selectors.partnerships import visible_partnerships
from partnerships.selectors.standing import Standing, standing_of
from tests.factories import RoleFactory, World

ON = date(2026, 6, 18)
KINDS = ("manager", "representative", "champion", "adviser", "steering", "agency")


def opened(standing: Standing, programme: Programme) -> set[int]:
    """By the directory's own door."""
    return set(visible_partnerships(standing).filter(programme=programme).values_list("pk", flat=True))


def drawn(standing: Standing, programme: Programme) -> set[str]:
    """On the map."""
    found = region_of(standing, programme, TIER, on=ON)
    return {name for name, *_ in found.map.table.rows} if found.map else set()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_drawn_listed_and_counted_is_what_the_directory_opens(world: World, kind: str) -> None:
    standing, programme = standing_of(world.people[kind], on=ON), world.here.programme
    door = opened(standing, programme)

    assert set(entries_of(standing, programme).values_list("pk", flat=True)) == door
    assert tally_of(standing, programme, ENROLMENT, on=ON).total == len(door)
    assert len(drawn(standing, programme)) == len(door)


def test_a_representative_here_who_is_in_the_steering_group_elsewhere_reads_their_own_alone(world: World) -> None:
    person = world.people["representative"]
    RoleFactory(steering=True, programme=world.there.programme, person=person)
    standing = standing_of(person, on=ON)

    assert drawn(standing, world.here.programme) == {world.own.area}
    assert len(drawn(standing, world.there.programme)) == len(world.there.partnerships)


def test_nobody_reads_entries_of_a_programme_they_have_no_role_in(world: World) -> None:
    standing = standing_of(world.people["representative"], on=ON)

    assert tally_of(standing, world.there.programme, ENROLMENT, on=ON).total == 0
    assert not drawn(standing, world.there.programme)


def test_a_partnership_that_is_added_is_on_the_next_map(world: World) -> None:
    standing, programme = standing_of(world.people["manager"], on=ON), world.here.programme
    before = drawn(standing, programme)

    Partnership.objects.create(programme=programme, area="Lately", name="Lately LSP", tier="unitary")

    assert drawn(standing, programme) == before | {"Lately"}
