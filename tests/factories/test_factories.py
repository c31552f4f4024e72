"""What the factories make is what the tables allow, and the world has somebody in every role."""

import pytest

from partnerships.models import Partnership, Role
from partnerships.selectors.standing import standing_of
from tests.factories import NO_ROLE, PASSWORD, PartnershipFactory, PersonFactory, RoleFactory, build_world
from tests.factories.roles import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", Role.Kind)
def test_each_kind_of_role_has_a_trait(kind: Role.Kind) -> None:
    role = RoleFactory(**{kind.replace("-", "_"): True})
    assert role.kind == kind
    assert (role.partnership is not None) == (kind in Role.OF_A_PARTNERSHIP)
    assert standing_of(role.person, on=LONG_AGO).acting == role


def test_a_role_in_a_partnership_is_in_its_programme() -> None:
    role = RoleFactory(champion=True)
    assert role.programme == role.partnership.programme


def test_a_role_that_is_over_is_not_held() -> None:
    role = RoleFactory(manager=True, over=True)
    assert not Role.objects.held_on(role.until.replace(year=2021)).exists()


def test_an_adviser_is_assigned_the_partnerships_given() -> None:
    partnership = PartnershipFactory()
    role = RoleFactory(adviser=True, assigned=[partnership])
    assert list(role.assigned.all()) == [partnership]


def test_a_district_lies_in_a_county_of_its_own_programme() -> None:
    district = PartnershipFactory(district=True)
    assert district.county.tier == Partnership.Tier.COUNTY
    assert district.county.programme == district.programme


def test_a_password_is_there_only_when_asked_for() -> None:
    assert not PersonFactory().has_usable_password()
    assert PersonFactory(with_password=True).check_password(PASSWORD)


def test_the_world_has_each_role_once_and_somebody_with_none() -> None:
    world = build_world()
    assert {role.kind for role in world.roles.values()} == set(Role.Kind)
    assert not world.people[NO_ROLE].roles.exists()
    assert world.operator.is_staff
    assert not world.deactivated.is_active


def test_the_four_scopes_of_the_world_are_apart() -> None:
    world = build_world()
    assert world.own.county == world.neighbour.county != world.elsewhere.county
    assert world.own.programme == world.elsewhere.programme != world.abroad.programme
    assert world.roles["representative"].partnership == world.own


def test_both_programmes_have_single_tiers_and_localities() -> None:
    world = build_world()
    for region in (world.here, world.there):
        tiers = [partnership.tier for partnership in region.partnerships]
        assert tiers == ["metropolitan", "unitary", "county", *["district"] * 3, "county", *["district"] * 2]
        assert {partnership.programme for partnership in region.partnerships} == {region.programme}
