"""Two who confirm in the same moment, and a connection that is lost at any statement."""

import threading
from collections.abc import Callable
from datetime import timedelta

import psycopg2
import pytest
from django.db import DatabaseError, connection, connections

from accounts.models import Person
from audit.models import Entry as Deed
from grants.errors import DecidedAlreadyError
from grants.models import Determination
from grants.selectors.reconciling import faults_in
from grants.services.determining import confirm_determination, prepare_determination
from ledger.models import Entry
from projects.models import Seal
from tests.factories import RoleFactory, World
from tests.factories.projects import AFTER, give_line, give_terms, submit_everywhere
from tests.plugin_door import tampering

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AFTER + timedelta(hours=1)
Confirm = Callable[[Determination, Person], None]


@pytest.fixture
def waiting(world: World) -> Determination:
    """A determination that the finance officer prepared."""
    programme = world.here.programme
    give_terms(programme)
    submit_everywhere(world.here.partnerships)
    return prepare_determination(
        programme=programme, line=give_line(programme), minute="SG 4/7", by=world.people["finance"], at=AFTER
    )


def confirmed(determination: Determination, by: Person) -> None:
    """As it is done."""
    confirm_determination(determination=determination, by=by, at=LATER)


def without_guard(meeting: threading.Barrier) -> Confirm:
    """The control: look, wait until everybody has looked, then decide without asking again; nor does the database."""

    def confirm(determination: Determination, by: Person) -> None:
        found = Determination.objects.get(pk=determination.pk)
        if found.state != "prepared":
            raise DecidedAlreadyError(found)
        meeting.wait()
        with tampering():
            Determination.objects.filter(pk=found.pk).update(state="confirmed", decided_by=by, decided_at=LATER)

    return confirm


def at_once(pk: int, people: list[Person], confirm: Confirm) -> list[str]:
    """What each is told: that they confirmed, or who did."""
    start, told = threading.Barrier(len(people)), []

    def hand(person: Person) -> None:
        determination = Determination.objects.select_related("programme", "line").get(pk=pk)
        start.wait()
        try:
            confirm(determination, person)
            told.append("confirmed")
        except DecidedAlreadyError as refused:
            told.append(f"{refused.determination.decided_by} was first")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=hand, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def managers(determination: Determination) -> list[Person]:
    """Four who may confirm it."""
    return [RoleFactory(manager=True, programme=determination.programme).person for _ in range(4)]


def test_of_four_who_confirm_at_once_one_does_and_the_others_are_told_who(waiting):
    told = at_once(waiting.pk, managers(waiting), confirmed)

    waiting.refresh_from_db()
    assert told == sorted(["confirmed", *[f"{waiting.decided_by} was first"] * 3])
    assert Deed.objects.filter(action="determination.confirmed").count() == 1
    assert faults_in(waiting.programme) == []


def test_control_without_the_guard_all_four_believe_they_confirmed(waiting):
    told = at_once(waiting.pk, managers(waiting), without_guard(threading.Barrier(4)))

    assert told == ["confirmed"] * 4


def test_a_connection_lost_at_any_statement_leaves_all_or_nothing(world, waiting):
    left = []
    while not left or left[-1][0] == "prepared":
        left.append(left_by(waiting, world.people["manager"], len(left) + 1))

    *lost, last = left
    assert len(lost) > 10
    assert set(lost) == {("prepared", 0, 0)}
    assert last == ("confirmed", 18, 1)


def left_by(waiting: Determination, by: Person, number: int) -> tuple[str, int, int]:
    """State, entries and seals after the connection was lost just before a statement of confirming."""
    try:
        with connection.execute_wrapper(losing(number)):
            confirmed(Determination.objects.select_related("programme", "line").get(pk=waiting.pk), by)
    except (DatabaseError, psycopg2.Error):
        connection.close()
    state = Determination.objects.get(pk=waiting.pk).state
    return state, Entry.objects.count(), Seal.objects.count()


def losing(number: int) -> Callable[..., object]:
    """The server ends the session as the statement of that number is about to go out."""
    sent = [0]

    def wrapper(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        sent[0] += 1
        if sent[0] == number:
            end_session(connection.connection.info.backend_pid)
        return execute(sql, params, many, context)

    return wrapper


def end_session(pid: int) -> None:
    """From another connection, as an operator or a crash would."""
    with psycopg2.connect(**connection.get_connection_params()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
