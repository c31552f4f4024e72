"""The pages of mail: how it goes, every message, what one of them says, and for whom."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from dashboards.selectors.mail_words import kinds_in
from kit.jobs.models import Pulse
from notices.models import Message
from tests.dashboards.mails import ago, page, ticked
from tests.factories import World
from tests.factories.messages import make_mailing, make_message, message_in
from tests.kit.tables.making import read_table, texts
from tests.queries import assert_same_queries, queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    client.force_login(world.people["manager"])
    return client


def waits(world: World, **given: Any) -> Message:
    return make_message(world.here.programme, "queued", at=ago(minutes=1), **given)


# --- Health -----------------------------------------------------------------------------------------------------------
def test_before_the_first_email_the_page_says_so(world: World, manager: Client, ticking_clock: None) -> None:
    assert "No email has been sent yet" in page(manager)


def test_when_all_is_well_nothing_is_asked_of_anybody(world: World, manager: Client, ticking_clock: None) -> None:
    make_message(world.here.programme, at=ago(hours=1))
    shown = page(manager)
    assert "All email has gone out Nothing waits, and nothing needs you." in shown
    assert "Did these arrive?" not in shown
    assert "Could not be sent" not in shown


def test_from_the_health_of_mail_one_gets_back_to_the_programme(manager: Client) -> None:
    html = manager.get("/mail/").content.decode()
    assert '<a class="govuk-breadcrumbs__link" href="/programme/">Programme</a>' in " ".join(html.split())


def test_of_a_single_doubt_the_words_are_of_one(world: World, manager: Client, ticking_clock: None) -> None:
    make_message(world.here.programme, "unknown", at=ago(hours=1))
    assert "The connection broke while it was handed over. It is never sent again by itself" in page(manager)


def test_what_waits_is_counted_with_the_oldest(world: World, manager: Client, ticking_clock: None) -> None:
    waits(world)
    waits(world, next_attempt_at=timezone.now() + timedelta(hours=1))
    make_message(world.here.programme, "held", at=ago(hours=1))
    make_message(world.here.programme, "sending", at=ago(minutes=1))
    shown = page(manager)
    assert "4 emails are on their way" in shown
    assert "2 waiting 1 is due now" in shown.replace("waiting 2", "2 waiting")
    assert "The oldest that waits was asked for on" in shown


def test_email_that_is_due_and_does_not_go_is_told_before_all_else(
    world: World, manager: Client, ticking_clock: None
) -> None:
    make_message(world.here.programme, "queued", at=ago(minutes=16))
    make_message(world.here.programme, "unknown", at=ago(hours=1))
    assert "Email is not going out 1 email should have gone" in page(manager)


def test_email_that_came_back_a_minute_ago_and_again_does_not_go_either(
    world: World, manager: Client, ticking_clock: None
) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    for minutes in (16, 20):
        came_back = {"next_attempt_at": soon, "problem": "ConnectionRefusedError"}
        make_message(world.here.programme, "queued", at=ago(minutes=minutes), **came_back)
    assert "Email is not going out 2 emails should have gone" in page(manager)


def test_email_that_waits_behind_others_that_go_only_waits_for_its_turn(
    world: World, manager: Client, ticking_clock: None
) -> None:
    make_message(world.here.programme, "queued", at=ago(minutes=40))
    make_message(world.here.programme, at=ago(minutes=40), sent_at=ago(minutes=1))
    assert "1 email is on its way" in page(manager)


def test_email_that_the_server_puts_off_is_told_with_when_it_is_tried_again(
    world: World, manager: Client, ticking_clock: None
) -> None:
    again = datetime.fromisoformat("2099-01-05T10:00+00:00")
    later = {"next_attempt_at": again, "problem": "SMTPDataError 451", "attempts": 2}
    make_message(world.here.programme, "queued", at=ago(minutes=40), **later)
    waits(world)
    said = "The mail server put 1 of them off. It is tried again by itself on 5 January 2099, 10am."
    assert said in page(manager)
    make_message(world.here.programme, "unknown", at=ago(hours=1))
    assert "The mail server put 1 off" in page(manager)


def test_a_pace_says_how_long_what_is_due_takes(
    world: World, manager: Client, ticking_clock: None, settings: Settings
) -> None:
    settings.MAIL_PER_MINUTE = 2
    for _ in range(5):
        waits(world)
    assert "At most 2 emails go a minute, so what is due takes about 3 minutes." in page(manager)


def test_a_clock_that_stands_still_is_told_with_what_to_do(world: World, manager: Client) -> None:
    ticked(ago(minutes=12))
    shown = page(manager)
    assert "Email is not going out: the clock has stopped" in shown
    assert "The clock has not run for 12 minutes" in shown
    assert "Ask the technical operator" in shown


def test_a_clock_that_runs_says_when_it_last_did(world: World, manager: Client, ticking_clock: None) -> None:
    assert "less than a minute ago" in page(manager)
    Pulse.objects.update(ended_at=ago(seconds=80))
    assert "1 minute ago" in page(manager)


def test_nightly_work_that_does_not_come_to_its_end_is_named(
    world: World, manager: Client, ticking_clock: None
) -> None:
    long_ago = ago(days=4)
    Pulse.objects.create(name="clear imports", first_at=long_ago, began_at=long_ago, ended_at=long_ago)
    Pulse.objects.filter(name="sweep editions").update(problem="LookupError")
    shown = page(manager)
    assert "“clear imports” last ran on" in shown
    assert "“remove orphaned files” has never run" in shown
    assert "“sweep editions” failed the last time (LookupError)" in shown


def test_failures_stand_together_by_their_reason_with_what_to_do(
    world: World, manager: Client, ticking_clock: None
) -> None:
    for problem in ("SMTPRecipientsRefused 550", "SMTPDataError 550", "TimeoutError"):
        make_message(world.here.programme, "failed", at=ago(days=1), problem=problem)
    make_message(world.here.programme, "failed", at=ago(days=29))
    shown = page(manager)
    assert "3 emails could not be sent" in shown
    assert "2 emails The mail server said that the address does not exist" in shown
    assert "1 email The mail server could not be reached" in shown
    assert "Ask the person for the right address" in shown


def test_a_link_that_ran_out_before_it_could_go_is_told_with_what_to_do(
    world: World, manager: Client, ticking_clock: None
) -> None:
    make_message(world.here.programme, "failed", at=ago(days=1), problem="LinkTooLateError")
    shown = page(manager)
    assert "1 email Its link would have run out before the email could go" in shown
    assert "Send a fresh one from the page where it began" in shown


def test_a_long_address_may_break_behind_each_dot_of_its_place(world: World, manager: Client) -> None:
    make_message(world.here.programme, to="amina.khan@a-long.county.example")
    html = manager.get("/mail/messages/").content.decode()
    assert "amina.khan@<wbr>a-long.<wbr>county.<wbr>example" in html


def test_what_was_held_back_on_purpose_is_no_failure(world: World, manager: Client, ticking_clock: None) -> None:
    make_message(world.here.programme, "dropped", at=ago(days=1), problem="silenced")
    shown = page(manager)
    assert "All email has gone out" in shown
    assert "switched off emails of this kind" in shown


def test_each_kind_has_its_row(world: World, manager: Client, ticking_clock: None) -> None:
    make_message(world.here.programme, at=ago(hours=1), kind="partnerships/invitation")
    make_message(world.here.programme, "failed", at=ago(hours=1), kind="partnerships/invitation")
    make_message(world.here.programme, "held", at=ago(hours=1))
    said = "Kind of email Waiting Sent in 7 days Failed in 28 days Kept for a summary Invitations to take a role 1 1"
    assert said in page(manager)


def test_a_kind_is_named_for_who_looks_after_mail_and_not_for_its_reader(
    world: World, manager: Client, ticking_clock: None
) -> None:
    make_message(world.here.programme, at=ago(hours=1), kind="projects/returned")

    assert "Project returned by the champion" in page(manager)
    spoken_to = {"i", "my", "we", "our", "us", "you", "your"}
    assert [name for _kind, name in kinds_in() if spoken_to & set(name.lower().split())] == []


def test_only_what_was_sent_since_midnight_was_sent_today(world: World, manager: Client, ticking_clock: None) -> None:
    make_message(world.here.programme, at=ago(days=1, hours=1))
    make_message(world.here.programme, at=ago(days=9))
    shown = page(manager)
    assert "0 sent today 1 in the last 7 days" in shown.replace("sent today 0", "0 sent today")


def test_another_programme_s_email_and_nobody_s_is_not_told(world: World, manager: Client, ticking_clock: None) -> None:
    make_message(world.there.programme, "failed", at=ago(hours=1))
    make_message(None, "failed", at=ago(hours=1), kind="accounts/sign_in_code")
    assert "No email has been sent yet" in page(manager)


def test_the_health_of_ten_thousand_is_asked_in_as_many_queries_as_that_of_one(
    world: World, manager: Client, ticking_clock: None
) -> None:
    def more(number: int) -> None:
        Message.objects.bulk_create(
            message_in(world.here.programme, state, at=ago(minutes=5))
            for _ in range(number)
            for state in ("queued", "sent", "failed", "dropped")
        )

    assert_same_queries(more, "/mail/", manager)


# --- The record -------------------------------------------------------------------------------------------------------
def test_the_record_says_to_whom_what_went_and_what_became_of_it(world: World, manager: Client) -> None:
    person = world.people["champion"]
    make_message(world.here.programme, subject="Please endorse", person=person, to=person.email)
    make_message(world.here.programme, "failed", subject="Your invitation", to="nobody@mail.example")
    shown = page(manager, "/mail/messages/")
    assert "Please endorse" in shown
    assert "Percy Lightbody champion@marlvale.example" in shown.replace("@ ", "@").replace(". example", ".example")
    assert "Failed The mail server said that the address does not exist" in shown
    assert "2 emails , newest first" in shown


def test_the_record_is_narrowed_by_state_kind_and_words(world: World, manager: Client) -> None:
    person = world.people["champion"]
    make_message(world.here.programme, subject="First", person=person, to=person.email)
    make_message(world.here.programme, "failed", subject="Second", kind="partnerships/invitation")
    for asked, found in {
        "state=failed": "Second",
        "kind=projects/shared": "First",
        "q=percy": "First",
        "q=CHAMPION@marlvale": "First",
        "q=ollerwick": "First",
        "q=second": "Second",
    }.items():
        shown = page(manager, f"/mail/messages/?{asked}")
        assert found in shown, asked
        assert {"First": "Second", "Second": "First"}[found] not in shown, asked
    assert "No email fits" in page(manager, "/mail/messages/?q=nosuchword")


def test_the_record_without_a_message_says_what_will_be_there(world: World, manager: Client) -> None:
    assert "No email has been sent yet" in page(manager, "/mail/messages/")


def test_the_record_goes_on_page_by_page_and_counts_no_further_than_a_thousand(world: World, manager: Client) -> None:
    Message.objects.bulk_create(message_in(world.here.programme, subject=f"Number {n:04}") for n in range(1_001))
    first = manager.get("/mail/messages/").content.decode()
    assert "More than <b>1,000 emails</b>" in " ".join(first.split())
    assert "Number 1000" in first
    assert "Number 0951" in first
    assert "Number 0950" not in first
    older = first[first.index('href="?before=') + 6 :].partition('"')[0]
    second = page(manager, f"/mail/messages/{older}")
    assert "Number 0950" in second
    assert "Number 0951" not in second


def test_the_download_has_all_that_is_narrowed(world: World, manager: Client) -> None:
    for number in range(60):
        make_message(world.here.programme, subject=f"Number {number}")
    make_message(world.here.programme, "failed", subject="Refused", to="gone@mail.example")
    rows = texts(read_table(BytesIO(b"".join(manager.get("/mail/messages/?format=csv&state=failed")))))
    assert rows[0][:4] == ["Email", "Kind", "To", "Address"]
    assert len(rows) == 2
    assert rows[1][0] == "Refused"
    assert rows[1][3] == "gone@mail.example"
    assert rows[1][-1].startswith("The mail server said")
    assert len(texts(read_table(BytesIO(b"".join(manager.get("/mail/messages/?format=csv")))))) == 62


def test_the_record_asks_the_same_for_any_length(world: World, manager: Client) -> None:
    def more(number: int) -> None:
        for state in ("sent", "failed"):
            for _ in range(number):
                make_message(world.here.programme, state, person=world.people["champion"])

    assert_same_queries(more, "/mail/messages/?q=percy", manager)
    assert len(manager.get("/mail/messages/").content) < 40_000


# --- One message ------------------------------------------------------------------------------------------------------
def test_a_message_is_read_without_its_codes_and_links(world: World, manager: Client) -> None:
    found = make_message(
        world.here.programme,
        subject="Your invitation",
        text="Dear Kim,\n\nOpen this:\n\n[[link:0a1b2c3d]]\n",
        marks={"link": "[[link:0a1b2c3d]]"},
        links={"link": {"maker": "partnerships/invitation", "invitation": 77}},
    )
    shown = page(manager, f"/mail/messages/{found.pk}/")
    assert "Open this: [link]" in shown
    assert "0a1b2c3d" not in shown


def test_a_message_of_many_is_read_with_its_reader_s_own_words(world: World, manager: Client) -> None:
    mailing = make_mailing(world.here.programme)
    found = make_message(
        world.here.programme, mailing=mailing, subject="", text="", values={"name": "Zoë <b>O’Brien</b>"}
    )
    html = manager.get(f"/mail/messages/{found.pk}/").content.decode()
    assert "News for Zoë &lt;b&gt;O’Brien&lt;/b&gt;" in html
    assert "Dear Zoë" in html


@pytest.mark.parametrize(
    ("state", "given", "said"),
    [
        ("queued", {}, "Goes next"),
        ("queued", {"next_attempt_at": datetime.fromisoformat("2099-01-05T10:00+00:00"), "attempts": 2}, "Goes on 5"),
        ("held", {}, "Kept for the summary"),
        ("sending", {}, "A worker is sending it now"),
        ("sent", {}, "Sent on 18 June 2026, 10:01am"),
        ("unknown", {}, "it may have arrived, or not"),
        ("failed", {"attempts": 8}, "Tried 8 times"),
        ("dropped", {"problem": "nothing_to_do"}, "It asked for something that was done already"),
        ("failed", {"problem": "NewError"}, "no words for"),
    ],
    ids=["due", "later", "held", "sending", "sent", "unknown", "failed", "dropped", "unheard-of"],
)
def test_a_message_tells_its_path(world: World, manager: Client, state: str, given: dict[str, Any], said: str) -> None:
    found = make_message(world.here.programme, state, **given)
    assert said in page(manager, f"/mail/messages/{found.pk}/")


def test_a_refused_address_leads_to_the_contact_that_has_it(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "failed", to="Gone@mail.example")
    address = f"/mail/messages/{found.pk}/"
    assert b"/people/?q=Gone%40mail.example" in manager.get(address).content
    contact = world.here.programme.contacts.create(name="Gail Gone", email="gone@mail.example", checked_on="2026-05-01")
    assert f"/contacts/{contact.pk}/change/".encode() in manager.get(address).content


def test_a_message_that_went_in_a_summary_leads_to_it(world: World, manager: Client) -> None:
    summary = make_message(world.here.programme)
    found = make_message(world.here.programme, "dropped", problem="summed_up", summary=summary)
    assert (
        f'href="/mail/messages/{summary.pk}/">Went in a summary'.encode()
        in manager.get(f"/mail/messages/{found.pk}/").content
    )


def test_one_message_asks_little(world: World, manager: Client) -> None:
    found = make_message(world.here.programme, "failed", mailing=make_mailing(world.here.programme))
    manager.get(f"/mail/messages/{found.pk}/")
    assert len(queries_for(f"/mail/messages/{found.pk}/", manager)) <= 8
