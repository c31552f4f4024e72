"""The manager's pages of reminders: what goes when, changing it, and sending some by hand."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from audit.models import Entry
from kit.jobs.models import Job
from notices.models import Message, Reminder, ReminderPlan
from notices.rules.reminders import known
from partnerships.tasks.reminders import remind_many, send_reminders
from tests.factories import World
from tests.factories.invitations import InvitationFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import PartnershipFactory
from tests.factories.projects import give_terms, make_project
from tests.factories.roles import RoleFactory
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.usefixtures("without_second_step"), pytest.mark.django_db]
QUIET = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
NEXT_DAY = datetime(2026, 6, 11, 9, 0, tzinfo=UTC)
MOST_OF_ONE_THING = 8
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def manager(world: World, client: Client) -> Any:
    """The programme's, some weeks before projects are due; three partnerships have one representative each."""
    give_terms(world.here.programme)
    for partnership in (world.neighbour, world.elsewhere):
        RoleFactory(representative=True, partnership=partnership)
    with time_machine.travel(QUIET, tick=False):
        client.force_login(world.people["manager"])
        yield client


def said(client: Client, address: str) -> str:
    return words(client.get(address).content.decode())


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.replace("<wbr>", ""))).split())


def sheet(client: Client, **more: str) -> dict[str, str]:
    """What the browser would send from the page of sending reminders."""
    page = client.get("/reminders/submission/send/").content.decode()
    return {**dict(HIDDEN.findall(page)), "written_for": "marlvale", "note": "", "send": "yes", **more}


def press(client: Client, form: dict[str, str]) -> str:
    return words(client.post("/reminders/submission/send/", form, follow=True).content.decode())


def save(client: Client, kind: str = "submission", **answers: str) -> str:
    given = {"goes": "yes", "before": "", "after": "", "version": "0", "written_for": "marlvale", **answers}
    return words(client.post(f"/reminders/{kind}/", given, follow=True).content.decode())


def test_the_list_says_when_each_goes_and_to_how_many(manager: Client) -> None:
    shown = said(manager, "/reminders/")
    assert "10, 5 and 1 working days before submission closes (30 June 2026)" in shown
    assert "16 June 2026, to 3 people" in shown
    assert "The next ones go on 16 June 2026. The clock has not looked yet." in shown
    assert shown.index("A project is not submitted") < shown.index("No champion is named")


def test_the_list_says_when_the_clock_last_looked_and_what_went(manager: Client, world: World) -> None:
    with time_machine.travel(datetime(2026, 6, 16, 7, 0, tzinfo=UTC), tick=False):
        send_reminders()
        manager.force_login(world.people["manager"])
        shown = said(manager, "/reminders/")
    assert "The clock last looked on 16 June 2026, 8am." in shown
    assert "Last sent 16 June 2026, 8am" in shown
    assert "23 June 2026, to 3 people" in shown


def test_where_nobody_has_anything_to_do_that_is_said(manager: Client, world: World) -> None:
    for partnership in (world.own, world.neighbour, world.elsewhere):
        make_project(partnership, submitted=True)
    assert "None: nobody has anything to do." in said(manager, "/reminders/")
    shown = said(manager, "/reminders/submission/send/")
    assert "Nobody can be reminded now Here is why each person is left out." in shown
    assert "Has submitted already: 3 people" in shown


def test_a_changed_plan_is_kept_and_says_by_whom(manager: Client) -> None:
    assert "Saved for Learning in Marlvale" in save(manager, before="3, 8 and 0")
    shown = said(manager, "/reminders/")
    assert "8, 3 and 0 working days before submission closes" in shown
    assert "Changed by Ines Calloway, 10 June 2026" in shown
    assert Entry.objects.get(action="reminder.planned").details["before"] == [8, 3, 0]


def test_a_plan_can_be_switched_off_and_on_again(manager: Client) -> None:
    save(manager, goes="no", before="4")
    shown = said(manager, "/reminders/")
    assert "Goes by itself No" in shown
    assert "None by itself. 3 people have something to do." in shown
    page = manager.get("/reminders/submission/").content.decode()
    assert 'value="10, 5, 1"' in page
    save(manager, version="1", before="4")
    assert "4 working days before" in said(manager, "/reminders/")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the days, or choose that none are sent by themselves"),
        ("ten", "Enter whole numbers of days with commas between them, like 10, 5, 1"),
        ("-5", "Enter whole numbers of days with commas between them, like 10, 5, 1"),
        ("61", "Enter numbers from 0 to 60"),
        ("99999999999", "Enter whole numbers of days with commas between them, like 10, 5, 1"),
        ("1 2 3 4 5 6", "Enter at most 5 numbers"),
        ("<b>5</b>", "Enter whole numbers of days with commas between them, like 10, 5, 1"),
    ],
)
def test_days_that_make_no_sense_are_said_beside_their_field_and_nothing_is_kept(
    manager: Client, typed: str, message: str
) -> None:
    assert message in save(manager, before=typed)
    assert not ReminderPlan.objects.exists()


def test_no_day_after_is_the_day_itself(manager: Client) -> None:
    assert "Enter numbers from 1 to 60" in save(manager, "invitation", after="0")


def test_who_saves_over_another_s_plan_is_told_what_they_saved(manager: Client) -> None:
    save(manager, before="8")
    shown = save(manager, before="9")
    assert "Ines Calloway" in shown
    assert ReminderPlan.objects.get().before == [8]
    save(manager, before="9", version="1")
    assert ReminderPlan.objects.get().before == [9]


def test_the_preview_names_everybody_and_every_exclusion_and_sends_nothing(manager: Client, world: World) -> None:
    make_project(world.neighbour, submitted=True)
    shown = said(manager, "/reminders/submission/send/")
    assert "This will email 2 people" in shown
    assert "Odile Marchbank representative@marlvale.example Ollerwick Partnership" in shown
    assert "Has submitted already: 1 person" in shown
    assert "Nobody is named for the role: 6 partnerships" in shown
    assert "Ollerwick: submit your project by 30 June 2026" in shown
    assert not Message.objects.exists()


def test_sent_once_and_pressed_twice(manager: Client) -> None:
    form = sheet(manager)
    assert "3 people are emailed" in press(manager, form)
    assert "3 people are emailed" in press(manager, form)
    assert Message.objects.count() == 3
    assert "Has been reminded today: 3 people" in said(manager, "/reminders/submission/send/")


def test_two_managers_with_the_same_page_send_once(manager: Client, world: World) -> None:
    form = sheet(manager)
    other = Client()
    other.force_login(RoleFactory(manager=True, is_deputy=True, programme=world.here.programme).person)
    theirs = sheet(other)
    press(manager, form)
    shown = press(other, theirs)
    assert "The list has changed since you opened this page. Look at it again, then send" in shown
    assert Message.objects.count() == 3


def test_who_was_not_on_the_page_is_not_emailed(manager: Client, world: World) -> None:
    form = sheet(manager)
    RoleFactory(representative=True, partnership=world.here.single)
    shown = press(manager, form)
    assert "The list has changed" in shown
    assert "This will email 4 people" in shown
    assert not Message.objects.exists()


def test_a_page_of_yesterday_that_is_shown_anew_reaches_all_whom_it_shows(manager: Client, world: World) -> None:
    form = sheet(manager)
    press(manager, form)
    del form["send"]
    with time_machine.travel(NEXT_DAY, tick=False):
        manager.force_login(world.people["manager"])
        page = manager.post("/reminders/submission/send/", {**form, "preview": "yes"}).content.decode()
        assert "This will email 3 people" in words(page)
        assert "3 people are emailed" in press(manager, {**form, **dict(HIDDEN.findall(page)), "send": "yes"})
    assert Message.objects.count() == 6


def test_ones_own_sentence_is_shown_before_it_goes_and_goes_as_it_was_shown(manager: Client) -> None:
    note = "Ring me on <b>Friday</b> & ask for O'Brien"
    shown = press(manager, sheet(manager, note=note))
    assert "Look at your sentence in the email below, then send" in shown
    assert not Message.objects.exists()
    page = manager.post("/reminders/submission/send/", sheet(manager, note=note, preview="yes", send="")).content
    form = {**sheet(manager), **dict(HIDDEN.findall(page.decode())), "note": note, "send": "yes"}
    assert "Ring me on &lt;b&gt;Friday&lt;/b&gt; &amp; ask for O&#x27;Brien" in page.decode()
    press(manager, {name: unescape(value) for name, value in form.items()})
    assert f"Ines Calloway writes:\n\n{note}\n" in Message.objects.all()[0].text


def test_a_sentence_of_several_lines_goes_whole_however_a_browser_ends_them(manager: Client) -> None:
    shown = sheet(manager, note="First.\r\n\r\nSecond.", shown_note="First.\n\nSecond.")
    assert "3 people are emailed" in press(manager, shown)
    assert "Ines Calloway writes:\n\nFirst.\n\nSecond.\n" in Message.objects.all()[0].text


def test_too_long_a_sentence_is_refused_and_kept(manager: Client) -> None:
    shown = press(manager, sheet(manager, note="x" * 501))
    assert "must be 500 characters or less" in shown
    assert "x" * 501 in shown
    assert not Message.objects.exists()


@pytest.mark.parametrize("broken", [{"press": "nonsense"}, {"press": ""}, {"seen": "0" * 64}, {"seen": ""}])
def test_a_form_that_was_tampered_with_sends_nothing(manager: Client, broken: dict[str, str]) -> None:
    assert "This will email 3 people" in press(manager, sheet(manager, **broken))
    assert not Message.objects.exists()


def test_what_is_downloaded_has_everybody_with_the_reason(manager: Client, world: World) -> None:
    make_project(world.neighbour, submitted=True)
    response = manager.get("/reminders/submission/send/?format=csv")
    rows = b"".join(response).decode().splitlines()
    assert '"Odile Marchbank","representative@marlvale.example","Ollerwick Partnership","Email"' in rows
    assert any(row.endswith('"Pimbrook Partnership","Has submitted already"') for row in rows)
    assert len(rows) == 1 + 2 + 1 + 6


def test_more_than_fifty_are_carried_by_a_job_that_says_how_many(manager: Client, world: World) -> None:
    many(world)(60)
    form = sheet(manager)
    page = manager.post("/reminders/submission/send/", form)
    again = manager.post("/reminders/submission/send/", form)
    job = Job.objects.get()
    assert page["Location"] == again["Location"] == f"/jobs/{job.pk}/"
    assert not Message.objects.exists()
    remind_many(str(job.pk))
    remind_many(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result["number"]) == ("done", 63, 63, 63)
    assert Message.objects.count() == Reminder.objects.count() == 63
    assert "63 people are emailed" in said(manager, f"/jobs/{job.pk}/")


def test_a_job_of_somebody_who_no_longer_manages_the_year_sends_nothing(manager: Client, world: World) -> None:
    many(world)(60)
    manager.post("/reminders/submission/send/", sheet(manager))
    world.roles["manager"].delete()
    job = Job.objects.get()
    remind_many(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "reminders_refused")
    assert not Message.objects.exists()


def test_in_a_year_that_is_over_nothing_can_be_changed_or_sent(manager: Client, world: World) -> None:
    type(world.here.programme).objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=QUIET)
    shown = said(manager, "/reminders/")
    assert "Change when it goes" not in shown
    assert {manager.get(f"/reminders/submission/{page}").status_code for page in ("", "send/")} == {404}


def test_a_kind_that_there_is_not_is_not_found(manager: Client) -> None:
    assert "Page not found" in said(manager, "/reminders/nonsense/")


def many(world: World) -> Callable[[int], None]:
    """Adds partnerships, each with a representative, a project given to it, and somebody who was invited."""
    programme, by = world.here.programme, PersonFactory()

    def add(number: int) -> None:
        for _each in range(number):
            partnership = PartnershipFactory(programme=programme, district=True, county=world.here.county)
            RoleFactory(representative=True, partnership=partnership)
            InvitationFactory(partnership=partnership, kind="champion", sent=True, made_by=by, sent_by=by)

    return add


@pytest.mark.parametrize("page", ["", *(f"{key}/send/" for key in known)])
def test_every_page_asks_the_same_however_many_people_there_are(manager: Client, world: World, page: str) -> None:
    # A second step, which a manager has but in tests, is one query more.
    assert_same_queries(many(world), f"/reminders/{page}", manager, at_most=MOST_OF_ONE_THING - 1)


def test_of_two_days_of_which_one_is_asked_for_neither_is_called_optional(manager: Client) -> None:
    page = manager.get("/reminders/endorsement/").content.decode()
    assert page.count("working days ") >= 2
    assert "(optional)" not in page
