"""Choosing which emails come: signed in, by the link in an email, for the whole programme, and leaving by one click."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link, Person
from accounts.rules.message_links import CHOOSING, LEAVING, subject_of
from accounts.services.links import issue_link, revoke_links
from audit.models import Entry
from dashboards.forms.choices import choosable, name_of
from notices.errors import ChoicesChangedError
from notices.models import Choice, Message, ProgrammeChoice
from notices.models.choice import Mode
from notices.services import choices as services
from notices.services.sending import send
from tests.factories import World

KIND, AWARDED = "projects/returned", "grants/awarded"
OWN, PROGRAMME = "/account/messages/", "/programme/messages/"


def answers(**chosen: str) -> dict[str, str]:
    """Every question answered `now`, but those given by name."""
    return {**{name_of(kind.name): "now" for kind in choosable()}, **chosen}


def returned(mode: str) -> dict[str, str]:
    return answers(**{name_of(KIND): mode})


def choose(client: Client, mode: str, url: str = OWN) -> HttpResponse:
    """Open the page, and answer as its form was then."""
    version = client.get(url).context["form"].stored_version
    return client.post(url, {**returned(mode), "version": version}, follow=True)


def held_message(person: Person, world: World) -> Message:
    about = {"project": 1}
    programme_id = world.here.programme.pk
    facts = {"project": {"title": "One team"}, "person": person, "reason": "Too long"}
    return send(KIND, person.email, facts, person=person, programme_id=programme_id, about=about)


def link_for(person: Person | None, purpose: object = CHOOSING, subject: str = "about:emails", email: str = "") -> str:
    issued = issue_link(purpose=purpose, subject=subject, person=person, email=email, by=None, at=timezone.now())
    name = "message_choices_by_link" if purpose is CHOOSING else "unsubscribe"
    return reverse(name, args=[issued.token])


@pytest.fixture
def odile(world: World) -> Person:
    return world.people["representative"]


@pytest.fixture
def signed_in(client: Client, odile: Person) -> Client:
    client.force_login(odile)
    return client


@pytest.fixture
def manager(world: World) -> Client:
    client = Client()
    client.force_login(world.people["manager"])
    return client


def test_a_person_chooses_a_daily_email_and_a_message_waits_for_it(
    signed_in: Client, odile: Person, world: World
) -> None:
    page = choose(signed_in, "summary")

    assert "Your choices are saved" in page.content.decode()
    assert held_message(odile, world).state == "held"
    chosen = Choice.objects.get()
    assert (chosen.kind, chosen.mode, chosen.wording) == (
        KIND,
        "summary",
        "The champion returns our project: In one email a day",
    )
    assert Entry.objects.get(action="person.messages_chosen").details == {"kinds": {KIND: "summary"}}


def test_choosing_the_same_twice_is_kept_and_recorded_once(signed_in: Client) -> None:
    choose(signed_in, "never")
    signed_in.post(OWN, {**returned("never"), "version": 0})
    assert (Choice.objects.count(), Entry.objects.filter(action="person.messages_chosen").count()) == (1, 1)


def test_what_nobody_touched_is_not_kept_as_a_choice(signed_in: Client) -> None:
    signed_in.post(OWN, answers())
    assert not Choice.objects.exists()


def test_an_answer_that_is_none_is_refused_beside_its_question_and_nothing_is_kept(signed_in: Client) -> None:
    page = signed_in.post(OWN, {**returned("weekly"), name_of("projects/shared"): "never"})
    assert "Select when to get ‘The champion returns our project’ from the list" in page.content.decode()
    assert not Choice.objects.exists()


def test_what_cannot_wait_has_no_daily_answer(signed_in: Client) -> None:
    signed_in.post(OWN, answers(**{name_of("projects/admitted"): "summary"}))
    assert not Choice.objects.exists()


@pytest.mark.parametrize(("then", "state", "problem"), [("now", "queued", ""), ("never", "dropped", "silenced")])
def test_what_waited_follows_a_changed_choice(
    signed_in: Client, odile: Person, world: World, then: str, state: str, problem: str
) -> None:
    choose(signed_in, "summary")
    message = held_message(odile, world)
    choose(signed_in, then)
    message.refresh_from_db()
    assert (message.state, message.problem) == (state, problem)


def test_an_old_tab_cannot_subscribe_again_who_left_by_a_link_meanwhile(signed_in: Client, odile: Person) -> None:
    old = signed_in.get(OWN).context["form"].stored_version
    signed_in.post(link_for(odile, LEAVING, subject_of(KIND)))
    page = signed_in.post(OWN, {**answers(**{name_of("projects/shared"): "never"}), "version": old})
    assert "changed this while you were working on it" in page.content.decode()
    assert page.context["form"].saved_meanwhile == {name_of(KIND): "Not at all", name_of("projects/shared"): "At once"}
    assert dict(Choice.objects.values_list("kind", "mode")) == {KIND: "never"}
    signed_in.post(OWN, {**returned("now"), "version": page.context["form"].stored_version})
    assert Choice.objects.get().mode == "now"


def test_a_choice_made_between_form_and_lock_is_not_overwritten(odile: Person) -> None:
    services.choose(person=odile, chosen={KIND: Mode.NEVER}, shown={}, by=odile, at=timezone.now())
    with pytest.raises(ChoicesChangedError):
        services.choose(person=odile, chosen={KIND: Mode.NOW}, shown={}, seen=0, by=odile, at=timezone.now())
    assert Choice.objects.get().mode == "never"


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("champion", {"projects/endorsement_asked", "projects/submitted", "projects/reminder_endorsement", AWARDED}),
        ("finance", set()),
    ],
)
def test_one_chooses_only_about_what_may_reach_one(client: Client, world: World, role: str, asked: set[str]) -> None:
    client.force_login(world.people[role])
    page = client.get(OWN)
    rooms = ("projects/", "grants/", "partnerships/")
    assert {kind.name for kind in page.context["form"].kinds if kind.name.startswith(rooms)} == asked
    client.logout()
    by_link = client.get(link_for(world.people[role]))
    assert [kind.name for kind in by_link.context["form"].kinds] == [kind.name for kind in page.context["form"].kinds]


def test_nothing_is_switched_off_to_whom_it_never_goes(client: Client, manager: Client, world: World) -> None:
    manager.post(PROGRAMME, {**returned("never"), **written(world)})
    client.force_login(world.people["champion"])
    assert "does not send these at present" not in client.get(OWN).content.decode()


def test_the_page_says_what_always_comes_and_why(signed_in: Client) -> None:
    page = signed_in.get(OWN).content.decode()
    assert "Codes to sign in" in page
    assert page.count("Changes to how you sign in") == 1


def test_the_programmes_choice_is_shown_until_one_chooses(
    signed_in: Client, manager: Client, odile: Person, world: World
) -> None:
    manager.post(PROGRAMME, {**returned("summary"), **written(world)})
    form = signed_in.get(OWN).context["form"]
    assert form[name_of(KIND)].initial == "summary"
    choose(signed_in, "now")
    assert held_message(odile, world).state == "queued"


def test_what_the_programme_sends_to_nobody_is_not_asked_about(
    signed_in: Client, manager: Client, odile: Person, world: World
) -> None:
    manager.post(PROGRAMME, {**returned("never"), **written(world)})
    page = signed_in.get(OWN)
    assert name_of(KIND) not in page.context["form"].fields
    assert "Your programme does not send these at present" in page.content.decode()
    choose(signed_in, "now")
    assert held_message(odile, world).problem == "silenced"


def written(world: World, version: int = 0) -> dict[str, str]:
    return {"written_for": world.here.programme.key, "version": str(version)}


def test_a_programmes_choice_is_kept_with_who_and_recorded_once(manager: Client, world: World) -> None:
    manager.post(PROGRAMME, {**returned("summary"), **written(world)})
    manager.post(PROGRAMME, {**returned("summary"), **written(world)})
    chosen = ProgrammeChoice.objects.get()
    assert (chosen.mode, chosen.chosen_by) == ("summary", world.people["manager"])
    assert Entry.objects.get(action="programme.messages_chosen").programme_id == world.here.programme.pk


def test_the_manager_chooses_about_the_programmes_emails_and_a_person_about_their_own(
    signed_in: Client, manager: Client
) -> None:
    whose = {"own": "The champion returns our project", "the programme’s": "Project returned by the champion"}
    own, programme = signed_in.get(OWN).content.decode(), manager.get(PROGRAMME).content.decode()
    assert [name in own for name in whose.values()] == [True, False]
    assert [name in programme for name in whose.values()] == [False, True]


def test_two_managers_at_once_never_overwrite_each_other(manager: Client, world: World) -> None:
    manager.post(PROGRAMME, {**returned("summary"), **written(world)})
    stale = manager.post(PROGRAMME, {**answers(**{name_of("projects/shared"): "never"}), **written(world)})
    assert "changed this while you were working on it" in stale.content.decode()
    assert ProgrammeChoice.objects.get().kind == KIND
    [version] = {field.value() for field in stale.context["form"].hidden_fields() if field.name == "version"}
    manager.post(PROGRAMME, {**answers(**{name_of("projects/shared"): "never"}), **written(world, version)})
    assert dict(ProgrammeChoice.objects.values_list("kind", "mode")) == {KIND: "now", "projects/shared": "never"}


def test_a_programme_that_says_never_stops_what_waits_and_now_lets_it_go(
    signed_in: Client, manager: Client, odile: Person, world: World
) -> None:
    manager.post(PROGRAMME, {**returned("summary"), **written(world)})
    message = held_message(odile, world)
    version = manager.get(PROGRAMME).context["form"].stored_version
    manager.post(PROGRAMME, {**returned("now"), **written(world, version)})
    message.refresh_from_db()
    assert message.state == "queued"


def test_the_link_in_an_email_opens_the_choices_of_its_reader_without_signing_in(client: Client, odile: Person) -> None:
    url = link_for(odile)
    assert odile.email in client.get(url).content.decode().replace("<wbr>", "")
    choose(client, "never", url)
    assert Choice.objects.get().person == odile
    choose(client, "now", url)  # it is not used up
    assert Choice.objects.get().mode == "now"
    assert "_auth_user_id" not in client.session


def test_the_link_changes_nothing_when_it_is_looked_at(client: Client, odile: Person) -> None:
    url = link_for(odile)
    client.get(url)
    client.head(url)
    assert not Choice.objects.exists()
    assert Link.objects.get().used_at is None


def test_a_link_for_something_else_revoked_or_expired_opens_nothing(client: Client, odile: Person) -> None:
    other = reverse("message_choices_by_link", args=[link_for(odile, LEAVING, subject_of(KIND)).split("/")[2]])
    revoked = link_for(odile)
    revoke_links(by=odile, at=timezone.now(), person=odile, purpose=CHOOSING)
    late = link_for(odile)
    Link.objects.filter(revoked_at=None, purpose=CHOOSING.name).update(
        made_at=timezone.now() - timedelta(days=91), expires_at=timezone.now()
    )
    for url in (other, revoked, late, "/messages/made-up/"):
        answer = client.post(url, returned("never"))
        assert (answer.status_code, "This link no longer works" in answer.content.decode()) == (404, True)
    assert not Choice.objects.exists()


def test_one_click_unsubscribes_without_session_or_form_token_and_again_has_no_second_effect(odile: Person) -> None:
    robot = Client(enforce_csrf_checks=True)
    url = link_for(odile, LEAVING, subject_of(KIND))
    for _ in range(2):
        answer = robot.post(url, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, "You are unsubscribed" in answer.content.decode()) == (200, True)
    chosen = Choice.objects.get()
    assert (chosen.person, chosen.mode, chosen.wording) == (
        odile,
        "never",
        "The champion returns our project (one-click)",
    )
    assert Entry.objects.filter(action="person.messages_chosen").count() == 1


def test_looking_at_the_way_out_changes_nothing(client: Client, odile: Person) -> None:
    url = link_for(odile, LEAVING, subject_of(KIND))
    page = client.get(url).content.decode()
    client.head(url)
    assert "will get no more emails of this kind: The champion returns our project" in page
    assert not Choice.objects.exists()


def test_an_address_without_an_account_leaves_by_its_link(client: Client, db: None) -> None:
    client.post(link_for(None, LEAVING, subject_of(KIND), email="Lee@mail.example"))
    assert Choice.objects.get().address == "lee@mail.example"
    facts = {"project": {"title": "One team"}, "reason": "Too long"}
    assert send(KIND, "lee@mail.example", facts).problem == "silenced"


@pytest.mark.parametrize("kind", ["accounts/sign_in_code", "gone/kind"])
def test_nobody_leaves_what_cannot_be_chosen_or_is_no_more(client: Client, odile: Person, kind: str) -> None:
    answer = client.post(link_for(odile, LEAVING, subject_of(kind)))
    assert "This link no longer works" in answer.content.decode()
    assert not Choice.objects.exists()
