"""The mail of a demonstration just loaded is history: it went when it was asked for, and none of it waits."""

from datetime import timedelta

import pytest

from dashboards.selectors.mail import mail_health
from demonstration.models import CaughtMail
from demonstration.services.loading import load_demonstration
from demonstration.services.moments import move_to
from notices.models import Message
from partnerships.models import Programme
from tests.demonstration.loaded import AT, FIRST, TODAY, load_once

OUTBOX = "demonstration.backends.OutboxBackend"


@pytest.mark.parametrize("moment", ["submission", "midyear"])
def test_loaded_mail_went_when_it_was_asked_for(db: None, moment: str) -> None:
    load_demonstration(today=TODAY, at=AT, moment=moment, keys=[FIRST])
    assert Message.objects.exists()
    assert {(one.state, one.sent_at == one.queued_at) for one in Message.objects.all()} == {("sent", True)}
    tally = mail_health(Programme.objects.get(), at=AT).tally
    assert (tally.on_the_way, tally.sent_today) == (0, 0)
    assert tally.sent_this_week > 0


def test_the_outbox_has_it_from_then(db: None, settings) -> None:
    settings.EMAIL_BACKEND = OUTBOX
    load_demonstration(today=TODAY, at=AT, keys=[FIRST])
    caught = sorted(CaughtMail.objects.values_list("to", "caught_at"))
    assert caught == sorted(Message.objects.values_list("to", "sent_at"))
    assert max(at for _, at in caught) < AT - timedelta(hours=12)


def test_letters_about_a_decision_of_long_ago_do_not_go_today(db: None) -> None:
    load_once(FIRST)
    move_to(moment="midyear", today=TODAY, at=AT)
    letters = Message.objects.filter(kind="grants/awarded")
    assert letters
    assert all(one.sent_at and one.sent_at < AT - timedelta(days=28) for one in letters)
