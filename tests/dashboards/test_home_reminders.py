"""The manager's home says what goes next by itself."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from kit.jobs.models import Pulse
from notices.models import ReminderOutlook
from notices.rules.reminders import Gathering, Plan, known
from notices.selectors.reminders import preview_of
from notices.services.outlooks import CLOCK
from notices.services.planning import plan_reminders
from notices.services.reminding import Press, remind
from notices.services.reminding_by_hand import remind_by_hand
from partnerships.services.key_dates import set_key_dates
from tests.dashboards.homes import shown_to
from tests.factories import World
from tests.factories.projects import give_terms

TENTH = datetime(2026, 6, 10, 7, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("without_second_step")


def test_what_goes_next_is_said_until_its_day_has_passed(client: Client, world: World) -> None:
    give_terms(world.here.programme)
    remind(programme_id=world.here.programme.pk, at=datetime(2026, 6, 10, 7, 0, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 6, 16, 6, 0, tzinfo=UTC), tick=False):
        assert "1 reminder goes out by itself on 16 June 2026. See reminders" in shown_to(client, world, "manager")
        assert "goes out by itself" not in shown_to(client, world, "steering")
    with time_machine.travel(datetime(2026, 6, 17, 6, 0, tzinfo=UTC), tick=False):
        assert "goes out by itself" not in shown_to(client, world, "manager")


def test_where_nothing_will_go_nothing_is_said(client: Client, world: World) -> None:
    remind(programme_id=world.here.programme.pk, at=datetime(2026, 6, 10, 7, 0, tzinfo=UTC))
    assert ReminderOutlook.objects.get().day is None
    assert "by itself" not in shown_to(client, world, "manager")


def test_what_goes_next_is_reckoned_anew_each_morning(world: World) -> None:
    give_terms(world.here.programme)
    days = []
    for day in (10, 16, 29):
        remind(programme_id=world.here.programme.pk, at=datetime(2026, 6, day, 7, 0, tzinfo=UTC))
        days.append(ReminderOutlook.objects.get().day)
    assert days == [date(2026, 6, 16), date(2026, 6, 23), None]


def next_day(world: World) -> date | None:
    return ReminderOutlook.objects.get(programme_id=world.here.programme.pk).day


def test_what_goes_next_follows_a_deadline_that_is_moved(world: World) -> None:
    programme = world.here.programme
    give_terms(programme)
    remind(programme_id=programme.pk, at=TENTH)
    assert next_day(world) == date(2026, 6, 16)
    set_key_dates(programme=programme, dates={"submission": date(2026, 7, 14)}, by=world.people["manager"], at=TENTH)
    assert next_day(world) == date(2026, 6, 30)


@pytest.mark.parametrize(("ran_at", "day"), [(None, 16), (datetime(2026, 6, 16, 7, 0, tzinfo=UTC), 23)])
def test_a_plan_saved_before_the_clock_ran_today_still_counts_today(
    world: World, ran_at: datetime | None, day: int
) -> None:
    programme = world.here.programme
    give_terms(programme)
    remind(programme_id=programme.pk, at=TENTH)
    if ran_at:
        Pulse.objects.create(name=CLOCK, first_at=ran_at, began_at=ran_at, ended_at=ran_at)
    at = datetime(2026, 6, 16, 8, 0, tzinfo=UTC)
    asked = {"kind": known["receipt"], "programme_id": programme.pk, "by": world.people["manager"], "at": at}
    plan_reminders(plan=Plan(after=(9,)), seen=0, **asked)
    assert next_day(world) == date(2026, 6, day)


def test_what_goes_next_leaves_out_whom_a_press_of_the_button_has_just_reached(world: World) -> None:
    programme, at = world.here.programme, datetime(2026, 6, 16, 8, 0, tzinfo=UTC)
    give_terms(programme)
    remind(programme_id=programme.pk, at=TENTH)
    submission = known["submission"]
    goes = preview_of(submission, Gathering(programme.pk, at)).goes
    press = Press(uuid4(), world.people["manager"])
    remind_by_hand(kind=submission, programme_id=programme.pk, to=[case.key for case in goes], press=press, at=at)
    assert ReminderOutlook.objects.get().reckoned_at == at
