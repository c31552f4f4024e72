"""Reminders go once, however often the clock or a person rings, and whoever dies in between."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection

from audit.models import Entry
from notices.models import Choice, Message, Reminder, ReminderPlan, Suppression
from notices.rules.reminders import Gathering, known
from notices.selectors.reminders import outlook, planned, preview_of
from notices.services.reminding import Press, remind, remind_one
from notices.services.reminding_by_hand import keep_press, remind_by_hand
from partnerships.models import Invitation
from tests.at_once import at_once, begun_while_open
from tests.factories import World
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import give_terms
from tests.factories.roles import RoleFactory

TEN_BEFORE = datetime(2026, 6, 16, 7, 0, tzinfo=UTC)
DAY_AFTER = datetime(2026, 6, 17, 7, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 6, 20, 7, 0, tzinfo=UTC)
SUBMISSION = known["submission"]


@pytest.fixture
def three(world: World) -> World:
    """A year whose projects are due on 30 June 2026, and three representatives."""
    give_terms(world.here.programme)
    for partnership in (world.neighbour, world.elsewhere):
        RoleFactory(representative=True, partnership=partnership)
    return world


def run(world: World, at: datetime = TEN_BEFORE) -> int:
    return remind(programme_id=world.here.programme.pk, at=at)


def press(world: World, key: UUID, *, at: datetime = TEN_BEFORE, who: str = "manager", note: str = "") -> int:
    goes = preview_of(SUBMISSION, Gathering(world.here.programme.pk, at)).goes
    to = [case.key for case in goes]
    by = world.people[who]
    programme_id = world.here.programme.pk
    return remind_by_hand(kind=SUBMISSION, programme_id=programme_id, to=to, press=Press(key, by, note), at=at)


def left(world: World, at: datetime = TEN_BEFORE) -> dict[str, str]:
    found = preview_of(SUBMISSION, Gathering(world.here.programme.pk, at)).left
    return {each.case.name: each.why for each in found if each.case.name}


def test_run_twice_it_sends_once(three: World) -> None:
    assert [run(three), run(three), run(three, DAY_AFTER)] == [3, 0, 0]
    assert Message.objects.count() == Reminder.objects.count() == 3


def test_on_a_day_that_is_no_working_day_nothing_goes(three: World) -> None:
    ReminderPlan.objects.create(
        programme_id=three.here.programme.pk,
        kind=SUBMISSION.name,
        before=[7],
        changed_by=three.people["manager"],
        changed_at=TEN_BEFORE,
    )
    assert run(three, SATURDAY) == 0
    assert run(three, datetime(2026, 6, 22, 7, 0, tzinfo=UTC)) == 3


def test_what_a_dead_clock_missed_goes_the_next_morning(three: World) -> None:
    assert run(three, DAY_AFTER) == 3
    assert set(Reminder.objects.values_list("step", flat=True)) == {-10}


def test_a_worker_that_dies_in_the_middle_loses_nothing(three: World) -> None:
    """The mail of the second person cannot be written: the first has theirs, and the next run reaches the others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF"
            " (SELECT count(*) FROM notices_reminder) >= 1 THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$;"
            "CREATE TRIGGER dying BEFORE INSERT ON notices_reminder FOR EACH ROW EXECUTE FUNCTION die()"
        )
    with pytest.raises(Exception, match="killed"):
        run(three)
    assert Message.objects.count() == Reminder.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER dying ON notices_reminder")
    assert run(three) == 2
    assert Message.objects.count() == Reminder.objects.count() == 3


def test_a_plan_that_is_off_sends_nothing_and_has_no_outlook(three: World) -> None:
    by = three.people["manager"]
    ReminderPlan.objects.create(
        programme_id=three.here.programme.pk, kind=SUBMISSION.name, changed_by=by, changed_at=TEN_BEFORE
    )
    assert run(three) == 0
    [one] = planned([SUBMISSION], three.here.programme.pk)
    assert outlook(one, Gathering(three.here.programme.pk, TEN_BEFORE), ran_today=False) is None


def test_what_goes_next_is_told_with_its_day_and_number(three: World) -> None:
    [one] = planned([SUBMISSION], three.here.programme.pk)
    gathering = Gathering(three.here.programme.pk, TEN_BEFORE)
    found = [outlook(one, gathering, ran_today=ran) for ran in (False, True)]
    assert [(each.day.isoformat(), each.number) for each in found if each] == [("2026-06-16", 3), ("2026-06-23", 3)]


def test_pressed_twice_it_sends_once(three: World) -> None:
    key = uuid4()
    assert [press(three, key), press(three, key)] == [3, 3]
    assert Message.objects.count() == 3
    assert Entry.objects.filter(action="reminder.sent").count() == 1


def test_a_page_pressed_again_on_another_day_reaches_nobody_twice(three: World) -> None:
    key = uuid4()
    assert [press(three, key), press(three, key, at=DAY_AFTER)] == [3, 3]
    assert Message.objects.count() == 3


def test_a_press_is_in_the_trail_with_all_it_reached_also_when_its_worker_died(three: World) -> None:
    """The first dies before it can tell the trail, everybody reached; who carries on reaches nobody, and tells it."""
    key = uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$;"
            "CREATE TRIGGER dying BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION die()"
        )
    with pytest.raises(DatabaseError, match="killed"):
        press(three, key)
    assert Reminder.objects.filter(pressed=key).count() == 3
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER dying ON audit_entry")

    assert press(three, key) == 3

    details = Entry.objects.get(action="reminder.sent").details
    assert details == {"reminder": "submission", "number": 3, "press": str(key)}


def test_who_was_reminded_today_is_left_out_and_may_be_reminded_tomorrow(three: World) -> None:
    press(three, uuid4())
    assert set(left(three).values()) == {"today"}
    assert press(three, uuid4()) == 0
    assert press(three, uuid4(), at=DAY_AFTER) == 3


def test_the_clock_does_not_repeat_what_a_person_has_just_sent(three: World) -> None:
    press(three, uuid4())
    assert run(three) == 0
    assert run(three, DAY_AFTER) == 3


def test_only_those_who_were_on_the_page_are_reached(three: World) -> None:
    [first, *_others] = preview_of(SUBMISSION, Gathering(three.here.programme.pk, TEN_BEFORE)).goes
    pressed = Press(uuid4(), three.people["manager"])
    programme_id = three.here.programme.pk
    to = [first.key, ("partnership:0", "nobody@people.example")]
    assert remind_by_hand(kind=SUBMISSION, programme_id=programme_id, to=to, press=pressed, at=TEN_BEFORE) == 1
    assert Message.objects.get().to == first.address


def test_silenced_and_suppressed_addresses_are_left_out_with_the_reason(three: World) -> None:
    Choice.objects.create(
        person=three.people["representative"], kind=SUBMISSION.name, mode="never", chosen_at=TEN_BEFORE
    )
    other = RoleFactory(representative=True, partnership=three.own).person
    Suppression.objects.create(address=other.email, reason="bounced", made_at=TEN_BEFORE)
    assert left(three) == {"Odile Marchbank": "silenced", other.name: "suppressed"}
    assert press(three, uuid4()) == 2


def test_whoever_wants_one_email_a_day_is_marked_and_waits(three: World) -> None:
    person = three.people["representative"]
    Choice.objects.create(person=person, kind=SUBMISSION.name, mode="summary", chosen_at=TEN_BEFORE)
    found = preview_of(SUBMISSION, Gathering(three.here.programme.pk, TEN_BEFORE))
    assert found.held == {(f"partnership:{three.own.pk}", person.email)}
    press(three, uuid4())
    assert Message.objects.get(person=person).state == "held"


def test_ones_own_sentence_goes_as_it_was_typed(three: World) -> None:
    note = "Ring me on Friday: O'Brien <b>&</b> {{ person }} [[link:00c0ffee]]"
    press(three, uuid4(), note=note)
    texts = set(Message.objects.values_list("text", flat=True))
    assert all(f"Ines Calloway writes:\n\n{note}\n" in text for text in texts)


def test_who_is_reminded_of_an_invitation_can_accept_as_long_as_the_new_link_lives(three: World) -> None:
    by = three.people["manager"]
    sent = {"sent": True, "sent_at": datetime(2026, 6, 9, 9, 0, tzinfo=UTC), "made_by": by, "sent_by": by}
    invitation = InvitationFactory(programme=three.here.programme, **sent)
    run(three)
    message = Message.objects.get(kind="partnerships/reminder_invitation")
    now = Invitation.objects.get(pk=invitation.pk)
    assert message.links["link"]["maker"] == "accounts.link"
    assert "[[link:" in message.text
    assert now.expires_at is not None
    assert message.links["link"]["expires_at"] == now.expires_at.isoformat()
    assert (now.sent_at, now.sent_by, now.times_sent) == (sent["sent_at"], by, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_end_the_same_press_at_once_tell_the_trail_once(three: World) -> None:
    by, programme_id = Press(uuid4(), three.people["manager"]), three.here.programme.pk
    for case in preview_of(SUBMISSION, Gathering(programme_id, TEN_BEFORE)).goes:
        remind_one(kind=SUBMISSION, case=case, programme_id=programme_id, press=by, at=TEN_BEFORE)

    def end() -> int:
        return keep_press(by, kind=SUBMISSION, programme_id=programme_id, at=TEN_BEFORE)

    with begun_while_open(end) as begin:
        end()
        other = begin()

    assert other.result() == 3
    assert Entry.objects.filter(action="reminder.sent").count() == 1


def mails_an_address() -> set[int]:
    sent = list(Message.objects.values_list("to", flat=True))
    return {sent.count(address) for address in sent}


@pytest.mark.django_db(transaction=True)
def test_four_clocks_at_once_send_once(three: World) -> None:
    at_once(*[lambda: run(three)] * 4, held="notices_reminder")
    assert mails_an_address() == {1}
    assert Message.objects.count() == Reminder.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_managers_and_a_clock_at_once_send_once(three: World) -> None:
    at_once(
        lambda: press(three, uuid4()),
        lambda: press(three, uuid4(), who="finance"),
        lambda: run(three),
        held="notices_reminder",
    )
    assert mails_an_address() == {1}
    assert Message.objects.count() == Reminder.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_control_without_its_constraints_sends_more_than_once(three: World) -> None:
    """What the two tests above rest on: without the constraints somebody hears twice."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX reminder_goes_once_a_step")
        cursor.execute("ALTER TABLE notices_reminder DROP CONSTRAINT reminder_goes_once_a_day")
    try:
        at_once(*[lambda: run(three)] * 4, held="notices_reminder")
        assert mails_an_address() != {1}
    finally:
        Reminder.objects.all().delete()
        with connection.schema_editor() as editor:
            for constraint in Reminder._meta.constraints[:2]:
                editor.add_constraint(Reminder, constraint)
