"""Asking somebody on a page: the manager for every role, a representative for the own partnership."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Link
from audit.models import Entry
from notices.models import Message
from partnerships.errors import ProgrammeClosedError
from partnerships.forms.invitations import AS_DEPUTY
from partnerships.models import Invitation, Programme, Role
from partnerships.services.invitations import Asked, invite, send_invitation, withdraw_invitation
from partnerships.services.partnerships import add_partnership
from tests.factories import PersonFactory, RoleFactory, World
from tests.factories.invitations import InvitationFactory
from tests.partnerships.people.conftest import Sent

SINCE = {"since_day": "1", "since_month": "5", "since_year": "2026"}
UNTIL = {"until_day": "31", "until_month": "3", "until_year": "2027"}
HERE = {"written_for": "marlvale"}
WHO = {"name": "Rowena Slatebridge", "email": "Rowena@Quarry.example", "phone": "01632 960 123"}
TYPED = {**WHO, **SINCE, **UNTIL, **HERE}


@pytest.mark.parametrize("kind", [*Role.Kind.values, AS_DEPUTY])
def test_a_manager_asks_somebody_to_take_any_role(manager: Client, world: World, sending: Sent, kind: str) -> None:
    place = world.elsewhere.pk
    with sending():
        page = manager.post(
            f"/people/invite/?kind={kind}", {**TYPED, "partnership": place, "assigned": [place]}, follow=True
        )
    made = Invitation.objects.get()
    assert page.redirect_chain == [(f"/invitations/{made.pk}/", 302)]
    assert "The invitation is sent to rowena@quarry.example" in page.content.decode()
    assert (made.kind, made.is_deputy) == (("manager", True) if kind == AS_DEPUTY else (kind, False))
    assert (made.partnership_id == place) is (kind in Role.OF_A_PARTNERSHIP)
    assert list(made.assigned.all()) == ([world.elsewhere] if kind in Role.WITH_ASSIGNMENTS else [])
    assert (made.since, made.until) == (date(2026, 5, 1), date(2027, 3, 31))
    assert (made.made_by, made.times_sent) == (world.people["manager"], 1)
    assert made.expires_at == Link.objects.get().expires_at
    assert [sent.to for sent in mail.outbox] == [["rowena@quarry.example"]]


def test_an_invitation_can_wait_to_be_sent(manager: Client, sending: Sent) -> None:
    with sending():
        manager.post("/people/invite/?kind=steering", {**TYPED, "later": "yes"})
    assert Invitation.objects.get().sent_at is None
    assert mail.outbox == []


def test_which_role_is_asked_first_and_a_role_that_is_none_is_told(manager: Client) -> None:
    assert "Which role?" in manager.get("/people/invite/").content.decode()
    assert "Select a role from the list" in manager.get("/people/invite/?kind=king").content.decode()


def test_a_representative_asks_for_the_own_partnership_alone(client: Client, world: World) -> None:
    client.force_login(world.people["representative"])
    shown = client.get("/people/invite/?kind=champion").content.decode()
    assert str(world.own) in shown
    assert str(world.neighbour) not in shown
    client.post("/people/invite/?kind=champion", {**TYPED, "partnership": world.neighbour.pk})
    client.post(f"/partnerships/{world.neighbour.pk}/invite/", {**TYPED, "kind": "champion"})
    client.post("/people/invite/?kind=manager", TYPED)
    assert not Invitation.objects.exists()
    client.post(f"/partnerships/{world.own.pk}/invite/", {**TYPED, "kind": "representative"})
    assert Invitation.objects.get().partnership == world.own


@pytest.mark.parametrize(
    ("kind", "field", "message"),
    [
        ("representative", "kind", "There can be one or two representatives at a time"),
        ("champion", "kind", "There can be one champion at a time"),
    ],
)
def test_what_the_rule_refuses_stands_beside_the_field_and_nothing_typed_is_lost(
    manager: Client, world: World, kind: str, field: str, message: str
) -> None:
    InvitationFactory(partnership=world.own, kind="representative")
    before = Invitation.objects.count()
    page = manager.post(f"/partnerships/{world.own.pk}/invite/", {**TYPED, "kind": kind})
    assert message in page.context["form"].errors[field][0]
    assert "Rowena Slatebridge" in page.content.decode()
    assert Invitation.objects.count() == before
    assert mail.outbox == []


def test_an_address_that_has_the_role_already_is_refused_in_words(manager: Client, world: World) -> None:
    held = world.people["evaluator"].email.upper()
    page = manager.post("/people/invite/?kind=evaluator", {**TYPED, "email": held})
    assert "This person has the role already (Cosmo Ashgrove from 1" in page.context["form"].errors["email"][0]


def test_sent_twice_by_a_double_press_it_is_written_once(manager: Client, sending: Sent) -> None:
    with sending():
        manager.post("/people/invite/?kind=steering", TYPED)
        again = manager.post("/people/invite/?kind=steering", TYPED)
    assert "has been invited to the same role already" in again.context["form"].errors["email"][0]
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"email": "nobody"}, "Enter an email address in the correct format"),
        ({"name": ""}, "Enter their name"),
        ({"until_year": "2025"}, "The last day must be the same as or after the first day"),
        ({"since_month": "13"}, "must be a real date"),
        ({"since_year": ""}, "must include a year"),
        ({"phone": "ask Ruth"}, "phone number"),
        ({"name": "x" * 201}, "200 characters or less"),
        ({"email": "a\x00b@quarry.example"}, "email"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_kept(
    manager: Client, typed: dict[str, str], message: str
) -> None:
    page = manager.post("/people/invite/?kind=steering", {**TYPED, **typed})
    assert message in str(page.context["form"].errors)
    assert not Invitation.objects.exists()


def test_it_is_sent_again_with_a_fresh_link_and_says_when(manager: Client, world: World, sending: Sent) -> None:
    made = InvitationFactory(programme=world.here.programme, expired=True)
    assert "Expired" in manager.get(f"/invitations/{made.pk}/").content.decode()
    with sending():
        shown = manager.post(f"/invitations/{made.pk}/", follow=True).content.decode()
    assert "Sent 2 times, last on" in shown
    assert "Waiting for an answer" in shown
    assert "sent\n" in shown.replace("  ", "")
    assert "by Ines Calloway" in shown
    assert len(mail.outbox) == 1


def test_withdrawing_revokes_its_links_and_makes_room(manager: Client, world: World, sending: Sent) -> None:
    made = InvitationFactory(partnership=world.neighbour, kind="champion", name="Rowena")
    with sending():
        manager.post(f"/invitations/{made.pk}/")
    shown = manager.post(f"/invitations/{made.pk}/withdraw/", follow=True).content.decode()
    assert "Its link no longer works" in shown
    assert Link.objects.get().revoked_at is not None
    manager.post(f"/partnerships/{world.neighbour.pk}/invite/", {**TYPED, "kind": "champion"})
    assert Invitation.objects.open().get().email == "rowena@quarry.example"
    told = manager.post(f"/invitations/{made.pk}/", follow=True).content.decode()
    assert "has been accepted or withdrawn. It was not sent." in told
    assert Entry.objects.about(made).filter(action="invitation.withdrawn").count() == 1


def test_a_closed_year_invites_nobody_and_still_shows_its_people(manager: Client, world: World) -> None:
    made = InvitationFactory(programme=world.here.programme, name="Rowena")
    closed = Programme.objects.filter(pk=world.here.programme.pk)
    closed.update(state="closed", closed_at=timezone.now())
    for page in (
        *("/people/invite/?kind=steering", f"/partnerships/{world.own.pk}/invite/"),
        *(f"/invitations/{made.pk}/", f"/invitations/{made.pk}/withdraw/", "/people/send/"),
    ):
        told = manager.post(page, {**TYPED, "invitation": made.pk, "kind": "champion"}, follow=True)
        assert told.redirect_chain == [("/people/", 302)]
        assert "The programme year is closed" in told.content.decode()
    made.refresh_from_db()
    assert (made.sent_at, made.withdrawn_at, Invitation.objects.count()) == (None, None, 1)
    assert "Rowena" in manager.get("/people/").content.decode()
    assert mail.outbox == []


def test_a_year_closed_while_somebody_was_asked_is_told_and_nothing_is_written(world: World) -> None:
    """As the services find it, with a programme read before."""
    here, manager = world.here.programme, world.people["manager"]
    made = InvitationFactory(programme=here)
    Programme.objects.filter(pk=here.pk).update(state="closed", closed_at=timezone.now())
    asked = Asked(kind="steering", email="ann@quarry.example", since=date(2026, 5, 1))
    for deed in (
        lambda: invite(programme=here, asked=asked, by=manager, at=timezone.now()),
        lambda: send_invitation(invitation=made, by=manager, at=timezone.now()),
        lambda: withdraw_invitation(invitation=made, by=manager, at=timezone.now()),
        lambda: add_partnership(programme=here, name="A", area="A", tier="unitary", by=manager, at=timezone.now()),
    ):
        with pytest.raises(ProgrammeClosedError):
            deed()
    assert not Entry.objects.about(made).exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("since", {"since_year": "2025"}, "must be the same as or after 1\xa0April\xa02026"),
        ("since", {"since_year": "2090"}, "must be the same as or before 31\xa0March\xa02030"),
        ("until", {"until_year": "2031"}, "must be the same as or before 31\xa0March\xa02030"),
    ],
)
def test_days_outside_the_year_are_told_beside_their_field(
    manager: Client, world: World, field: str, typed: dict[str, str], said: str
) -> None:
    Programme.objects.filter(pk=world.here.programme.pk).update(ends=date(2030, 3, 31))
    page = manager.post("/people/invite/?kind=steering", {**TYPED, **typed})
    assert said in page.context["form"].errors[field][0]
    assert not Invitation.objects.exists()


def test_a_manager_is_asked_from_today_before_the_year_begins_and_others_from_its_first_day(
    manager: Client, world: World
) -> None:
    Programme.objects.filter(pk=world.here.programme.pk).update(starts=date(2050, 4, 1), ends=date(2051, 3, 31))
    deputy = manager.get(f"/people/invite/?kind={AS_DEPUTY}").context["form"]
    steering = manager.get("/people/invite/?kind=steering").context["form"]
    assert (deputy["since"].value(), deputy["until"].value()) == (timezone.localdate(), None)
    assert (steering["since"].value(), steering["until"].value()) == (date(2050, 4, 1), date(2051, 3, 31))
    manager.post(f"/people/invite/?kind={AS_DEPUTY}", {**WHO, **SINCE, **HERE})
    assert Invitation.objects.get().is_deputy


def test_a_representative_asks_nobody_for_longer_than_the_year(client: Client, world: World) -> None:
    client.force_login(world.people["representative"])
    page = client.post(f"/partnerships/{world.own.pk}/invite/?kind=representative", {**WHO, **SINCE})
    assert page.context["form"].errors["until"] == ["Enter the last day"]
    assert not Invitation.objects.exists()


def test_a_link_to_name_a_champion_does_not_ask_for_the_role_again(manager: Client, world: World) -> None:
    page = f"/partnerships/{world.neighbour.pk}/invite/?kind=champion"
    shown = manager.get(page).content.decode()
    assert "Invite somebody as champion" in shown
    assert "Which role?" not in shown
    manager.post(page, TYPED)
    assert Invitation.objects.get().kind == "champion"
    assert "Which role?" in manager.get(f"/partnerships/{world.neighbour.pk}/invite/?kind=king").content.decode()


def test_the_forms_speak_of_places_in_the_regions_own_words(manager: Client, world: World) -> None:
    own = {"partnership_word": "alliance", "partnership_words": "alliances"}
    Programme.objects.filter(pk=world.here.programme.pk).update(**own)
    roles = manager.get("/people/invite/").content.decode()
    assert "One for each alliance" in roles
    form = manager.post("/people/invite/?kind=champion", {**TYPED, "partnership": ""}).context["form"]
    assert form.errors["partnership"] == ["Select the alliance"]
    assert form["partnership"].label == "Alliance"
    for page in ("/people/invite/?kind=adviser", f"/people/roles/{world.roles['adviser'].pk}/"):
        assert "Alliances assigned to them" in manager.get(page).content.decode()
    assert "Name, email, organisation or alliance" in manager.get("/people/").content.decode()


def test_what_would_be_sent_is_named_and_what_would_not_with_the_reason(manager: Client, world: World) -> None:
    here = world.here.programme
    InvitationFactory(programme=here, name="Goes Out")
    InvitationFactory(programme=here, name="Is Over", until=date(2026, 4, 2))
    InvitationFactory(programme=here, name="Was Closed", email=PersonFactory(deactivated=True).email)
    InvitationFactory(partnership=world.own, kind="champion", name="Is Second")
    InvitationFactory(programme=here, name="Was Sent", sent=True)
    InvitationFactory(programme=world.there.programme, name="Lives Abroad")
    shown = manager.get("/people/send/").content.decode()
    going, staying = shown.split("These will not be sent")
    assert "This will email 1 person" in going
    assert "Goes Out" in going
    for name, why in [
        ("Is Over", "The last day of the role is past."),
        ("Was Closed", "The account with this address has been closed."),
        ("Is Second", "There can be one champion at a time"),
    ]:
        assert name in staying
        assert why in staying
    assert "Was Sent" not in shown
    assert "Lives Abroad" not in shown


def test_pressed_twice_each_invitation_goes_once(manager: Client, world: World, sending: Sent) -> None:
    made = InvitationFactory.create_batch(3, programme=world.here.programme)
    other = InvitationFactory(programme=world.here.programme)
    chosen = {"invitation": [one.pk for one in made], **HERE}
    with sending():
        first = manager.post("/people/send/", chosen, follow=True).content.decode()
        second = manager.post("/people/send/", chosen, follow=True).content.decode()
    assert "3 invitations are sent" in first
    assert "No invitation was sent" in second
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(one.email for one in made)
    other.refresh_from_db()
    assert other.sent_at is None


def test_a_representative_of_two_partnerships_is_asked_which(client: Client, world: World) -> None:
    person = RoleFactory(representative=True, partnership=world.neighbour).person
    RoleFactory(representative=True, partnership=world.elsewhere, person=person)
    client.force_login(person)
    shown = client.get("/people/invite/?kind=champion").content.decode()
    assert str(world.neighbour) in shown
    assert str(world.elsewhere) in shown
    assert str(world.own) not in shown


def test_an_invitation_that_was_withdrawn_before_a_worker_came_does_not_go(
    manager: Client, world: World, sending: Sent
) -> None:
    made = InvitationFactory(partnership=world.neighbour, kind="champion", name="Rowena")
    manager.post(f"/invitations/{made.pk}/")
    with sending():
        manager.post(f"/invitations/{made.pk}/withdraw/")
    assert Message.objects.values_list("state", "problem").get() == ("dropped", "nothing_to_do")
    assert not Link.objects.exists()
