"""The audit trail can grow and do nothing else."""

import pytest
from django.contrib.auth import get_user_model
from django.db import Error, connection, transaction
from django.db.utils import IntegrityError, InternalError
from django.utils import timezone

from audit.errors import NotInTransactionError
from audit.models import Entry
from audit.services import record, record_each


@pytest.fixture
def entry(db: None) -> Entry:
    entry = record(actor=None, action="clock.rang", at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a pending check would itself refuse a TRUNCATE
    return entry


def test_an_entry_says_who_did_what_when_and_on_what(db: None) -> None:
    person = get_user_model().objects.create_user("kim@trail.example", "Kim Example")
    at = timezone.now()
    record(actor=person, action="person.renamed", at=at, subject=person, programme_id=7, details={"field": "name"})
    entry = Entry.objects.about(person).get()
    assert (entry.actor, entry.action, entry.at, entry.details) == (person, "person.renamed", at, {"field": "name"})
    assert list(Entry.objects.of_programme(7)) == [entry]


def test_one_deed_done_to_many_has_an_entry_for_each(db: None) -> None:
    people = [get_user_model().objects.create_user(f"p{number}@trail.example", "P") for number in range(3)]
    at = timezone.now()
    subjects = [(person, {"number": number}) for number, person in enumerate(people)]
    record_each(actor=None, action="person.counted", at=at, subjects=subjects, programme_id=7)
    told = [Entry.objects.about(person).get() for person in people]
    assert [(each.action, each.at, each.details) for each in told] == [
        ("person.counted", at, {"number": number}) for number in range(3)
    ]
    assert set(Entry.objects.of_programme(7)) == set(told)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'other.thing'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "TRUNCATE audit_entry CASCADE",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_entry(entry: Entry, statement: str) -> None:
    with pytest.raises(InternalError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().action == "clock.rang"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_door_of_the_tests_is_shut_while_a_test_runs(turn: int) -> None:
    with transaction.atomic():
        record(actor=None, action="clock.rang", at=timezone.now())
    with pytest.raises(InternalError, match="Cannot truncate"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")
    assert Entry.objects.count() == 1


def test_the_model_has_no_way_round_the_database(entry: Entry) -> None:
    entry.action = "other.thing"
    for deed in (entry.save, entry.delete, lambda: Entry.objects.update(action="other.thing")):
        with pytest.raises(Error), transaction.atomic():
            deed()
    assert Entry.objects.get().action == "clock.rang"


def test_a_person_in_the_trail_cannot_be_deleted(db: None) -> None:
    person = get_user_model().objects.create_user("kim@trail.example", "Kim Example")
    record(actor=person, action="person.renamed", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        person.delete()


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotInTransactionError):
        record(actor=None, action="clock.rang", at=timezone.now())
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(actor=None, action="clock.rang", at=timezone.now())
        1 / 0  # noqa: B018
    assert not Entry.objects.exists()


@pytest.mark.parametrize("action", ["", "rang", "Clock.rang", "clock.rang.twice", "clock rang"])
def test_an_action_is_a_room_and_a_verb(db: None, action: str) -> None:
    with pytest.raises(IntegrityError, match="entry_action_is_room_dot_verb"), transaction.atomic():
        record(actor=None, action=action, at=timezone.now())


def test_only_a_person_can_act(entry: Entry) -> None:
    with pytest.raises(TypeError, match="An actor is a person"):
        record(actor=entry, action="clock.rang", at=timezone.now())
