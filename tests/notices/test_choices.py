"""What a person and a programme chose decides whether a message goes, waits or is not sent."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from notices.models import Choice, Message, ProgrammeChoice, Suppression
from notices.models.choice import Mode as ModeOfModel
from notices.rules import senders
from notices.rules.fate import Mode, chosen_mode, fate_of
from notices.rules.kinds import Kind, UnknownKindError, register
from notices.selectors.choices import Recipient, fates_for, mode_for, modes_for
from notices.services import choices as services
from notices.services import sending
from tests.factories.people import PersonFactory
from tests.notices.conftest import CODE, HELLO, URGENT

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PROGRAMME = 7


def choose(person: Person, mode: str, kind: str = "test/hello") -> Choice:
    return Choice.objects.create(person=person, kind=kind, mode=mode, chosen_at=NOW)


def programme_chooses(mode: str, by: Person, kind: str = "test/hello") -> ProgrammeChoice:
    return ProgrammeChoice.objects.create(programme_id=PROGRAMME, kind=kind, mode=mode, chosen_by=by, chosen_at=NOW)


def suppress(address: str) -> Suppression:
    return Suppression.objects.create(address=address, reason="bounced", made_at=NOW)


def send_to(person: Person, kind: str = "test/hello") -> Message:
    return sending.send(kind, person.email, {"name": "Kim"}, person=person, programme_id=PROGRAMME, at=NOW)


@pytest.mark.parametrize(
    ("programme", "own", "expected"),
    [
        (None, None, "now"),
        (None, "summary", "summary"),
        (None, "never", "never"),
        ("summary", None, "summary"),
        ("summary", "now", "now"),
        ("now", "never", "never"),
        ("never", None, "never"),
        ("never", "now", "never"),
        ("never", "summary", "never"),
    ],
)
def test_a_persons_choice_goes_before_the_programmes_unless_that_is_never(
    programme: str | None, own: str | None, expected: str
) -> None:
    assert chosen_mode(HELLO, programme=programme, own=own) == expected


@pytest.mark.parametrize("mode", list(Mode))
def test_a_kind_that_cannot_be_chosen_goes_at_once_whatever_was_chosen(mode: Mode) -> None:
    assert chosen_mode(CODE, programme=mode, own=mode) is Mode.NOW


def test_a_kind_that_cannot_wait_goes_at_once_where_a_summary_was_chosen() -> None:
    assert chosen_mode(URGENT, programme=None, own="summary") is Mode.NOW
    assert chosen_mode(URGENT, programme=None, own="never") is Mode.NEVER


def test_nothing_waits_for_the_summary_of_somebody_without_an_account() -> None:
    assert fate_of(Mode.SUMMARY, is_suppressed=False, is_for_a_person=False).state == "queued"


def test_a_kind_that_nobody_registered_is_refused_and_leaves_no_row(db: None) -> None:
    with pytest.raises(UnknownKindError):
        sending.send("test/nobody", "kim@mail.example", {"name": "Kim"}, at=NOW)
    assert not Message.objects.exists()


def test_a_name_is_registered_for_one_kind_only() -> None:
    assert register(HELLO) is HELLO
    with pytest.raises(ValueError, match="named twice"):
        register(Kind("test/hello", label="Something else"))


@pytest.mark.parametrize("name", ["hello", "test/", "Test/hello", "test/hello ", "test/hello/again"])
def test_a_kind_is_named_by_its_room_and_noun(name: str) -> None:
    with pytest.raises(ValueError, match="a room and a noun"):
        register(Kind(name))


@pytest.mark.parametrize(
    ("roles", "held", "reached"),
    [
        (set(), set(), True),
        (set(), {"champion"}, True),
        ({"champion"}, {"adviser", "champion"}, True),
        ({"champion"}, {"adviser"}, False),
        ({"champion"}, set(), False),
    ],
)
def test_a_kind_reaches_those_in_its_roles_or_anybody(roles: set[str], held: set[str], reached: bool) -> None:
    assert Kind("test/roles", roles=frozenset(roles)).may_reach(held) is reached


def test_programmes_are_named_by_one_room_alone() -> None:
    [namer] = senders.known
    with pytest.raises(ValueError, match="Somebody else"):
        senders.register(str)
    senders.register(namer)
    assert senders.known == [namer]


@pytest.mark.parametrize(
    ("mode", "state", "problem"),
    [("now", "queued", ""), ("summary", "held", ""), ("never", "dropped", "silenced")],
)
def test_a_message_becomes_what_its_reader_chose(db: None, mode: str, state: str, problem: str) -> None:
    person = PersonFactory()
    choose(person, mode)
    message = send_to(person)
    assert (message.state, message.problem) == (state, problem)


def test_a_message_is_not_sent_where_the_programme_says_never(db: None) -> None:
    person = PersonFactory()
    choose(person, "now")
    programme_chooses("never", by=person)
    assert (send_to(person).state, send_to(person, "test/urgent").state) == ("dropped", "queued")


def test_a_suppressed_address_gets_nothing_in_any_spelling_until_it_is_lifted(db: None) -> None:
    suppression = suppress("kim@mail.example")
    stopped = sending.send("test/code", "Kim@Mail.example", {"name": "Kim"}, at=NOW)
    assert (stopped.state, stopped.problem) == ("dropped", "suppressed")
    Suppression.objects.filter(pk=suppression.pk).update(lifted_at=NOW)
    assert sending.send("test/code", "kim@mail.example", {"name": "Kim"}, at=NOW).state == "queued"


def test_what_is_kept_or_not_sent_rings_no_worker(db: None, django_capture_on_commit_callbacks: object) -> None:
    person = PersonFactory()
    choose(person, "summary")
    with django_capture_on_commit_callbacks() as rung:  # type: ignore[operator]
        send_to(person)
    assert rung == []


def test_an_address_without_an_account_is_silent_for_the_kind_it_left(db: None) -> None:
    Choice.objects.create(address="lee@mail.example", kind="test/bulletin", mode="never", chosen_at=NOW)
    lee = Recipient("Lee@mail.example")
    assert [fates_for(kind, [lee], None)[0].problem for kind in ("test/bulletin", "test/hello")] == ["silenced", ""]


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": "never"},
        {"mode": "now", "address": "lee@mail.example"},
        {"mode": "never", "address": "Lee@mail.example"},
    ],
    ids=["nobody", "address_at_once", "address_in_capitals"],
)
def test_a_choice_without_a_person_is_an_address_in_small_letters_that_left(db: None, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match="choice_is_for_a_person_or_an_address"), transaction.atomic():
        Choice.objects.create(kind="test/hello", chosen_at=NOW, **wrong)


def test_many_are_asked_at_once_as_one_is(db: None) -> None:
    first, second, third = PersonFactory.create_batch(3)
    choose(first, "summary")
    choose(second, "never")
    assert modes_for("test/hello", [first.pk, second.pk, third.pk], PROGRAMME) == {
        first.pk: "summary",
        second.pk: "never",
        third.pk: "now",
    }
    assert mode_for("test/hello", None, None) is Mode.NOW


def test_the_fate_of_sixty_takes_the_queries_of_one(db: None) -> None:
    people = PersonFactory.create_batch(60)
    recipients = [*(Recipient(person.email, person.pk) for person in people), Recipient("lee@mail.example")]
    for rows in (1, 3, 60):
        with CaptureQueriesContext(connection) as asked:
            fates_for("test/hello", [*recipients[:rows], recipients[-1]], PROGRAMME)
        assert len(asked) == 1


def test_who_leaves_a_kind_gets_none_that_still_waits_in_the_queue(db: None) -> None:
    kim, lee = PersonFactory(), PersonFactory()
    waiting, others, theirs = send_to(kim), send_to(kim, "test/notice"), send_to(lee)
    services.choose(person=kim, chosen={"test/hello": ModeOfModel.NEVER}, shown={}, by=kim, at=NOW)
    states = {message.pk: (message.state, message.problem) for message in Message.objects.all()}
    assert states == {waiting.pk: ("dropped", "silenced"), others.pk: ("queued", ""), theirs.pk: ("queued", "")}


def test_an_address_that_leaves_a_kind_gets_none_that_still_waits_in_the_queue(db: None) -> None:
    waiting = sending.send("test/hello", "Kim@mail.example", {"name": "Kim"}, at=NOW)
    other = sending.send("test/hello", "lee@mail.example", {"name": "Lee"}, at=NOW)
    services.leave(kind="test/hello", person=None, address="kim@mail.example", wording="Stop", at=NOW)
    states = {message.pk: (message.state, message.problem) for message in Message.objects.all()}
    assert states == {waiting.pk: ("dropped", "silenced"), other.pk: ("queued", "")}
