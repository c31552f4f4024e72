"""One text to many: a message a recipient, an address once, nobody who does not want it, and no query a person."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Link
from accounts.rules.message_links import LEAVING
from audit.models import Entry
from notices.models import Choice, Mailing, Message, Suppression
from notices.rules.kinds import UnknownKindError
from notices.rules.makers import known, make_links_of_many, of_many, register
from notices.services.delivering import drain
from notices.services.mailings import Addressee, AlreadyCancelledError, WordsMissingError, cancel, send_to_many
from tests.factories import PersonFactory

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def to(name: str, **more: Any) -> Addressee:
    return Addressee(f"{name.lower()}@mail.example", values={"name": name}, **more)


def mailed(*recipients: Addressee, kind: str = "test/notice", **more: Any) -> Mailing:
    return send_to_many(kind=kind, context={"place": "Zo\u00ebtown"}, recipients=recipients, by=None, at=NOW, **more)


def states(mailing: Mailing) -> dict[str, tuple[str, str]]:
    return {message.to: (message.state, message.problem) for message in mailing.messages.all()}


def test_words_are_written_once_and_each_recipient_has_a_message_with_an_identity_of_its_own(db: None) -> None:
    mailing = mailed(to("Kim"), to("O'Brien"), programme_id=7)
    first, second = mailing.messages.order_by("pk")
    assert mailing.subject == "The closing day of Zo\u00ebtown"
    assert "<p>" in mailing.html
    assert (first.text, first.values, first.programme_id, first.state) == ("", {"name": "Kim"}, 7, "queued")
    assert first.message_id != second.message_id


def test_each_gets_their_own_words_when_a_worker_comes(transactional_db: None) -> None:
    mailed(to("Kim"), to("O'Brien"))
    drain(seconds=10)
    assert {sent.to[0]: sent.body.split(",")[0] for sent in mail.outbox} == {
        "kim@mail.example": "Dear Kim",
        "o'brien@mail.example": "Dear O'Brien",
    }
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_an_address_given_twice_gets_one_message_and_rather_that_of_its_person(db: None) -> None:
    person = PersonFactory()
    mailing = mailed(to("Kim"), Addressee("KIM@mail.example", person.pk, {"name": "Kim Lee"}), to("Kim"))
    [message] = mailing.messages.all()
    assert (message.person_id, message.values) == (person.pk, {"name": "Kim Lee"})


def test_who_wants_none_or_can_get_none_is_kept_as_a_message_that_does_not_go(db: None) -> None:
    silent, later = PersonFactory(), PersonFactory()
    Choice.objects.create(person=silent, kind="test/notice", mode="never", chosen_at=NOW)
    Choice.objects.create(person=later, kind="test/notice", mode="summary", chosen_at=NOW)
    Suppression.objects.create(address="gone@mail.example", reason="bounced", made_at=NOW)
    mailing = mailed(
        Addressee("silent@mail.example", silent.pk, {"name": "S"}),
        Addressee("later@mail.example", later.pk, {"name": "L"}),
        to("Gone"),
        to("Kim"),
    )
    assert states(mailing) == {
        "silent@mail.example": ("dropped", "silenced"),
        "later@mail.example": ("held", ""),
        "gone@mail.example": ("dropped", "suppressed"),
        "kim@mail.example": ("queued", ""),
    }


@pytest.mark.parametrize("many", [1, 3, 60])
def test_queueing_asks_the_same_of_the_database_for_any_number(db: None, many: int) -> None:
    recipients = [Addressee(f"{n}@mail.example", PersonFactory().pk, {"name": str(n)}) for n in range(many)]
    with CaptureQueriesContext(connection) as asked:
        mailed(*recipients)
    statements = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 4, statements


def test_the_bell_rings_once_when_all_are_queued(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as rung:
        mailed(to("Kim"), to("Lee"))
    assert len(rung) == 1


def test_a_word_that_only_some_have_is_refused_and_nothing_is_queued(db: None) -> None:
    with pytest.raises(WordsMissingError):
        mailed(to("Kim"), Addressee("lee@mail.example", values={}))
    assert not Mailing.objects.exists()


def test_a_subject_that_is_too_long_is_cut_and_the_mailing_goes(db: None) -> None:
    place = "Zoëtown upon " * 40
    mailing = send_to_many(kind="test/notice", context={"place": place}, recipients=[to("Ada")], by=None, at=NOW)
    assert (len(mailing.subject), mailing.subject[-1]) == (250, "…")


def test_a_mailing_to_nobody_is_refused(db: None) -> None:
    with pytest.raises(ValueError, match="to somebody"):
        mailed()


def test_a_mailing_of_a_kind_that_no_room_named_is_refused(db: None) -> None:
    with pytest.raises(UnknownKindError):
        mailed(to("Kim"), kind="test/unnamed")


def test_the_trail_says_who_mailed_how_many(db: None) -> None:
    by = PersonFactory()
    mailing = send_to_many(
        kind="test/notice", context={}, recipients=[to("Kim"), to("Lee")], by=by, at=NOW, programme_id=7
    )
    entry = Entry.objects.get(action="mailing.queued")
    assert (entry.actor_id, entry.programme_id, entry.details) == (by.pk, 7, {"kind": "test/notice", "messages": 2})
    assert mailing.made_by_id == by.pk


def test_cancelling_drops_what_has_not_begun_to_go_and_nothing_else(db: None) -> None:
    mailing = mailed(to("Queued"), to("Claimed"), to("Sending"), to("Sent"), to("Failed"), to("Held"))
    other = mailed(to("Other"))
    put(mailing, "claimed", claimed_by=5)
    put(mailing, "sending", claimed_by=5, tried_at=NOW)
    put(mailing, "sent", tried_at=NOW, sent_at=NOW)
    put(mailing, "failed", problem="x")
    put(mailing, "held")
    assert cancel(mailing=mailing, by=PersonFactory(), at=NOW) == 3
    after = {address.partition("@")[0]: state for address, (state, _problem) in states(mailing).items()}
    assert after == {
        "queued": "dropped",
        "claimed": "dropped",
        "held": "dropped",
        "sending": "sending",
        "sent": "sent",
        "failed": "failed",
    }
    assert {problem for state, problem in states(mailing).values() if state == "dropped"} == {"cancelled"}
    assert states(other) == {"other@mail.example": ("queued", "")}
    assert Entry.objects.get(action="mailing.cancelled").details == {"messages": 3}


def put(mailing: Mailing, state: str, **more: Any) -> None:
    mailing.messages.filter(to=f"{state}@mail.example").update(state=state, **more)


def test_a_mailing_is_cancelled_once(db: None) -> None:
    mailing, by = mailed(to("Kim")), PersonFactory()
    cancel(mailing=mailing, by=by, at=NOW)
    with pytest.raises(AlreadyCancelledError):
        cancel(mailing=mailing, by=by, at=NOW)
    assert Entry.objects.filter(action="mailing.cancelled").count() == 1


def test_what_comes_back_into_the_queue_after_a_mailing_was_cancelled_does_not_go(transactional_db: None) -> None:
    mailing = mailed(to("Kim"))
    cancel(mailing=mailing, by=PersonFactory(), at=NOW)
    mailing.messages.update(state="queued", problem="")  # the server had asked to be tried again later
    drain(seconds=10)
    assert states(mailing) == {"kim@mail.example": ("dropped", "cancelled")}
    assert not mail.outbox


def leave(link: str) -> None:
    """As a mail program does it: no session, no cookie, nothing but the address and its one word."""
    Client(enforce_csrf_checks=True).post(link.removeprefix("http://127.0.0.1:8000"), {"List-Unsubscribe": "One-Click"})


def test_each_subscriber_has_a_link_of_their_own_that_leaves_the_kind_for_them_alone(transactional_db: None) -> None:
    person = PersonFactory()
    mailed(Addressee("lee@mail.example", person.pk, {"name": "Lee"}), to("Kim"), kind="test/letter")
    drain(seconds=10)
    ways = {sent.to[0]: sent.extra_headers["List-Unsubscribe"].strip("<>") for sent in mail.outbox}
    assert all(way in sent.body for sent in mail.outbox for way in [ways[sent.to[0]]])
    assert resolve(ways["kim@mail.example"].removeprefix("http://127.0.0.1:8000")).url_name == "unsubscribe"
    leave(ways["lee@mail.example"])
    again = mailed(Addressee("lee@mail.example", person.pk, {"name": "Lee"}), to("Kim"), kind="test/letter")
    assert states(again) == {"lee@mail.example": ("dropped", "silenced"), "kim@mail.example": ("queued", "")}
    leave(ways["kim@mail.example"])
    third = mailed(to("Kim"), kind="test/letter")
    assert states(third) == {"kim@mail.example": ("dropped", "silenced")}


def test_the_links_of_a_mailing_are_stored_as_hashes_and_told_in_the_trail(transactional_db: None) -> None:
    mailed(to("Kim"), to("Lee"), kind="test/letter")
    drain(seconds=10)
    tokens = [sent.extra_headers["List-Unsubscribe"].rstrip("/>").rpartition("/")[2] for sent in mail.outbox]
    assert Link.objects.filter(purpose=LEAVING.name).count() == 2
    assert Entry.objects.get(action="link.issued").details == {"purpose": LEAVING.name, "number": 2}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(m)::text FROM notices_message m UNION ALL SELECT to_jsonb(l)::text FROM accounts_link l"
        )
        stored = str(cursor.fetchall())
    assert not any(token in stored for token in tokens)


def test_a_maker_that_can_is_asked_once_for_many_links_and_each_goes_to_its_message() -> None:
    calls: list[int] = []

    def many(asked: Sequence[Any], at: datetime) -> list[str]:
        calls.append(len(asked))
        return [f"https://a.example/{link['to']}" for link in asked]

    register("test.many", lambda asked, at: "", many=many)
    register("test.one", lambda asked, at: f"https://b.example/{asked['to']}")
    try:
        both = [{"a_link": {"maker": "test.many", "to": n}, "b_link": {"maker": "test.one", "to": n}} for n in range(3)]
        made = make_links_of_many([*both, {}], NOW)
    finally:
        del known["test.many"], known["test.one"], of_many["test.many"]
    assert made == [
        *({"a_link": f"https://a.example/{n}", "b_link": f"https://b.example/{n}"} for n in range(3)),
        {},
    ]
    assert calls == [3]
