"""A role counts from its first day to its last, and one person may have several."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from audit.models import Entry
from partnerships.models import Partnership, Role
from partnerships.selectors.standing import standing_of
from tests.factories import PartnershipFactory, PersonFactory, ProgrammeFactory, RoleFactory
from tests.factories.world import World

DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY - timedelta(days=9), DAY, True),
        (DAY - timedelta(days=9), DAY - timedelta(days=1), False),
        (DAY + timedelta(days=1), None, False),
    ],
)
def test_a_role_is_held_from_its_first_day_to_its_last(db: None, since: date, until: date | None, held: bool) -> None:
    role = RoleFactory(since=since, until=until)
    assert list(Role.objects.held_on(DAY)) == ([role] if held else [])


def test_a_person_acts_in_the_role_they_chose_while_it_is_held(db: None) -> None:
    person = PersonFactory()
    first, second = RoleFactory(person=person), RoleFactory(person=person, adviser=True)
    assert standing_of(person, on=DAY, chosen=second.pk).acting == second
    assert standing_of(person, on=DAY, chosen=second.pk).others == (first,)
    second.until = DAY - timedelta(days=1)
    second.save()
    standing = standing_of(person, on=DAY, chosen=second.pk)
    assert (standing.acting, standing.roles) == (first, (first,))


def test_without_a_choice_one_acts_in_the_newest_programme(db: None) -> None:
    person = PersonFactory()
    old = RoleFactory(person=person, programme=ProgrammeFactory(starts=date(2024, 4, 1), ends=date(2025, 3, 31)))
    new = RoleFactory(person=person, programme=ProgrammeFactory(starts=date(2026, 4, 1), ends=date(2027, 3, 31)))
    assert standing_of(person, on=DAY).roles == (new, old)


def test_one_begins_in_a_year_that_runs(db: None) -> None:
    person, next_year, last_year = PersonFactory(), date(2027, 4, 1), date(2025, 4, 1)
    closed = RoleFactory(person=person, programme=ProgrammeFactory(closed=True, starts=date(2026, 9, 1)))
    coming = RoleFactory(person=person, programme=ProgrammeFactory(setting_up=True, starts=next_year))
    running = RoleFactory(person=person, programme=ProgrammeFactory(starts=last_year))
    assert standing_of(person, on=DAY).roles == (running, coming, closed)


def test_the_list_of_roles_tells_one_year_from_another(client: Client, db: None) -> None:
    person = PersonFactory()
    words = {"name": "Learning", "region": "North"}
    RoleFactory(person=person, steering=True, programme=ProgrammeFactory(**words))
    RoleFactory(person=person, steering=True, programme=ProgrammeFactory(**words, closed=True, ends=date(2026, 5, 5)))
    client.force_login(person)
    shown = " ".join(client.get("/privacy/").content.decode().split())
    assert "Learning, North, 2026 (closed)" in shown


def test_a_person_without_a_role_stands_nowhere(db: None) -> None:
    standing = standing_of(PersonFactory(), on=DAY)
    assert (standing.acting, standing.roles, standing.others) == (None, (), ())


def test_switching_changes_the_role_acted_in_without_signing_out_and_is_kept_in_the_trail(
    client: Client, db: None
) -> None:
    person = PersonFactory()
    RoleFactory(person=person, steering=True)
    adviser = RoleFactory(person=person, adviser=True)
    client.force_login(person)
    shown = client.post("/role/", {"role": adviser.pk}, follow=True).content.decode()
    assert "You now act as adviser" in shown
    assert "Adviser" in client.get("/home/").content.decode()
    entry = Entry.objects.about(adviser).get()
    assert (entry.actor, entry.action, entry.programme_id) == (person, "role.switched", adviser.programme_id)


@pytest.mark.parametrize("key", ["", "x", "-1", "1.5", "٣", "9" * 18, "9" * 40, "1; DROP TABLE"])
def test_a_role_that_is_nobodys_cannot_be_chosen(client: Client, db: None, key: str) -> None:
    person = RoleFactory(adviser=True).person
    client.force_login(person)
    assert client.post("/role/", {"role": key}).status_code == 404
    assert not Entry.objects.filter(action="role.switched").exists()


@pytest.mark.parametrize("of", ["another person", "the past", "the future"])
def test_a_role_one_does_not_hold_today_cannot_be_chosen(client: Client, db: None, of: str) -> None:
    own = RoleFactory(adviser=True)
    tomorrow = date.today() + timedelta(days=1)
    other = {
        "another person": lambda: RoleFactory(),
        "the past": lambda: RoleFactory(person=own.person, over=True),
        "the future": lambda: RoleFactory(person=own.person, since=tomorrow),
    }[of]()
    client.force_login(own.person)
    assert client.post("/role/", {"role": other.pk}).status_code == 404
    assert not Entry.objects.filter(action="role.switched").exists()


def test_a_role_that_ends_is_lost_at_midnight_in_london(client: Client, db: None) -> None:
    role = RoleFactory(adviser=True, since=date(2026, 4, 1), until=date(2026, 6, 30))
    with time_machine.travel("2026-06-30T22:59:59Z", tick=False):  # 23:59:59 in London
        client.force_login(role.person)
        assert "Adviser" in client.get("/home/").content.decode()
    with time_machine.travel("2026-06-30T23:00:00Z", tick=False):
        assert "You have no role at the moment" in client.get("/home/").content.decode()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "champion", "partnership": None}, "role_names_a_partnership_when_its_kind_does"),
        ({"since": DAY, "until": DAY - timedelta(days=1)}, "role_ends_after_it_begins"),
    ],
)
def test_the_table_refuses_a_role_that_cannot_be(db: None, fields: dict[str, object], constraint: str) -> None:
    role = RoleFactory(champion=True)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Role.objects.filter(pk=role.pk).update(**fields)


def test_a_district_names_its_county_and_nobody_else_does(world: World) -> None:
    for partnership, county in [(world.own, None), (world.here.single, world.here.county)]:
        with pytest.raises(IntegrityError, match="partnership_county_is_named_by_districts_only"), transaction.atomic():
            Partnership.objects.filter(pk=partnership.pk).update(county=county)


def test_a_county_and_its_districts_are_one_locality(world: World) -> None:
    localities = {partnership.locality_id for partnership in (world.here.county, *world.here.districts)}
    assert localities == {world.here.county.pk}
    assert world.here.single.locality_id is None


def test_an_area_takes_part_once_in_each_tier(db: None) -> None:
    first = PartnershipFactory()
    with pytest.raises(IntegrityError, match="partnership_area_and_tier_are_unique"), transaction.atomic():
        PartnershipFactory(programme=first.programme, area=first.area, tier=first.tier)
