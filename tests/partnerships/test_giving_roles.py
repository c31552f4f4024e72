"""Programmes, partnerships and roles are made by services that keep a trail, and by an operator's commands."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.models import Person
from audit.models import Entry
from partnerships.errors import RoleDoesNotFitError, RoleHeldAlreadyError
from partnerships.models import Partnership, Programme, Role
from partnerships.services.partnerships import add_partnership
from partnerships.services.programmes import add_programme
from partnerships.services.roles import end_role, give_role
from tests.at_once import at_once
from tests.factories import PersonFactory, ProgrammeFactory, RoleFactory
from tests.factories.world import World

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
DAY = AT.date()


def given(world: World, **fields: object) -> Role:
    """A steering member from today on, or what `fields` say."""
    asked = {"person": PersonFactory(), "kind": "steering", "programme": world.here.programme, "since": DAY, **fields}
    return give_role(**asked, by=None, at=AT)


def test_a_programme_and_its_partnerships_are_kept_in_the_trail(db: None) -> None:
    by = PersonFactory()
    programme = add_programme(
        key="quarry", name="Learning", region="Quarryland", starts=DAY, ends=DAY + timedelta(days=364), by=by, at=AT
    )
    county = add_partnership(programme=programme, name="Quarry County", area="Quarry", tier="county", by=by, at=AT)
    district = add_partnership(
        programme=programme, name="Pit", area="Pit", tier="district", county=county, by=by, at=AT
    )
    assert district.locality_id == county.pk
    told = Entry.objects.of_programme(programme.pk).values_list("action", "actor")
    assert sorted(told) == [("partnership.added", by.pk), ("partnership.added", by.pk), ("programme.added", by.pk)]


def test_a_role_is_given_with_its_assigned_partnerships_and_kept_in_the_trail(world: World) -> None:
    role = given(world, kind="adviser", assigned=[world.own, world.neighbour])
    assert set(role.assigned.all()) == {world.own, world.neighbour}
    assert Entry.objects.about(role).get().action == "role.given"


@pytest.mark.parametrize(
    "fields",
    [
        lambda world: {"kind": "champion"},
        lambda world: {"kind": "steering", "partnership": world.own},
        lambda world: {"kind": "champion", "partnership": world.abroad},
        lambda world: {"kind": "adviser", "assigned": [world.abroad]},
    ],
)
def test_a_partnership_that_does_not_fit_is_refused(world: World, fields: Callable[[World], dict[str, object]]) -> None:
    before = Role.objects.count()
    with pytest.raises(RoleDoesNotFitError):
        given(world, **fields(world))
    assert Role.objects.count() == before


@pytest.mark.parametrize(("first_day", "is_free"), [(0, False), (9, False), (10, True), (-5, False)])
def test_the_same_role_is_not_held_twice_on_one_day(world: World, first_day: int, is_free: bool) -> None:
    person = PersonFactory()
    given(world, person=person, until=DAY + timedelta(days=9))
    again = {"person": person, "since": DAY + timedelta(days=first_day)}
    if is_free:
        assert given(world, **again).pk
    else:
        with pytest.raises(RoleHeldAlreadyError):
            given(world, **again)


def test_the_same_role_elsewhere_is_another_role(world: World) -> None:
    person = PersonFactory()
    here = given(world, person=person, kind="champion", partnership=world.elsewhere)
    there = given(world, person=person, kind="champion", partnership=world.neighbour)
    assert here.partnership != there.partnership


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_the_same_role_at_once_one_succeeds() -> None:
    person, programme = PersonFactory(), ProgrammeFactory()
    give = partial(give_role, person=person, kind="steering", programme=programme, since=DAY, by=None, at=AT)
    told = at_once(*[give] * 4, refused=(RoleHeldAlreadyError,))
    assert (Role.objects.count(), told.count(RoleHeldAlreadyError)) == (1, 3)


def test_a_role_ends_on_a_day_and_not_before_it_began(world: World) -> None:
    role = given(world)
    with pytest.raises(ValueError, match="between its first day"):
        end_role(role=role, until=DAY - timedelta(days=1), by=None, at=AT)
    end_role(role=role, until=DAY, by=None, at=AT)
    assert not Role.objects.held_on(DAY + timedelta(days=1)).filter(pk=role.pk).exists()
    assert set(Entry.objects.about(role).values_list("action", flat=True)) == {"role.given", "role.ended"}


@pytest.mark.parametrize(
    ("break_it", "name"),
    [
        (lambda world: Role.objects.filter(partnership=world.own).update(programme=world.there.programme), "role_"),
        (lambda world: Partnership.objects.filter(pk=world.own.pk).update(county=world.there.county), "partnership_"),
        (lambda world: Partnership.objects.filter(pk=world.own.pk).update(county=world.neighbour), "partnership_"),
        (lambda world: Partnership.objects.filter(pk=world.here.single.pk).update(tier="hamlet"), "partnership_tier"),
        (lambda world: Role.objects.filter(pk=world.roles["steering"].pk).update(kind="king"), "role_kind_is_known"),
    ],
)
def test_the_tables_keep_programmes_apart_and_know_their_words(
    world: World, break_it: Callable[[World], object], name: str
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        break_it(world)


def command(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


YEAR = ("--name", "Learning", "--region", "Quarryland", "--starts", "2027-04-01", "--ends", "2028-03-31")


def test_an_operator_begins_a_programme_and_names_its_manager_from_a_shell(db: None) -> None:
    assert "from 2027-04-01 to 2028-03-31" in command("add_programme", "quarry", *YEAR)
    said = command("give_role", "Ada@Quarry.example", "manager", "--programme", "quarry", "--name", "Ada Stone")
    assert "Programme manager" in said
    role = Role.objects.get()
    assert (role.person.email, role.person.name, role.until) == ("ada@quarry.example", "Ada Stone", None)
    assert role.programme == Programme.objects.get(key="quarry")


def test_a_second_role_is_for_the_same_account(world: World) -> None:
    known = PersonFactory(email="kim@quarry.example")
    words = ("give_role", "kim@quarry.example", "champion", "--programme", world.here.programme.key)
    command(*words, "--area", world.neighbour.area, "--since", "2026-05-01", "--until", "2026-06-30")
    role = Role.objects.get(person=known)
    assert (role.partnership, role.since, role.until) == (world.neighbour, date(2026, 5, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("manager", "--programme", "nowhere"), "no programme nowhere"),
        (("champion", "--programme", "marlvale"), "needs --area"),
        (("champion", "--programme", "marlvale", "--area", "Nowhere"), "0 partnerships fit"),
        (("steering", "--programme", "marlvale", "--since", "2026-05-02", "--until", "2026-05-01"), "before it begins"),
    ],
)
def test_a_mistake_at_the_shell_is_told_and_changes_nothing(world: World, words: tuple[str, ...], answer: str) -> None:
    before = (Role.objects.count(), Person.objects.count())
    with pytest.raises(CommandError, match=answer):
        command("give_role", "new@quarry.example", *words)
    assert (Role.objects.count(), Person.objects.count()) == before


def test_a_role_given_twice_at_the_shell_is_told(world: World) -> None:
    role = RoleFactory(steering=True, programme=world.here.programme)
    with pytest.raises(CommandError, match="held already"):
        command("give_role", role.person.email, "steering", "--programme", world.here.programme.key)


def test_a_second_champion_is_refused_at_the_shell_in_plain_words(world: World) -> None:
    words = ("give_role", "new@quarry.example", "champion", "--programme", world.here.programme.key)
    with pytest.raises(CommandError, match="one champion .*Percy Lightbody from 1.January.2020"):
        command(*words, "--area", world.own.area)


def test_a_programme_is_added_once_and_not_backwards(db: None) -> None:
    command("add_programme", "quarry", *YEAR)
    with pytest.raises(CommandError, match="programme quarry already"):
        command("add_programme", "quarry", *YEAR)
    with pytest.raises(CommandError, match="end before it starts"):
        command("add_programme", "other", *YEAR[:-1], "2027-03-31")
    assert Programme.objects.count() == 1


def test_nobody_is_named_in_a_closed_year_at_the_shell(db: None) -> None:
    programme = ProgrammeFactory(closed=True)
    with pytest.raises(CommandError, match="That programme year is closed"):
        command("give_role", "new@quarry.example", "steering", "--programme", programme.key)
    assert not Role.objects.exists()


def test_an_operator_lets_somebody_read_a_closed_year(db: None) -> None:
    programme, running = ProgrammeFactory(closed=True), ProgrammeFactory()
    command("give_role", "new@quarry.example", "manager", "--programme", programme.key, "--closed-year")
    assert Role.objects.get().programme == programme
    for kind, year in (("champion", programme), ("adviser", programme), ("manager", running)):
        with pytest.raises(CommandError, match="--closed-year is for a closed year"):
            command("give_role", "new@quarry.example", kind, "--programme", year.key, "--closed-year")
    assert Role.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new@quarry.example", "steering", "--since", "2025-01-01"), "from 2026-04-01 to 2099-03-31"),
        (("new@quarry.example", "manager", "--until", "2100-01-01"), "would lie outside the year"),
        (("n\u200bew@quarry.example", "steering"), "cannot be seen"),
        (("new@quarry", "steering"), "valid email address"),
    ],
    ids=["before the year", "after the year", "an unseen character", "no domain"],
)
def test_odd_days_and_addresses_are_told_at_the_shell(db: None, words: tuple[str, ...], said: str) -> None:
    programme = ProgrammeFactory()
    with pytest.raises(CommandError, match=said):
        command("give_role", *words, "--programme", programme.key)
    assert not Role.objects.exists()
