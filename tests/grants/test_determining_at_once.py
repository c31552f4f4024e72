"""Two who confirm in the same moment, and a connection that is lost at any statement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from threading import Barrier

import psycopg2
import pytest
from django.db import DatabaseError, connection

from accounts.models import Person
from audit.models import Entry as Deed
from grants.errors import DecidedAlreadyError
from grants.models import Determination, Outcome
from grants.selectors.reconciling import faults_in
from grants.services.determining import confirm_determination, prepare_determination
from ledger.models import Entry
from partnerships.models import Partnership
from projects.models import Seal
from tests.at_once import at_once, meeting
from tests.factories import RoleFactory, World
from tests.factories.projects import AFTER, give_line, give_terms, submit_everywhere
from tests.lost_connection import left_when_lost
from tests.plugin_door import tampering

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AFTER + timedelta(hours=1)


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


def without_guard(determination: Determination, by: Person, everybody: Barrier) -> None:
    """The control: look, wait until everybody has looked, then decide without asking again; nor does the database."""
    found = Determination.objects.get(pk=determination.pk)
    if found.state != "prepared":
        raise DecidedAlreadyError(found)
    everybody.wait()
    with tampering():
        Determination.objects.filter(pk=found.pk).update(state="confirmed", decided_by=by, decided_at=LATER)


def told_at_once(waiting: Determination, confirm: Callable[[Determination, Person], object]) -> list[object]:
    """What each of four who may confirm it is told: that they did, or who was first."""

    def hand(person: Person, determination: Determination) -> str:
        try:
            confirm(determination, person)
        except DecidedAlreadyError as refused:
            return f"{refused.determination.decided_by} was first"
        return "confirmed"

    seen = [Determination.objects.select_related("programme", "line").get(pk=waiting.pk) for _ in range(4)]
    deeds = [partial(hand, RoleFactory(manager=True, programme=waiting.programme).person, each) for each in seen]
    return sorted(at_once(*deeds))


def test_of_four_who_confirm_at_once_one_does_and_the_others_are_told_who(waiting):
    told = told_at_once(waiting, confirmed)

    waiting.refresh_from_db()
    assert told == sorted(["confirmed", *[f"{waiting.decided_by} was first"] * 3])
    assert Deed.objects.filter(action="determination.confirmed").count() == 1
    assert faults_in(waiting.programme) == []


def test_control_without_the_guard_all_four_believe_they_confirmed(waiting):
    told = told_at_once(waiting, partial(without_guard, everybody=meeting(4)))

    assert told == ["confirmed"] * 4


def test_a_connection_lost_at_any_statement_of_confirming_leaves_all_or_nothing(world, waiting):
    *lost, last = left_when_lost(confirming(world, waiting), lambda: of_confirming(waiting))

    assert len(lost) > 10
    assert set(lost) == {("prepared", 0, 0, 0)}
    assert last == ("confirmed", 18, 1, 1)


def test_control_statements_that_are_committed_one_by_one_leave_half_a_decision(world, waiting):
    left = left_when_lost(confirming(world, waiting), lambda: of_confirming(waiting), together=False)

    assert next(one for one in left if one[0] == "confirmed") == ("confirmed", 0, 0, 0)


def confirming(world: World, waiting: Determination) -> Callable[[], object]:
    """By the manager, as a new request does it."""
    return lambda: confirmed(
        Determination.objects.select_related("programme", "line").get(pk=waiting.pk), world.people["manager"]
    )


def of_confirming(waiting: Determination) -> tuple[str, int, int, int]:
    """State, entries, seals and deeds."""
    state = Determination.objects.get(pk=waiting.pk).state
    deeds = Deed.objects.filter(action="determination.confirmed")
    return state, Entry.objects.count(), Seal.objects.count(), deeds.count()


@pytest.fixture
def closed(world: World) -> World:
    """Everybody has submitted, and submission has closed."""
    give_terms(world.here.programme)
    submit_everywhere(world.here.partnerships)
    give_line(world.here.programme)
    return world


def preparing(world: World) -> Callable[[], object]:
    """By the finance officer."""
    programme, by = world.here.programme, world.people["finance"]
    line = programme.budget_lines.get()
    return lambda: prepare_determination(programme=programme, line=line, minute="SG 4/7", by=by, at=AFTER)


def of_preparing() -> tuple[int, int, int]:
    """Determinations, their outcomes and deeds."""
    deeds = Deed.objects.filter(action="determination.prepared")
    return Determination.objects.count(), Outcome.objects.count(), deeds.count()


def test_a_connection_lost_at_any_statement_of_preparing_leaves_all_or_nothing(closed):
    *lost, last = left_when_lost(preparing(closed), of_preparing)

    assert len(lost) > 8
    assert set(lost) == {(0, 0, 0)}
    assert last == (1, 9, 1)


def test_control_statements_that_are_committed_one_by_one_leave_a_determination_without_outcomes(closed):
    left = left_when_lost(preparing(closed), of_preparing, together=False)

    assert next(one for one in left if one != (0, 0, 0)) == (1, 0, 0)


def test_a_connection_lost_while_the_outcomes_are_copied_leaves_nothing(closed):
    """COPY is no statement that Django counts: the server ends the session at the fifth row."""
    with ending_the_session_at(closed.here.districts[1]), pytest.raises((DatabaseError, psycopg2.Error)):
        preparing(closed)()
    connection.close()

    assert of_preparing() == (0, 0, 0)


@contextmanager
def ending_the_session_at(partnership: Partnership) -> Iterator[None]:
    """As soon as an outcome of a partnership is written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER lose BEFORE INSERT ON grants_outcome FOR EACH ROW"
            f" WHEN (NEW.partnership_id = {int(partnership.pk)}) EXECUTE FUNCTION lose()"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION lose() CASCADE")
