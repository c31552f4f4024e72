"""From the plan of a reminder to the people it reaches: changed, looked at, sent once, and once only."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from notices.models import Message, Reminder
from partnerships.rules.deadlines import last_moment
from partnerships.tasks.reminders import send_reminders
from tests.factories import World
from tests.factories.projects import give_terms, make_project
from tests.factories.roles import RoleFactory
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BEFORE = "How many working days before submission closes?"


def test_a_manager_plans_reminders_sees_whom_they_reach_and_sends_them_once(traveller: Traveller, world: World) -> None:
    give_terms(world.here.programme, closes=last_moment(date.today() + timedelta(days=60)))
    RoleFactory(representative=True, partnership=world.elsewhere)
    RoleFactory(representative=True, partnership=world.neighbour)
    make_project(world.neighbour, submitted=True)
    Message.objects.all().delete()

    traveller.window.sign_in(world.people["manager"])
    traveller.open("/programme/")
    traveller.follow("Reminders")
    traveller.see("The clock has not looked yet.")
    traveller.look("as it is unless somebody changes it")
    plan(traveller)
    send(traveller)
    assert Reminder.objects.count() == Message.objects.filter(kind="projects/reminder_submission").count() == 2
    send_reminders()
    send_reminders()
    assert Reminder.objects.filter(sent_on=timezone.localdate()).count() == 2
    traveller.open("/reminders/")
    traveller.see("The clock last looked on")
    traveller.look("after the clock")


def plan(traveller: Traveller) -> None:
    """Refused where it makes no sense, then saved."""
    traveller.follow("Change when it goes A project is not submitted")
    traveller.look("the plan")
    traveller.fill(BEFORE, "soon")
    traveller.press("Save")
    traveller.mend("Enter whole numbers of days with commas between them, like 10, 5, 1", BEFORE)
    traveller.look("days that are none")
    traveller.fill(BEFORE, "15, 3, 0")
    traveller.press("Save")
    traveller.arrive("Reminders")
    traveller.see("15, 3 and 0 working days before submission closes", "Changed by Ines Calloway")
    traveller.look("the plan is changed")


def send(traveller: Traveller) -> None:
    """Looked at, a sentence added and looked at again, then sent; afterwards there is nobody left to send to."""
    traveller.follow("See whom to remind now A project is not submitted")
    traveller.arrive("This will email 2 people")
    traveller.unfold("Has submitted already: 1 person")
    traveller.see("Odile Marchbank", "Pimbrook Partnership")
    traveller.look("whom it reaches and whom not")
    traveller.fill("Add a sentence of your own (optional)", "Ring me if I can help.")
    traveller.press("Email 2 people now")
    traveller.mend("Look at your sentence in the email below, then send", "Add a sentence of your own (optional)")
    traveller.look("with a sentence not yet looked at")
    traveller.press("Show it in the email")
    traveller.see("Ines Calloway writes:")
    traveller.look("with the sentence in the email")
    traveller.press("Email 2 people now")
    traveller.see("2 people are emailed")
    traveller.look("sent")
    traveller.follow("See whom to remind now A project is not submitted")
    traveller.arrive("Nobody can be reminded now")
    traveller.see("Has been reminded today: 2 people")
    traveller.look("nobody is left today")
