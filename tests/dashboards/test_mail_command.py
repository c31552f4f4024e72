"""What the operator's command says of mail: numbers, and whether something is wrong."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kit.jobs.models import Pulse
from tests.factories.messages import make_message

pytestmark = pytest.mark.django_db


def said() -> str:
    out = StringIO()
    call_command("mail_health", stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def ticking_clock() -> None:
    at = timezone.now()
    Pulse.objects.create(name="sweep jobs", first_at=at, began_at=at, ended_at=at)


def test_messages_of_no_programme_are_counted_and_nothing_of_them_is_told() -> None:
    at = timezone.now() - timedelta(minutes=1)
    make_message(None, "failed", at=at, kind="accounts/sign_in_code", to="kim@mail.example", subject="Your code")
    told = said()
    assert "failed in 28 days            1" in told
    assert "kim@mail" not in told
    assert "Your code" not in told


def test_email_that_does_not_go_out_is_an_error_to_a_monitor() -> None:
    make_message(None, "queued", at=timezone.now() - timedelta(minutes=16))
    with pytest.raises(CommandError, match="not going out"):
        said()


def test_a_clock_that_stands_still_is_an_error_to_a_monitor() -> None:
    Pulse.objects.update(ended_at=timezone.now() - timedelta(minutes=5))
    with pytest.raises(CommandError, match="not going out"):
        said()
