"""Every state of the pages of mail as it is seen, wide and on a phone: no complaint from axe or from the browser."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from dashboards.selectors.mail_words import kinds_in
from demonstration.models import CaughtMail
from kit.jobs.models import Pulse
from notices.models import Message
from notices.selectors.writing import html_of, words_for
from partnerships.models import Programme
from tests.browser import PHONE, WIDE, Window, axe_violations, screenshot, sideways_scroll
from tests.factories import World, build_world
from tests.factories.messages import make_mailing, make_message, message_in
from tests.notices.sample_facts import PERSON, facts_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Window]
FAILURES = ("SMTPRecipientsRefused 550", "TimeoutError", "SMTPDataError 552", "SecretLost", "Unheard")
LONG = "newcastle-under-lyme.local.strategic.partnership.secretariat@newcastle-under-lyme.example"

LONG_SUBJECT = (
    "Please endorse by 30 June: Fewer falls at home among people over eighty in the towns and villages of the county, "
    "with Newcastle-under-Lyme Local Strategic Partnership"
)


def nothing(programme: Programme) -> None:
    """No message yet."""


def well(programme: Programme) -> None:
    many(programme, "sent", 12)


def waiting(programme: Programme) -> None:
    well(programme)
    many(programme, "queued", 4, at=timezone.now())
    many(programme, "held", 2)
    many(programme, "sending", 1)


def stuck(programme: Programme) -> None:
    later = {"next_attempt_at": timezone.now() + timedelta(minutes=1), "problem": "ConnectionRefusedError"}
    for minutes in (20, 40):
        make_message(programme, "queued", at=timezone.now() - timedelta(minutes=minutes), **later)


def put_off(programme: Programme) -> None:
    well(programme)
    later = {"next_attempt_at": timezone.now() + timedelta(hours=1), "problem": "SMTPDataError 451", "attempts": 3}
    for _ in range(3):
        make_message(programme, "queued", at=ago(1), **later)
    many(programme, "queued", 2, at=timezone.now())


def of_many_kinds(programme: Programme) -> None:
    for number, (kind, _label) in enumerate(kinds_in()):
        state = ("sent", "queued", "held", "failed", "dropped")[number % 5]
        make_message(programme, state, kind=kind, subject=LONG_SUBJECT, at=ago(1))
    make_message(programme, "unknown", kind="partnerships/invitation", subject=LONG_SUBJECT, to=LONG, at=ago(2))


def doubtful(programme: Programme) -> None:
    well(programme)
    for number in range(22):
        make_message(programme, "unknown", to=LONG, subject=f"Please endorse project {number}", at=ago(number))


def failed(programme: Programme) -> None:
    well(programme)
    for problem in FAILURES:
        make_message(programme, "failed", problem=problem, to=LONG, at=ago(1))
    for problem in ("silenced", "suppressed"):
        make_message(programme, "dropped", problem=problem, at=ago(1))


def ten_thousand(programme: Programme) -> None:
    many(programme, "queued", 4_000, at=timezone.now())
    many(programme, "sent", 6_000)


def many(programme: Programme, state: str, number: int, *, at: datetime | None = None) -> None:
    Message.objects.bulk_create(message_in(programme, state, at=at or ago(each % 3)) for each in range(number))


def ago(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours, minutes=1)


def clock_ran(at: datetime) -> None:
    for name in ("sweep messages", "sweep jobs", "sweep editions"):
        Pulse.objects.update_or_create(name=name, defaults={"first_at": at, "began_at": at, "ended_at": at})


class Looker:
    """The manager's window: a picture of each state, and what is wrong with it."""

    def __init__(self, window: Window, width: int, world: World) -> None:
        self.window, self.width, self.wrong = window, width, list[str]()
        self.programme = world.here.programme
        window.sign_in(world.people["manager"])

    def look(self, path: str, name: str) -> None:
        page = self.window.goto(path)
        screenshot(page, f"mail/{name}-{self.width}")
        self.wrong += [f"{name}: {words}" for words in axe_violations(page) + sideways_scroll(page)]


@pytest.fixture(params=[WIDE, pytest.param(PHONE, marks=pytest.mark.long)])
def looker(request: pytest.FixtureRequest, window: Open, transactional_db: None) -> Looker:
    return Looker(window(width=request.param), request.param, build_world())


def test_no_state_of_mail_health_shuts_anybody_out(looker: Looker, settings: Settings) -> None:
    settings.MAIL_PER_MINUTE = 60
    for state in (nothing, well, waiting, stuck, put_off, of_many_kinds, doubtful, failed, ten_thousand):
        Message.objects.all().delete()
        clock_ran(timezone.now())
        state(looker.programme)
        looker.look("/mail/", state.__name__)
    clock_ran(timezone.now() - timedelta(minutes=12))
    looker.look("/mail/", "clock-stopped")
    Message.objects.all().delete()
    looker.look("/mail/", "clock-stopped-nothing-yet")
    Pulse.objects.all().delete()
    looker.look("/mail/", "clock-never-ran")
    assert looker.wrong + looker.window.complaints == []


def test_neither_record_nor_message_nor_mailing_shuts_anybody_out(looker: Looker) -> None:
    looker.look("/mail/messages/", "record-empty")
    well(looker.programme)
    waiting(looker.programme)
    failed(looker.programme)
    many(looker.programme, "sent", 50)
    looker.look("/mail/messages/", "record")
    looker.look("/mail/messages/?q=nosuchword", "record-nothing-fits")
    for state in ("sent", "queued", "unknown", "failed", "dropped"):
        found = make_message(looker.programme, state, to=LONG, attempts=int(state != "dropped"))
        looker.look(f"/mail/messages/{found.pk}/", f"message-{state}")
    mailing = make_mailing(looker.programme)
    for state in ("sent", "sent", "failed", "unknown", "queued"):
        make_message(looker.programme, state, mailing=mailing)
    looker.look(f"/mail/mailings/{mailing.pk}/", "mailing")
    assert looker.wrong + looker.window.complaints == []


def test_the_outbox_shuts_nobody_out(looker: Looker) -> None:
    looker.look("/demonstration/outbox/", "outbox-empty")
    facts = {
        **facts_of("projects/endorsement_asked"),
        "link": f"{settings.BASE_URL}/projects/1234/",
    }  # a button leads into the portal alone
    subject, text = words_for("projects/endorsement_asked", facts, "en-gb")
    found = CaughtMail.objects.create(to=PERSON.email, subject=subject, text=text, html=html_of(subject, text, "en-gb"))
    looker.look("/demonstration/outbox/", "outbox")
    looker.look(f"/demonstration/outbox/{found.pk}/", "outbox-mail")
    frame = looker.window.page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(subject)
    expect(frame.locator(".button")).to_have_css("font-weight", "700")
    assert looker.wrong + looker.window.complaints == []
