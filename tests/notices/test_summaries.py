"""One email a day: what was kept goes together once, as far as it still matters, with its links made while sending."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.models import Person
from accounts.rules.message_links import CHOOSING
from accounts.services.message_links import link_asked
from notices.errors import SummariesFailedError
from notices.models import Choice, Message, Suppression
from notices.rules.kinds import Kind, register
from notices.services import mailings, sending, summaries
from notices.services.delivering import drain
from notices.services.summaries import prefix_of, send_summaries
from tests.at_once import at_once, meeting
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
SATURDAY, MONDAY = FRIDAY + timedelta(days=1), datetime(2026, 3, 9, 7, 30, tzinfo=UTC)
GOOD_FRIDAY, EASTER_TUESDAY = datetime(2026, 4, 3, 6, 30, tzinfo=UTC), datetime(2026, 4, 7, 6, 30, tzinfo=UTC)
DONE: set[int] = set()


def still_to_do(about: Any) -> bool:
    if about.get("breaks"):
        raise RuntimeError("A kind that cannot say")
    return about.get("task") not in DONE


ASKED = register(Kind("test/asked", group="Tests", label="Tasks", tells="A task.", matters=still_to_do))


@pytest.fixture(autouse=True)
def nothing_done() -> Iterator[None]:
    yield
    DONE.clear()


def somebody(name: str = "Kim Sands", mode: str = "summary") -> Person:
    person = PersonFactory(name=name)
    for kind in ("test/hello", "test/asked", "test/bulletin"):
        Choice.objects.create(person=person, kind=kind, mode=mode, chosen_at=FRIDAY)
    return person


def keep(person: Person, name: str, kind: str = "test/hello", *, at: datetime = FRIDAY, **more: Any) -> Message:
    return sending.send(kind, person.email, {"name": name}, person=person, at=at, **more)


def the_summary() -> Message:
    return Message.objects.get(kind="notices/summary")


def test_what_was_kept_goes_together_in_one_message_in_its_order() -> None:
    person = somebody()
    first = keep(person, "Ada")
    second = keep(person, "Grace", at=FRIDAY + timedelta(hours=1))

    assert send_summaries(at=MONDAY) == 1
    summary = the_summary()
    assert (summary.to, summary.state, summary.subject) == (person.email, "queued", "Your daily email: 2 messages")
    assert summary.text.index("Hello Ada, here is a code.") < summary.text.index("Hello Grace, here is a code.")
    for part in (first, second):
        part.refresh_from_db()
        assert (part.state, part.problem, part.summary) == ("dropped", "summed_up", summary)


def test_one_message_alone_keeps_its_subject_and_the_foot_stands_once() -> None:
    keep(somebody(), "Ada")
    send_summaries(at=MONDAY)
    assert the_summary().subject == "Hello Ada"
    assert the_summary().text.count("\n-- \n") == 1
    assert the_summary().text.count("Choose which emails you get: ") == 1


def test_its_reader_is_greeted_once() -> None:
    person = somebody()
    for name in ("Ada", "Grace"):
        keep(person, name, "test/asked")
    send_summaries(at=MONDAY)
    assert the_summary().text.count("Dear ") == 1


def test_run_twice_it_is_sent_once() -> None:
    keep(somebody(), "Ada")
    assert (send_summaries(at=MONDAY), send_summaries(at=MONDAY)) == (1, 0)
    assert Message.objects.filter(kind="notices/summary").count() == 1


def test_everybody_gets_their_own() -> None:
    kim, lee = somebody("Kim"), somebody("Lee")
    keep(kim, "Ada")
    keep(lee, "Grace")
    assert send_summaries(at=MONDAY) == 2
    [for_lee] = Message.objects.filter(kind="notices/summary", to=lee.email)
    assert "Grace" in for_lee.text
    assert "Ada" not in for_lee.text


@pytest.mark.parametrize(
    ("closed", "open_"), [(SATURDAY, MONDAY), (GOOD_FRIDAY, EASTER_TUESDAY)], ids=["saturday", "bank_holiday"]
)
def test_it_waits_for_the_next_working_morning(closed: datetime, open_: datetime) -> None:
    keep(somebody(), "Ada")
    assert (send_summaries(at=closed), send_summaries(at=open_)) == (0, 1)


def test_what_is_done_meanwhile_is_left_out_and_says_so() -> None:
    person = somebody()
    done, open_ = (keep(person, f"Task {n}", "test/asked", about={"task": n}) for n in (1, 2))
    DONE.add(1)
    send_summaries(at=MONDAY)
    done.refresh_from_db()
    open_.refresh_from_db()
    assert (done.problem, open_.problem) == ("nothing_to_do", "summed_up")
    assert "Task 1" not in the_summary().text


def test_whoever_has_nothing_left_gets_nothing() -> None:
    keep(somebody(), "Task", "test/asked", about={"task": 1})
    DONE.add(1)
    assert send_summaries(at=MONDAY) == 0
    assert not Message.objects.filter(kind="notices/summary").exists()


def test_nothing_goes_to_an_account_that_was_closed_or_an_address_that_is_suppressed() -> None:
    closed, bounced = somebody("Kim"), somebody("Lee")
    kept = [keep(person, "Ada") for person in (closed, bounced)]
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    Suppression.objects.create(address=bounced.email, reason="bounced", made_at=FRIDAY)
    assert send_summaries(at=MONDAY) == 0
    for message in kept:
        message.refresh_from_db()
    assert [message.problem for message in kept] == ["nothing_to_do", "suppressed"]


def test_it_goes_to_the_address_that_one_has_now() -> None:
    person = somebody()
    keep(person, "Ada")
    Person.objects.filter(pk=person.pk).update(email="new@mail.example")
    send_summaries(at=MONDAY)
    assert the_summary().to == "new@mail.example"


def test_links_of_the_parts_are_made_while_it_is_sent_each_its_own(transactional_db: None) -> None:
    people = [somebody("Kim"), PersonFactory()]
    for other in people:
        asked = link_asked(
            page="message_choices_by_link", purpose=CHOOSING, subject="about:x", by=None, at=MONDAY, person=other
        )
        keep(people[0], "Ada", "test/bulletin", links={"link": asked, "unsubscribe_link": asked})
    send_summaries(at=MONDAY)
    assert the_summary().text.count("_link:") == 3  # one a part, and the summary's own at its foot
    drain(seconds=20, clock=lambda: MONDAY)
    [sent] = mail.outbox
    links = [line for line in sent.body.splitlines() if "/messages/" in line]
    assert len(set(links)) == 3
    assert "[[" not in sent.body


def test_the_words_of_a_mailing_are_told_as_its_reader_would_have_read_them() -> None:
    person = somebody("Zoë O'Brien <b>")
    addressee = mailings.Addressee(person.email, person.pk, values={"name": person.name})
    mailings.send_to_many(kind="test/hello", context={}, recipients=[addressee], by=None, at=FRIDAY)
    send_summaries(at=MONDAY)
    assert "Hello Zoë O'Brien <b>, here is a code." in the_summary().text


def test_the_trouble_of_one_keeps_nobody_elses() -> None:
    broken, whole = somebody("Kim"), somebody("Lee")
    stays = keep(broken, "Ada", "test/asked", about={"breaks": True})
    keep(whole, "Grace")
    with pytest.raises(SummariesFailedError):
        send_summaries(at=MONDAY)
    stays.refresh_from_db()
    assert (the_summary().to, stays.state) == (whole.email, "held")


def test_places_of_links_have_names_of_letters_however_many_there_are() -> None:
    assert [prefix_of(number) for number in (0, 25, 26, 27, 701)] == ["a_", "z_", "ba_", "bb_", "baz_"]
    assert len({prefix_of(number) for number in range(2000)}) == 2000


def test_two_clocks_at_once_send_one_summary(transactional_db: None) -> None:
    person = somebody()
    for number in range(20):
        keep(person, f"Ada {number}")
    told = at_once(*[lambda: summaries.sum_up(person_id=person.pk, at=MONDAY)] * 2)
    assert [bool(one) for one in sorted(told, key=bool)] == [False, True]
    assert Message.objects.filter(kind="notices/summary").count() == 1


def test_control_two_clocks_that_read_before_either_wrote_send_two(transactional_db: None) -> None:
    person = somebody()
    keep(person, "Ada")
    both_have_read = meeting(2)

    def without_the_lock() -> None:
        kept = list(Message.objects.filter(person=person, state="held"))
        both_have_read.wait()
        if kept:
            keep(person, "Summary", "test/code")

    at_once(without_the_lock, without_the_lock)
    assert Message.objects.filter(kind="test/code").count() == 2
