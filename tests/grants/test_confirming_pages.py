"""Confirming a decision and discarding one, as the people who do it meet the pages."""

from decimal import Decimal

import pytest

from audit.models import Entry as Deed
from grants.services.determining import confirm_determination
from ledger.models import Entry
from tests.factories import RoleFactory
from tests.grants.deciding import LATER, failed, prepared, ready, take_back
from tests.grants.deciding_pages import LIST, shown
from tests.grants.test_proof_sheet import make_late

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afterwards")]


def test_a_manager_confirms_and_money_is_booked(world, as_):
    determination = prepared(ready(world))
    client = as_("manager")

    asked = shown(client.get(f"{LIST}{determination.pk}/confirm/"))
    told = shown(client.post(f"{LIST}{determination.pk}/confirm/", follow=True))

    assert "Confirm awards of £83,300.00?" in asked
    assert "It cannot be taken back." in asked
    assert "The decision is confirmed. Awards and letters are ready." in told
    assert sum(entry.amount for entry in Entry.objects.filter(account="committed")) == Decimal(83300)


def test_whoever_confirms_reads_what_would_be_and_where_each_pound_is_booked(world, as_):
    take_back(ready(world), world.here.single, world.here.districts[0])
    determination, client = prepared(world), as_("manager")

    before = shown(client.get(f"{LIST}{determination.pk}/"))
    asked = shown(client.get(f"{LIST}{determination.pk}/confirm/"))
    after = shown(client.post(f"{LIST}{determination.pk}/confirm/", follow=True))

    assert "£63,700.00 would be awarded to 8 partnerships. Nothing is shared out" in before
    assert f"All offers, £83,300.00, are booked on the line {determination.line}: £57,400.00 committed" in asked
    assert "£6,300.00 awarded but held until there is a project, £19,600.00 withheld." in asked
    assert "£63,700.00 awarded to 8 partnerships. Nothing is shared out" in after


def test_who_prepared_it_is_told_who_must_confirm(world, as_):
    deputy = RoleFactory(manager=True, is_deputy=True, programme=world.here.programme).person
    determination = prepared(ready(world), by=world.people["manager"])
    client = as_("manager")

    listed = shown(client.get(LIST))
    told = shown(client.post(f"{LIST}{determination.pk}/confirm/", follow=True))
    looked = shown(client.get(f"{LIST}{determination.pk}/confirm/", follow=True))

    assert f"It waits for {deputy}." in listed
    assert "You prepared this decision, so another manager must confirm it." in told
    assert "You prepared this decision, so another manager must confirm it." in looked
    assert not Entry.objects.exists()


def test_with_no_second_manager_it_says_what_to_do(world, as_):
    prepared(ready(world), by=world.people["manager"])

    assert "Nobody else manages this programme, so nobody can confirm it." in shown(as_("manager").get(LIST))


def test_the_second_to_confirm_is_told_who_did_and_when(world, as_):
    deputy = RoleFactory(manager=True, is_deputy=True, programme=world.here.programme).person
    determination = prepared(ready(world))
    confirm_determination(determination=determination, by=deputy, at=LATER)

    told = shown(as_("manager").post(f"{LIST}{determination.pk}/confirm/", follow=True))

    assert f"{deputy} confirmed decision 1 on 2 July 2026, 11am." in told
    assert "Nothing more was done." in told
    assert Deed.objects.filter(action="determination.confirmed").count() == 1


def test_confirming_what_has_changed_since_does_nothing_and_says_so(world, as_):
    determination = prepared(failed(world))
    make_late(world)

    told = shown(as_("manager").post(f"{LIST}{determination.pk}/confirm/", follow=True))

    assert "Nothing was confirmed: something has changed since this was prepared." in told
    assert "The facts of one partnership have changed since this was prepared: Ollerwick." in told
    assert not Entry.objects.exists()


def test_confirming_on_a_line_that_shrank_does_nothing_and_says_so(world, as_):
    determination = prepared(ready(world))
    world.here.programme.budget_lines.update(amount=1)

    told = shown(as_("manager").post(f"{LIST}{determination.pk}/confirm/", follow=True))

    assert "Nothing was confirmed. The offers come to £83,300.00, and this line has £1.00 left." in told
    assert not Entry.objects.exists()


def test_discarded_it_stays_readable_and_makes_room(world, as_):
    determination = prepared(ready(world))
    client = as_("finance")

    asked = shown(client.get(f"{LIST}{determination.pk}/discard/"))
    told = shown(client.post(f"{LIST}{determination.pk}/discard/", follow=True))
    again = shown(client.post(f"{LIST}{determination.pk}/discard/", follow=True))

    assert "Discard proof sheet 1?" in asked
    assert "The grants can be decided" in told
    assert "Minute SG 4/7. Tobias Wren-Hale prepared it on 2 July 2026, 10am" in told
    assert "Tobias Wren-Hale discarded decision 1" in again
    assert "Proof sheet 1" in shown(client.get(f"{LIST}{determination.pk}/"))


def test_a_confirmed_one_is_not_discarded(world, as_):
    determination = prepared(ready(world))
    confirm_determination(determination=determination, by=world.people["manager"], at=LATER)

    told = shown(as_("finance").post(f"{LIST}{determination.pk}/discard/", follow=True))

    determination.refresh_from_db()
    assert "Ines Calloway confirmed decision 1" in told
    assert determination.state == "confirmed"
