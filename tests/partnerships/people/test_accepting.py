"""Accepting by the link in the email: somebody new, somebody known, somebody else, and links that are dead."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.errors import LinkRefusedError
from accounts.models import Link, Person
from accounts.services.people import add_person
from audit.models import Entry
from notices.services import delivering
from partnerships.errors import AcceptanceRefusedError, RoleRefusedError
from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.services.acceptance import accept_invitation
from partnerships.services.holding import hold_programme
from partnerships.services.invitations import Asked, invite, send_invitation, withdraw_invitation
from tests.at_once import at_once, meeting
from tests.factories import PASSWORD, PartnershipFactory, PersonFactory, RoleFactory, World
from tests.factories.second_step import give_second_step
from tests.partnerships.people.conftest import Sent, link_in_last_mail

EMAIL = "rowena@quarry.example"
DAY = date(2026, 5, 1)
A_DAY_GONE = date(2026, 6, 1)  # some day that is over
NEW = {"name": "Rowena Slatebridge", "phone": "01632 960 123"}


def asked(world: World, **fields: object) -> Invitation:
    """An invitation as the second representative of a partnership, sent."""
    given = {"kind": "representative", "partnership": world.own, "email": EMAIL, "since": DAY, **fields}
    manager = world.people["manager"]
    invitation = invite(programme=world.here.programme, asked=Asked(**given), by=manager, at=timezone.now())
    send(invitation)
    return invitation


def send(invitation: Invitation) -> None:
    send_invitation(invitation=invitation, by=invitation.made_by, at=timezone.now())


def link_of(sending: Sent, world: World, **fields: object) -> str:
    with sending():
        asked(world, **fields)
    return link_in_last_mail()


def test_the_email_names_programme_role_partnership_days_and_whom_to_ask(world: World, sending: Sent) -> None:
    link_of(sending, world, name="Rowena", until=date(2027, 3, 31))
    sent = mail.outbox[-1]
    assert sent.to == [EMAIL]
    assert sent.subject == "Learning in Marlvale, Marlvale: your invitation as representative"
    text = str(sent.body).replace("\xa0", " ")
    for words in (
        "Dear Rowena,",
        "Ines Calloway invites you to take part in Learning in Marlvale, Marlvale as representative.",
        f"It is for {world.own}. The role is from 1 May 2026 until 31 March 2027.",
        "Opening the page does not use it up.",
        "ask Ines Calloway: manager@marlvale.example.",
    ):
        assert words in text


def test_looking_uses_nothing_up_and_shows_who_asks_for_what(world: World, sending: Sent, client: Client) -> None:
    link = link_of(sending, world)
    for _ in range(3):
        shown = client.get(link).content.decode()
    assert "You are invited as representative" in shown
    assert "Ines Calloway" in shown
    assert str(world.own) in shown
    assert not Person.objects.filter(email=EMAIL).exists()
    assert Invitation.objects.open().count() == 1


def test_somebody_new_gets_an_account_and_the_role_and_is_signed_in(
    world: World, sending: Sent, client: Client
) -> None:
    link = link_of(sending, world, organisation="Quarry Borough Council")
    page = client.post(link, NEW, follow=True)
    person = Person.objects.get(email=EMAIL)
    role = Role.objects.get(person=person)
    assert (role.kind, role.partnership, role.since, role.organisation) == (
        *("representative", world.own, DAY),
        "Quarry Borough Council",
    )
    assert (person.name, person.phone, person.has_usable_password()) == (*NEW.values(), False)
    assert page.redirect_chain == [("/home/", 302)]
    assert page.context["user"] == person
    assert "You are representative in Learning in Marlvale" in page.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.accepted_at is not None) == (role, True)
    actions = set(Entry.objects.filter(actor=person).values_list("action", flat=True))
    assert {"person.added", "role.given", "invitation.accepted", "person.signed_in"} <= actions
    assert Entry.objects.filter(action="link.used").count() == 1


def test_somebody_new_must_say_their_name_and_nothing_typed_is_lost(
    world: World, sending: Sent, client: Client
) -> None:
    link = link_of(sending, world)
    shown = client.post(link, {"name": " ", "phone": "01632 960 123"}).content.decode()
    assert "Enter your full name" in shown
    assert "01632 960 123" in shown
    assert not Person.objects.filter(email=EMAIL).exists()


def test_a_new_manager_is_led_to_the_second_step(world: World, sending: Sent, client: Client) -> None:
    link = link_of(sending, world, kind="manager", partnership=None, is_deputy=True)
    page = client.post(link, NEW, follow=True)
    assert page.redirect_chain[-1][0] == "/account/second-step/set-up/"
    role = Role.objects.get(person__email=EMAIL)
    assert role.title == "Deputy programme manager"


def test_whoever_is_signed_in_at_that_address_accepts_and_acts_in_the_role(
    world: World, sending: Sent, client: Client
) -> None:
    person = PersonFactory(email=EMAIL)
    RoleFactory(person=person, evaluator=True, programme=world.here.programme)
    link = link_of(sending, world)
    client.force_login(person)
    page = client.post(link, follow=True)
    assert page.context["standing"].acting == Role.objects.get(person=person, kind="representative")
    assert page.redirect_chain == [("/home/", 302)]


def test_whoever_has_an_account_gets_the_role_and_must_sign_in_as_ever(
    world: World, sending: Sent, client: Client
) -> None:
    person = PersonFactory(email=EMAIL, with_password=True)
    give_second_step(person)
    link = link_of(sending, world)
    page = client.post(link, follow=True)
    assert Role.objects.filter(person=person, kind="representative").exists()
    assert page.redirect_chain == [("/account/sign-in/", 302)]
    assert not page.context["user"].is_authenticated
    assert f'value="{EMAIL}"' in page.content.decode()
    code_page = client.get("/account/sign-in/code/").content.decode()
    assert f'value="{EMAIL}"' in code_page
    signed_in = client.post("/account/sign-in/", {"login": EMAIL, "password": PASSWORD})
    assert signed_in["Location"].startswith("/account/sign-in/second-step/")


def test_whoever_is_signed_in_as_somebody_else_is_told_and_nothing_happens(
    world: World, sending: Sent, client: Client
) -> None:
    link = link_of(sending, world)
    client.force_login(world.people["champion"])
    before = Role.objects.count()
    shown = client.post(link, NEW).content.decode()
    assert "You are signed in as somebody else" in shown
    assert "champion@marlvale.example" in shown
    assert (Role.objects.count(), Invitation.objects.open().count()) == (before, 1)


def test_a_deactivated_person_is_refused(world: World, sending: Sent, client: Client) -> None:
    PersonFactory(email=EMAIL, deactivated=True)
    link = link_of(sending, world)
    assert "The invitation cannot be accepted" in client.post(link, NEW).content.decode()
    assert not Role.objects.filter(person__email=EMAIL).exists()


def test_a_closed_year_accepts_nobody(world: World, sending: Sent, client: Client) -> None:
    link = link_of(sending, world)
    closed = Programme.objects.filter(pk=world.here.programme.pk)
    closed.update(state="closed", closed_at=timezone.now())
    assert "The programme year is closed" in client.post(link, NEW).content.decode()
    assert not Person.objects.filter(email=EMAIL).exists()


def test_what_the_rule_refuses_meanwhile_is_told_and_nothing_changes(
    world: World, sending: Sent, client: Client
) -> None:
    link = link_of(sending, world)
    RoleFactory(representative=True, partnership=world.own)  # past the services, as a correction by hand might be
    shown = client.post(link, NEW).content.decode()
    assert "one or two representatives at a time" in shown
    assert "Nothing has changed" in shown
    assert not Person.objects.filter(email=EMAIL).exists()
    assert Invitation.objects.open().count() == 1
    assert not Link.objects.filter(used_at__isnull=False).exists()


def test_links_that_are_dead_all_look_alike(world: World, sending: Sent, client: Client) -> None:
    used = link_of(sending, world, partnership=world.neighbour)
    client.post(used, NEW)
    client.logout()
    withdrawn = link_of(sending, world, partnership=world.elsewhere, email="other@quarry.example")
    withdraw_invitation(invitation=Invitation.objects.open().get(), by=None, at=timezone.now())
    expired = link_of(sending, world, partnership=world.here.single)
    Link.objects.filter(used_at=None, revoked_at=None).update(
        made_at=datetime(2026, 1, 1, tzinfo=UTC), expires_at=datetime(2026, 1, 15, tzinfo=UTC)
    )
    pages = {client.get(link).content for link in (used, withdrawn, expired, "/invitation/nosuchtoken/")}
    assert len(pages) == 1
    assert "This link no longer works" in pages.pop().decode()
    for link in (used, withdrawn, expired):
        client.post(link, NEW)
    assert Role.objects.filter(person__email=EMAIL).count() == 1


def test_an_invitation_sent_again_gives_one_role_by_either_link(world: World, sending: Sent, client: Client) -> None:
    first = link_of(sending, world)
    with sending():
        send(Invitation.objects.get())
    second = link_in_last_mail()
    assert second != first
    assert Invitation.objects.get().times_sent == 2
    client.post(first, NEW)
    client.logout()
    assert client.post(second, NEW).status_code == 404
    assert Role.objects.filter(person__email=EMAIL).count() == 1


def test_the_token_is_kept_nowhere_and_the_page_is_not_kept_by_the_browser(
    world: World, sending: Sent, client: Client
) -> None:
    link = link_of(sending, world)
    token = link.split("/")[2]
    page = client.get(link)
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert "https://" not in page.content.decode().replace("https://www.w3.org", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text || marks::text FROM notices_message")
        assert not any(token in row[0] for row in cursor.fetchall())


def race(tokens: list[str]) -> int:
    """Accept by each token at once; how many were refused."""
    refused = (LinkRefusedError, RoleRefusedError, AcceptanceRefusedError, IntegrityError)
    deeds = [partial(accept_invitation, token=token, by=None, at=timezone.now(), name="Rowena") for token in tokens]
    return sum(told in refused for told in at_once(*deeds, refused=refused))


def tokens_sent() -> list[str]:
    """Of every mail, the newest last, when a worker has been there."""
    delivering.drain(seconds=60)
    return [str(sent.body).partition("/invitation/")[2].split("/")[0] for sent in mail.outbox]


def asked_in(*places: Partnership) -> list[Invitation]:
    """The same new address, asked to be champion of each place, by the operator, and sent."""
    asked = [Asked(kind="champion", partnership=place, email=EMAIL, since=DAY) for place in places]
    made = [
        invite(programme=place.programme, asked=one, by=None, at=timezone.now())
        for place, one in zip(places, asked, strict=True)
    ]
    for invitation in made:
        send(invitation)
    return made


@pytest.mark.django_db(transaction=True)
def test_accepting_twice_at_once_gives_one_role() -> None:
    [invitation] = asked_in(PartnershipFactory())
    send(invitation)
    tokens = tokens_sent()
    refused = race(tokens * 2)
    assert (len(tokens), refused) == (2, 3)
    assert (Role.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_new_address_accepts_in_several_programmes_at_once_and_has_one_account() -> None:
    asked_in(*PartnershipFactory.create_batch(5))
    assert race(tokens_sent()) == 0
    assert (Role.objects.count(), Person.objects.count()) == (5, 1)


@pytest.mark.django_db(transaction=True)
def test_without_holding_the_address_two_would_make_an_account_for_it() -> None:
    """The control: each waits for its programme's turn, looks, and writes; nobody holds the address."""
    invitations = asked_in(*PartnershipFactory.create_batch(2))
    both_have_looked = meeting(2)

    def accept(invitation: Invitation) -> None:
        with transaction.atomic():
            hold_programme(invitation.programme)
            found = Person.objects.filter(email=invitation.email).first()
            both_have_looked.wait()
            person = found or Person(email=invitation.email)
            add_person(person=person, by=person, at=timezone.now())

    told = at_once(*[partial(accept, invitation) for invitation in invitations], refused=(IntegrityError,))
    assert told.count(IntegrityError) == 1


def test_an_invitation_stands_while_whoever_sent_it_may_name_people(
    world: World, sending: Sent, client: Client
) -> None:
    RoleFactory(manager=True, programme=world.here.programme)
    link = link_of(sending, world)
    Role.objects.filter(pk=world.roles["manager"].pk).update(until=A_DAY_GONE)
    shown = client.post(link, NEW).content.decode()
    assert "Ines Calloway no longer invites people to this programme" in shown
    assert not Person.objects.filter(email=EMAIL).exists()
    assert not Link.objects.filter(used_at__isnull=False).exists()


def test_sent_again_by_somebody_who_may_it_stands_again_and_names_them(
    world: World, sending: Sent, client: Client
) -> None:
    other = RoleFactory(manager=True, programme=world.here.programme, person__name="Odile Ferrant").person
    link = link_of(sending, world)
    Role.objects.filter(pk=world.roles["manager"].pk).update(until=A_DAY_GONE)
    with sending():
        send_invitation(invitation=Invitation.objects.get(), by=other, at=timezone.now())
    assert "Odile Ferrant invites you" in str(mail.outbox[-1].body)
    assert "Odile Ferrant" in client.get(link).content.decode()
    client.post(link, NEW)
    assert Role.objects.filter(person__email=EMAIL).exists()


@pytest.mark.parametrize("lost", ["role", "account", "partnership"])
def test_what_a_representative_asked_falls_with_their_role(
    world: World, sending: Sent, client: Client, lost: str
) -> None:
    role = world.roles["representative"]
    asked = Asked(kind="representative", partnership=world.own, email=EMAIL, since=DAY)
    made = invite(programme=world.here.programme, asked=asked, by=role.person, at=timezone.now())
    with sending():
        send(made)
    link = link_in_last_mail()
    assert "Accept the invitation" in client.get(link).content.decode()
    if lost == "role":
        Role.objects.filter(pk=role.pk).update(until=A_DAY_GONE)
    elif lost == "account":
        Person.objects.filter(pk=role.person_id).update(is_active=False)
    else:
        Role.objects.filter(pk=role.pk).update(partnership=world.neighbour)
    assert "no longer invites people" in client.post(link, NEW).content.decode()
    assert not Role.objects.filter(person__email=EMAIL).exists()
