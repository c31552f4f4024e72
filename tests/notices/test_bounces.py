"""What a mail service tells afterwards: kept once, trusted only with its secret, and acted on where it is for good."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from audit.models import Entry
from notices.models import Message, Report, Suppression
from notices.rules.bounces import What, digits_of, meaning
from notices.services import sending
from notices.services.suppressions import lift, suppress
from tests.factories.people import PersonFactory

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "service:a long secret of the hook"
HOOK = "/hooks/mail/"


@pytest.fixture
def postmark(settings: Settings) -> Settings:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "token", "WEBHOOK_SECRET": SECRET}
    return settings


def sent(to: str = "kim@mail.example") -> Message:
    return sending.send("test/hello", to, {"name": "Kim"}, programme_id=7, at=NOW)


def bounce(message: Message, kind: str = "HardBounce", **more: Any) -> dict[str, Any]:
    """As Postmark tells it."""
    told = {
        "RecordType": "SpamComplaint" if kind == "SpamComplaint" else "Bounce",
        "ID": 42,
        "Type": kind,
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Metadata": {"message": message.message_id},
        "Details": "smtp;550 5.1.1 The address kim@mail.example is not known",
        "Email": message.to,
        "BouncedAt": "2026-03-02T09:01:00Z",
    }
    return {**told, **more}


def tell(body: Any, secret: str = SECRET) -> int:
    """A service that has neither session nor form token."""
    robot = Client(enforce_csrf_checks=True)
    words = f"Basic {base64.b64encode(secret.encode()).decode()}"
    raw = body if isinstance(body, str) else json.dumps(body)
    return robot.post(HOOK, raw, content_type="application/json", headers={"authorization": words}).status_code


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "reason"), [("HardBounce", "bounced"), ("SpamComplaint", "complained")])
def test_mail_that_came_back_for_good_stops_mail_to_the_address(postmark: Settings, kind: str, reason: str) -> None:
    message = sent()
    assert tell(bounce(message, kind)) == 200
    suppression = Suppression.objects.get()
    assert (suppression.address, suppression.reason, suppression.message) == (message.to, reason, message)
    assert sent().problem == "suppressed"
    entry = Entry.objects.get(action="address.suppressed")
    assert (entry.programme_id, entry.details) == (7, {"reason": reason})


@pytest.mark.django_db
def test_told_again_it_has_no_second_effect_not_even_after_it_was_put_right(postmark: Settings) -> None:
    message = sent()
    tell(bounce(message))
    lift(suppression=Suppression.objects.get(), programme_id=7, by=PersonFactory(), at=NOW)
    assert tell(bounce(message)) == 200
    assert (Report.objects.count(), Suppression.objects.standing().count()) == (1, 0)
    assert Entry.objects.filter(action="address.suppressed").count() == 1


@pytest.mark.django_db
def test_mail_that_came_back_for_now_is_kept_and_changes_nothing(postmark: Settings) -> None:
    tell(bounce(sent(), "SoftBounce", Details="smtp;452 4.2.2 full"))
    report = Report.objects.get()
    assert (report.what, report.answer) == ("soft", "452 4.2.2")
    assert not Suppression.objects.exists()


@pytest.mark.django_db
def test_what_was_delivered_is_not_kept(postmark: Settings) -> None:
    message = sent()
    assert tell({"RecordType": "Delivery", "MessageID": "x", "Metadata": {"message": message.message_id}}) == 200
    assert not Report.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [{"Metadata": {"message": "<nobody@elsewhere>"}}, {"Metadata": {}}, {"Email": "somebody@else.example"}],
    ids=["unknown_message", "no_name_of_ours", "another_address"],
)
def test_what_is_about_no_message_of_ours_is_ignored(postmark: Settings, other: dict[str, Any]) -> None:
    assert tell(bounce(sent(), **other)) == 200
    assert not Report.objects.exists()
    assert not Suppression.objects.exists()


@pytest.mark.django_db
def test_a_message_is_known_by_its_own_id_where_the_service_keeps_it(postmark: Settings) -> None:
    message = sent()
    tell(bounce(message, Metadata={}, MessageID=message.message_id.strip("<>")))
    assert Report.objects.get().message == message


@pytest.mark.django_db
@pytest.mark.parametrize(
    "odd",
    [
        {"Metadata": {"message": "<a\x00b@portal.example>"}},
        {"Metadata": {"message": "\ud800"}},
        {"Metadata": {"message": {"a": 1}}},
        {"MessageID": "\x00", "Email": "\x00"},
        {"BouncedAt": "2026-03-02T09:01:00"},
        {"BouncedAt": "yesterday"},
        {"BouncedAt": None},
        {"ID": "\ud800"},
        {"Email": None},
        {"Details": {"a": 1}},
        {"Details": "5" * 5000},
    ],
    ids=repr,
)
def test_whatever_a_service_says_oddly_is_answered(postmark: Settings, odd: dict[str, Any]) -> None:
    assert tell(bounce(sent(), **odd)) in (200, 400)


@pytest.mark.django_db
def test_a_wrong_secret_is_refused_and_changes_nothing(postmark: Settings) -> None:
    assert tell(bounce(sent()), secret="service:guessed") == 400
    assert not Report.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["", "{", "[]", '"words"', "{}", '{"Type": 7}', '{"RecordType": "Inbound"}'])
def test_a_body_that_is_none_is_answered_and_changes_nothing(postmark: Settings, body: str) -> None:
    assert tell(body) in (200, 400)
    assert not Report.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("backend", "given"),
    [
        ("anymail.backends.postmark.EmailBackend", {"POSTMARK_SERVER_TOKEN": "token"}),
        ("anymail.backends.postmark.EmailBackend", {"WEBHOOK_SECRET": ""}),
        ("anymail.backends.nobody.EmailBackend", {"WEBHOOK_SECRET": SECRET}),
        ("django.core.mail.backends.smtp.EmailBackend", {"WEBHOOK_SECRET": SECRET}),
    ],
    ids=["no_secret", "empty_secret", "unknown_service", "plain_smtp"],
)
def test_without_a_service_and_a_secret_there_is_no_such_page(
    settings: Settings, backend: str, given: dict[str, str]
) -> None:
    settings.EMAIL_BACKEND, settings.ANYMAIL = backend, given
    assert tell(bounce(sent())) == 404
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_an_address_is_suppressed_once_and_lifted_once() -> None:
    somebody = PersonFactory()
    assert [suppress(address="Kim@mail.example", reason="refused", message=None, at=NOW) for _ in range(2)] == [
        True,
        False,
    ]
    suppression = Suppression.objects.get()
    assert [lift(suppression=suppression, programme_id=7, by=somebody, at=NOW) for _ in range(2)] == [True, False]
    assert Entry.objects.get(action="address.lifted").actor == somebody
    assert suppress(address="kim@mail.example", reason="refused", message=None, at=NOW)


@pytest.mark.parametrize(
    ("event", "answer", "raw", "expected"),
    [
        ("bounced", "550 5.1.1 no such user", {"Type": "HardBounce"}, What.HARD),
        ("bounced", "", {"Type": "SoftBounce"}, What.SOFT),
        ("bounced", "", {"event-data": {"severity": "temporary"}}, What.SOFT),
        ("bounced", "", {"bounce": {"bounceType": "Transient"}}, What.SOFT),
        ("bounced", "", {"mail": {"bounce": {"bounceType": "Transient"}}}, What.SOFT),
        ("bounced", "", {"a": {"b": {"c": {"words": "of a mail that was quoted", "Type": "soft"}}}}, What.HARD),
        ("bounced", "", {"Type": "soft" + "." * 36}, What.HARD),  # a text, however few its letters
        ("bounced", "552 5.2.2 mailbox full", {}, What.SOFT),
        ("bounced", "421 busy", {}, What.SOFT),
        ("bounced", "", {"subject": "a soft bounce, he said", "Type": "HardBounce"}, What.HARD),
        ("complained", "", {}, What.COMPLAINT),
        ("deferred", "", {}, What.SOFT),
        ("delivered", "250 ok", {}, None),
        ("opened", "", {}, None),
    ],
)
def test_what_an_event_means(event: str, answer: str, raw: Any, expected: What | None) -> None:
    assert meaning(event_type=event, reject_reason=None, answer=answer, raw=raw) is expected


@pytest.mark.parametrize(
    ("reject_reason", "event", "expected"),
    [
        ("invalid", "rejected", What.HARD),
        ("blocked", "rejected", None),
        ("timed_out", "bounced", What.SOFT),
        ("bounced", "bounced", What.HARD),
    ],
)
def test_a_refusal_that_is_not_the_addresss_fault_stops_nothing(
    reject_reason: str, event: str, expected: What | None
) -> None:
    assert meaning(event_type=event, reject_reason=reject_reason, answer="", raw={}) is expected


@pytest.mark.parametrize(
    ("answer", "digits"),
    [
        ("smtp;550 5.1.1 kim@mail.example unknown", "550 5.1.1"),
        ("5.2.2", "5.2.2"),
        ("552", "552"),
        ("in 5500 days", ""),
    ],
)
def test_of_a_servers_words_only_the_digits_are_kept(answer: str, digits: str) -> None:
    assert digits_of(answer) == digits
