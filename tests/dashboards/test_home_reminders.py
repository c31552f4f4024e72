"""The manager's home says what goes next by itself."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from notices.models import ReminderOutlook
from notices.services.reminding import remind
from tests.dashboards.homes import shown_to
from tests.factories import World
from tests.factories.projects import give_terms

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
