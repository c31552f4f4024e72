"""Addresses from which mail came back: whose task they are, and how they are put right."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.services.people import change_address
from audit.models import Entry
from notices.models import Suppression
from notices.services.sending import send
from notices.services.suppressions import prove
from partnerships.services.contacts import change_contact
from tests.factories import RoleFactory, World
from tests.factories.contacts import ContactFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import give_terms
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
URL = "/mail/suppressed/"


def stop(address: str) -> Suppression:
    return Suppression.objects.create(address=address, reason="bounced", made_at=NOW)


def stopped_contact(world: World, name: str = "Ada Lowe", email: str = "ada@mail.example") -> Suppression:
    ContactFactory(partnership=world.own, programme=world.here.programme, name=name, email=email)
    return stop(email)


@pytest.fixture
def manager(world: World) -> Client:
    client = Client()
    client.force_login(world.people["manager"])
    return client


def press(manager: Client, world: World, *pks: int) -> str:
    sent = {"works": [str(pk) for pk in pks], "written_for": world.here.programme.key}
    return manager.post(URL, sent, follow=True).content.decode()


def home(client: Client) -> str:
    return client.get("/home/").content.decode()


def test_a_stopped_address_is_a_task_for_the_manager_with_the_way_to_its_owner(manager: Client, world: World) -> None:
    stopped_contact(world)
    assert "Fix 1 email address" in home(manager)
    page = manager.get(URL).content.decode()
    contact = reverse("change_contact", args=[world.own.contacts.get(email="ada@mail.example").pk])
    assert f'href="{contact}"' in page
    assert "ada@mail.example" in page.replace("<wbr>", "")
    assert "Email came back" in page


def test_accounts_and_contacts_with_one_address_are_one_task(manager: Client, world: World) -> None:
    person = RoleFactory(representative=True, partnership=world.own).person
    stopped_contact(world, person.name, person.email)
    assert "Fix 1 email address<" in home(manager).replace("</a>", "<")
    assert "Account: only they can change it" in manager.get(URL).content.decode()


def test_the_task_is_over_when_the_address_is_changed(manager: Client, world: World) -> None:
    stopped_contact(world)
    world.own.contacts.filter(email="ada@mail.example").update(email="lowe@mail.example")
    assert "Fix 1 email address" not in home(manager)


def test_the_task_is_over_when_somebody_says_that_it_works_and_mail_goes_there_again(
    manager: Client, world: World
) -> None:
    suppression = stopped_contact(world)
    assert "The portal sends to 1 address again" in press(manager, world, suppression.pk)
    assert "Fix 1 email address" not in home(manager)
    suppression.refresh_from_db()
    assert suppression.lifted_by == world.people["manager"]
    facts = {"timestamp": NOW, "from_email": "a@mail.example", "to_email": "b@mail.example"}
    assert send("accounts/email_changed", "ada@mail.example", facts).state == "queued"


def test_saying_so_twice_has_one_effect(manager: Client, world: World) -> None:
    suppression = stopped_contact(world)
    press(manager, world, suppression.pk)
    press(manager, world, suppression.pk)
    assert Entry.objects.filter(action="address.lifted").count() == 1


def test_another_programmes_address_is_neither_seen_nor_lifted(manager: Client, world: World) -> None:
    ContactFactory(partnership=world.abroad, programme=world.there.programme, email="far@mail.example")
    suppression = stop("far@mail.example")
    assert "far@mail.example" not in manager.get(URL).content.decode()
    press(manager, world, suppression.pk)
    assert Suppression.objects.standing().filter(pk=suppression.pk).exists()


def test_who_ticks_nothing_is_told_what_to_do(manager: Client, world: World) -> None:
    stopped_contact(world)
    assert "Tick the addresses that work" in press(manager, world)


def test_ticks_that_are_none_change_nothing(manager: Client, world: World) -> None:
    suppression = stopped_contact(world)
    sent = {"works": ["x", "9" * 40, "-1"], "written_for": world.here.programme.key}
    manager.post(URL, sent)
    assert Suppression.objects.standing().filter(pk=suppression.pk).exists()


def test_the_download_names_whose_each_is(manager: Client, world: World) -> None:
    stopped_contact(world)
    csv = b"".join(manager.get(f"{URL}?format=csv")).decode("utf-8-sig")
    assert csv.splitlines()[1].startswith('"ada@mail.example","Ada Lowe","Email came back",')


@pytest.mark.parametrize("closes", [False, True], ids=["without_terms", "with_terms"])
def test_a_representative_is_asked_to_fix_the_own_contacts_and_no_champion_is(world: World, closes: bool) -> None:
    if closes:
        give_terms(world.here.programme)
    stopped_contact(world)
    ContactFactory(partnership=world.neighbour, programme=world.here.programme, email="lee@mail.example")
    stop("lee@mail.example")
    told = {}
    for kind in ("representative", "champion"):
        client = Client()
        client.force_login(world.people[kind])
        told[kind] = home(client)
    assert "Fix 1 email address" in told["representative"]
    assert "Fix 1 email address" not in told["champion"]


def test_the_list_asks_the_same_for_any_length(manager: Client, world: World) -> None:
    made = iter(range(1000))
    assert_same_queries(
        lambda rows: [stopped_contact(world, email=f"kim{next(made)}@mail.example") for _ in range(rows)], URL, manager
    )


def test_the_address_of_somebody_asked_to_join_can_be_put_right_whoever_mailed(manager: Client, world: World) -> None:
    invitation = InvitationFactory(programme=world.here.programme, kind="steering", email="guest@mail.example")
    stopped = stop("guest@mail.example")
    page = manager.get(URL).content.decode()
    assert f'href="{reverse("invitation", args=[invitation.pk])}"' in page
    press(manager, world, stopped.pk)
    assert Suppression.objects.standing().count() == 0


def test_a_contact_that_goes_back_to_a_stopped_address_is_a_task_again_and_its_page_says_why(
    manager: Client, world: World
) -> None:
    stopped_contact(world)
    contact = world.own.contacts.get(email="ada@mail.example")
    page = reverse("contact", args=[contact.pk])
    for email, is_stopped in (("lowe@mail.example", False), ("ada@mail.example", True)):
        change_contact(contact=contact, seen=contact.version, by=world.people["manager"], at=NOW, email=email)
        contact.refresh_from_db()
        assert ("email came back from it" in manager.get(page).content.decode()) is is_stopped
        assert ("Fix 1 email address" in home(manager)) is is_stopped


def test_an_account_that_left_a_stopped_address_leaves_nobody_a_task(manager: Client, world: World) -> None:
    person = world.people["representative"]
    stop(person.email)
    assert "Fix 1 email address" in home(manager)
    change_address(person=person, email="new@mail.example", by=world.people["manager"], at=NOW)
    assert "Fix 1 email address" not in home(manager)


@pytest.mark.parametrize(("reason", "stands"), [("bounced", 0), ("refused", 0), ("complained", 1)])
def test_an_address_that_a_code_has_just_proven_is_sent_to_again_unless_its_owner_complained(
    world: World, reason: str, stands: int
) -> None:
    owner = world.people["representative"]
    Suppression.objects.create(address="proven@mail.example", reason=reason, made_at=NOW)
    prove(address="Proven@mail.example", by=owner, at=NOW)
    assert Suppression.objects.standing().count() == stands
    assert Entry.objects.filter(action="address.lifted", actor=owner).count() == 1 - stands
