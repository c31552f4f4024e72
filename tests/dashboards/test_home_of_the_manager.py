"""What waits for the manager of a year."""

from datetime import date

import pytest
from django.test import Client

from partnerships.models import Contact, FileImport, Role
from tests.dashboards.homes import AT, invite, set_state, shown_to
from tests.factories import RoleFactory
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")


def test_a_manager_sees_what_waits_with_how_many_and_why(client: Client, world: World) -> None:
    programme, single = world.here.programme, world.here.single
    invite(world.neighbour, "champion", sent_at=AT, expires_at=AT.replace(month=7))
    invite(single, "champion")
    invite(single, "representative")
    Contact.objects.create(programme=programme, partnership=single, name="Old", checked_on=date(2020, 1, 1))
    Contact.objects.create(programme=programme, name="Fresh", checked_on=date(2099, 1, 1))
    Contact.objects.create(programme=world.there.programme, name="Elsewhere", checked_on=date(2020, 1, 1))
    programme.terms.create(number=1, made_at=AT)
    shown = shown_to(client, world, "manager")
    assert "Send 2 invitations" in shown
    assert "Send 1 invitation again The link in it has expired and was never used." in shown
    assert "7 partnerships have named nobody" in shown
    assert "Finish the new version of rates and rules" in shown
    assert "Check 1 contact Not checked for 6 months." in shown
    assert "Nothing at the moment" not in shown


def test_when_nothing_waits_the_manager_reads_that(client: Client, world: World) -> None:
    for partnership in world.here.partnerships:
        RoleFactory(representative=True, partnership=partnership)
    assert "Waiting for you Nothing at the moment" in shown_to(client, world, "manager")


def test_setting_up_waits_until_the_year_is_open(client: Client, world: World) -> None:
    assert "Set up this year" not in shown_to(client, world, "manager")
    set_state(world.here.programme, "setting_up")
    world.here.programme.terms.create(number=1, made_at=AT)
    shown = shown_to(client, world, "manager")
    assert "Set up this year" in shown
    assert "Finish the new version" not in shown


def test_an_import_that_is_ready_waits_for_a_word(client: Client, world: World) -> None:
    for state in ("ready", "checking", "cancelled"):
        FileImport.objects.create(
            programme=world.here.programme,
            kind="contacts",
            state=state,
            filename="contacts.csv",
            made_by=world.people["manager"],
            made_at=AT,
            ended_at=AT if state == "cancelled" else None,
            fingerprint="made",
            counts={"new": 2, "same": 1},
        )
    assert "Import 1 file Checked and ready." in shown_to(client, world, "manager")
    FileImport.objects.update(counts={"same": 3})
    assert "Import 1 file" not in shown_to(client, world, "manager")


def test_in_a_closed_year_nothing_waits(client: Client, world: World) -> None:
    invite(world.here.single, "champion")
    set_state(world.here.programme, "closed")
    assert "Waiting for you Nothing at the moment" in shown_to(client, world, "manager")


@pytest.mark.parametrize("kind", sorted(set(Role.Kind.values) - {"manager"}))
def test_nobody_else_sees_what_waits_for_the_manager(client: Client, world: World, kind: str) -> None:
    invite(world.here.single, "champion")
    assert "Waiting for you" not in shown_to(client, world, kind)


def test_what_waits_leads_to_the_list_of_exactly_that(client: Client, world: World) -> None:
    invite(world.here.single, "champion", name="Zqexpiredqz", sent_at=AT, expires_at=AT.replace(month=7))
    invite(world.here.single, "representative", name="Zqunsentqz")
    client.force_login(world.people["manager"])
    home = client.get("/home/").content.decode()
    assert 'href="/people/?state=expired"' in home
    expired = client.get("/people/?state=expired").content.decode()
    assert ("Zqexpiredqz" in expired, "Zqunsentqz" in expired) == (True, False)
    unsent = client.get("/people/send/").content.decode()
    assert ("Zqexpiredqz" in unsent, "Zqunsentqz" in unsent) == (False, True)
