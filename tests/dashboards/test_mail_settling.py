"""What people do about mail: settle doubts, stop a mailing, and hear of trouble on the home."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from notices.models import Message, Suppression
from tests.dashboards.mails import ago, page
from tests.factories import RoleFactory, World
from tests.factories.messages import make_mailing, make_message, message_in
from tests.kit.govuk_ui.rendering import words
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    client.force_login(world.people["manager"])
    return client


# --- Settling ---------------------------------------------------------------------------------------------------------
def settle(client: Client, message: Message, verdict: str, **more: str) -> str:
    response = client.post(f"/mail/messages/{message.pk}/settle/", {"verdict": verdict, **more}, follow=True)
    return " ".join(unescape(words(response.content.decode())).replace("\xa0", " ").split())


def test_the_page_asks_of_each_doubtful_email_whether_it_arrived(
    world: World, manager: Client, ticking_clock: None
) -> None:
    person = world.people["champion"]
    person.phone = "01632 960 123"
    person.save()
    make_message(world.here.programme, "unknown", subject="Please endorse", person=person, to=person.email)
    make_message(world.here.programme, "unknown", subject="Your invitation", to="kim@mail.example")
    shown = page(manager)
    assert "Nobody knows if 2 emails arrived" in shown
    assert "Ask Percy Lightbody, 01632 960 123, whether it arrived at champion@marlvale.example." in shown
    assert "Ask whoever reads kim@mail.example whether it arrived." in shown
    assert "It arrived : “Please endorse” to champion@marlvale.example" in shown


def test_beyond_twenty_doubtful_emails_the_page_leads_to_the_record(
    world: World, manager: Client, ticking_clock: None
) -> None:
    for _ in range(23):
        make_message(world.here.programme, "unknown")
    html = manager.get("/mail/").content.decode()
    assert html.count("/settle/") == 20
    assert "See 3 more" in html


def test_what_arrived_is_marked_as_sent_and_by_whom(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "unknown")
    assert f"Marked as arrived at {found.to}" in settle(manager, found, "sent", back="health")
    found.refresh_from_db()
    assert (found.state, found.settled_by) == ("sent", world.people["manager"])
    shown = page(manager, f"/mail/messages/{found.pk}/")
    assert "Ines Calloway said on" in shown
    assert "Sent on" not in shown, "which would stand after it with an earlier time"


def test_what_did_not_arrive_goes_again(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "unknown")
    assert "again, within a minute" in settle(manager, found, "again")
    found.refresh_from_db()
    assert found.state == "queued"


def test_what_was_sent_again_is_not_said_to_have_arrived(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "unknown")
    settle(manager, found, "again")
    Message.objects.filter(pk=found.pk).update(state="sent", sent_at=timezone.now())
    shown = page(manager, f"/mail/messages/{found.pk}/")
    assert "Ines Calloway asked on" in shown
    assert "that it arrived" not in shown


def test_the_second_to_settle_is_told_who_was_first_and_what_they_said(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "unknown")
    settle(manager, found, "sent")
    second = Client()
    deputy = RoleFactory(programme=world.here.programme, kind="manager", is_deputy=True).person
    second.force_login(deputy)
    assert "Ines Calloway was first, and said on" in settle(second, found, "again")
    found.refresh_from_db()
    assert (found.state, found.settled_by) == ("sent", world.people["manager"])


def test_an_email_that_was_never_in_doubt_is_not_settled(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "failed")
    assert "There is no doubt about this email: its state is “failed”" in settle(manager, found, "again")


def test_an_email_with_a_code_cannot_be_sent_again(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "unknown", marks={"code": "[[code:0a]]"})
    assert "Send it again" not in page(manager, f"/mail/messages/{found.pk}/")
    assert "had a code that nobody knows any more" in settle(manager, found, "again")


def test_whoever_says_nothing_settles_nothing(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "unknown")
    assert "Say whether it arrived" in settle(manager, found, "perhaps")
    found.refresh_from_db()
    assert found.state == "unknown"


# --- Mailings ---------------------------------------------------------------------------------------------------------
def test_a_mailing_tells_how_far_it_is_and_comes_again_by_itself(world: World, manager: Client) -> None:
    mailing = make_mailing(world.here.programme)
    for state in ("sent", "sent", "failed", "queued"):
        make_message(world.here.programme, state, mailing=mailing)
    html = manager.get(f"/mail/mailings/{mailing.pk}/").content.decode()
    shown = page(manager, f"/mail/mailings/{mailing.pk}/")
    assert "2 of 4 sent." in shown
    assert 'value="75"' in html
    assert 'http-equiv="refresh"' in html
    assert "hx-get" in html
    assert "Dear [name]" in shown
    Message.objects.filter(state="queued").delete()
    html = manager.get(f"/mail/mailings/{mailing.pk}/").content.decode()
    assert "Finished: 2 of 3 sent." in html
    assert "hx-get" not in html
    assert 'http-equiv="refresh"' not in html


def test_a_page_of_a_mailing_that_one_reads_slowly_can_be_kept_still(world: World, manager: Client) -> None:
    mailing = make_mailing(world.here.programme)
    make_message(world.here.programme, "queued", mailing=mailing)
    assert b'http-equiv="refresh"' not in manager.get(f"/mail/mailings/{mailing.pk}/?still=1").content


def test_htmx_gets_the_part_of_a_mailing_that_changes_alone(world: World, manager: Client) -> None:
    mailing = make_mailing(world.here.programme)
    make_message(world.here.programme, "queued", mailing=mailing)
    html = manager.get(f"/mail/mailings/{mailing.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "0 of 1 sent" in html
    assert "<html" not in html


def test_a_mailing_is_stopped_once(world: World, manager: Client) -> None:
    mailing = make_mailing(world.here.programme)
    for state in ("sent", "queued", "queued"):
        make_message(world.here.programme, state, mailing=mailing)
    address = f"/mail/mailings/{mailing.pk}/cancel/"
    first = manager.post(address, follow=True).content.decode()
    assert "Stopped. 2 emails are not sent." in first
    assert "1 of 3 had been sent" in first
    assert "Stop what has not been sent" not in first
    assert "Somebody stopped it before" in manager.post(address, follow=True).content.decode()
    assert Message.objects.filter(state="dropped").count() == 2


def test_a_mailing_of_thousands_asks_as_little_as_one_of_few(world: World, manager: Client) -> None:
    mailing = make_mailing(world.here.programme)

    def more(number: int) -> None:
        Message.objects.bulk_create(
            message_in(world.here.programme, state, mailing=mailing)
            for state in ("queued", "sent", "unknown")
            for _ in range(number)
        )

    assert_same_queries(more, f"/mail/mailings/{mailing.pk}/", manager, at_most=8)


# --- The manager's home -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "age", "said"),
    [
        ("queued", timedelta(minutes=61), "Email is not going out: 1 waits"),
        ("queued", timedelta(minutes=59), ""),
        ("unknown", timedelta(days=30), "Find out if 1 email arrived"),
        ("failed", timedelta(days=6), "1 email could not be sent"),
        ("failed", timedelta(days=8), ""),
        ("sent", timedelta(days=1), ""),
        ("held", timedelta(days=1), ""),
    ],
    ids=["waits-long", "waits", "unknown", "failed", "failed-long-ago", "sent", "held"],
)
def test_the_home_tells_of_email_only_when_something_is_wrong(
    world: World, manager: Client, state: str, age: timedelta, said: str
) -> None:
    at = timezone.now() - age
    make_message(world.here.programme, state, at=at)
    make_message(world.there.programme, state, at=at)
    shown = page(manager, "/home/")
    assert said in shown
    assert ("mail" in shown.lower()) is bool(said)


def test_the_home_tells_the_worst_of_email_in_one_line(world: World, manager: Client) -> None:
    for state in ("queued", "unknown", "failed"):
        make_message(world.here.programme, state, at=ago(hours=2))
    html = manager.get("/home/").content.decode()
    assert "Email is not going out: 1 waits" in html
    assert html.count('href="/mail/"') == 1


def test_the_home_tells_of_email_that_comes_back_and_not_of_email_behind_others(world: World, manager: Client) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    came_back = {"next_attempt_at": soon, "problem": "ConnectionRefusedError"}
    make_message(world.here.programme, "queued", at=ago(hours=2), **came_back)
    assert "Email is not going out: 1 waits" in page(manager, "/home/")
    make_message(world.here.programme, at=ago(hours=2), sent_at=ago(minutes=1))
    assert "Email is not going out" not in page(manager, "/home/")


def test_an_address_that_is_stopped_already_is_not_told_twice(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "failed", at=ago(hours=2), to="Gone@mail.example")
    Suppression.objects.create(address=found.to.lower(), reason="refused", made_at=ago(hours=2))
    assert "could not be sent" not in page(manager, "/home/")
