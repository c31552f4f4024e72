"""What waits for the manager of a year."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from grants.services.determining import discard_determination, prepare_determination
from partnerships.models import Contact, FileImport, Role
from projects.models import Admission
from tests.dashboards.homes import AT, invite, set_state, shown_to
from tests.factories import RoleFactory
from tests.factories.projects import AFTER, give_line, give_terms, make_project
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


def close_in(world: World, days: int) -> None:
    give_terms(world.here.programme, closes=timezone.now() + timedelta(days=days, hours=1))


def test_who_has_not_submitted_waits_until_submission_closes(client: Client, world: World) -> None:
    close_in(world, 12)
    make_project(world.own, submitted=True)
    shown = shown_to(client, world, "manager")
    assert "8 partnerships have not submitted Submission closes on" in shown
    client.force_login(world.people["manager"])
    assert 'href="/submission/"' in client.get("/home/").content.decode()
    assert "Prepare the grants" not in shown


def test_once_it_has_closed_the_grants_are_to_be_prepared_by_manager_or_finance(client: Client, world: World) -> None:
    give_terms(world.here.programme)
    make_project(world.own)
    make_project(world.neighbour, submitted=True)
    for place in (world.own, world.neighbour):
        Admission.objects.create(
            partnership=place,
            until=timezone.now() + timedelta(days=3),
            reason="A flood",
            admitted_by=world.people["manager"],
            admitted_at=AT,
        )
    shown = shown_to(client, world, "manager")
    assert "1 may still submit late" in shown
    assert "Prepare the grants" in shown
    assert "have not submitted" not in shown
    assert "What needs you Prepare the grants" in shown_to(client, world, "finance")
    assert "Prepare the grants" not in shown_to(client, world, "evaluator")


def test_what_another_prepared_is_to_be_confirmed_and_what_one_prepared_is_not(client: Client, world: World) -> None:
    give_terms(world.here.programme)
    found = prepare_determination(
        programme=world.here.programme,
        line=give_line(world.here.programme),
        minute="SG 1",
        by=world.people["finance"],
        at=AFTER,
    )
    who = world.people["finance"].name
    shown = shown_to(client, world, "manager")
    assert f"Confirm decision 1 on the grants Prepared by {who}. Somebody else must confirm it." in shown
    assert "Prepare the grants" not in shown
    assert f"Decision 1, prepared by {who}, waits for another manager" in shown_to(client, world, "finance")
    assert "Confirm decision" not in shown_to(client, world, "finance")
    discard_determination(determination=found, by=world.people["finance"], at=AFTER)
    line = world.here.programme.budget_lines.get()
    manager = world.people["manager"]
    prepare_determination(programme=world.here.programme, line=line, minute="SG 2", by=manager, at=AFTER)
    shown = shown_to(client, world, "manager")
    assert "Confirm decision" not in shown
    assert "Decision 2, prepared by" in shown
