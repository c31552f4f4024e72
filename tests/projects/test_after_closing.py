"""Where the manager's page of submission leads once submission has closed."""

import pytest
import time_machine

from partnerships.models import Programme
from projects.models import Seal
from tests.projects.stages import AFTER, BEFORE, admit, close, submitted, told

pytestmark = pytest.mark.django_db

NEXT = "Next the grants are decided: one person prepares the decision, and another confirms it."
WAYS = {"to decide": "Go to the decision on the grants", "to undo": "Undo the early closing"}


@pytest.fixture
def closed(world, manager):
    """Closed early, and looked at by the manager at that moment."""
    close(world)
    with time_machine.travel(BEFORE, tick=False):
        yield manager


def test_closed_early_it_leads_to_the_decision_and_can_still_be_undone(closed):
    response = closed.get("/submission/")

    shown = told(response)
    assert NEXT in shown
    assert all(way in shown for way in WAYS.values())
    assert 'href="/grants/determinations/"' in response.content.decode()
    assert "leave to submit late" not in shown


def test_closed_by_its_date_there_is_nothing_to_undo(world, manager):
    with time_machine.travel(AFTER, tick=False):
        manager.force_login(world.people["manager"])
        shown = told(manager.get("/submission/"))

    assert NEXT in shown
    assert WAYS["to decide"] in shown
    assert WAYS["to undo"] not in shown


@time_machine.travel(BEFORE, tick=False)
def test_while_submission_is_open_nothing_leads_there(manager):
    shown = told(manager.get("/submission/"))

    assert NEXT not in shown
    assert WAYS["to decide"] not in shown


def test_who_may_still_be_late_is_counted_until_the_leave_ends(world, manager):
    submitted(world)
    for one in (world.own, world.neighbour, world.here.single):
        admit(world, partnership=one)

    with time_machine.travel(AFTER, tick=False):
        manager.force_login(world.people["manager"])
        during = told(manager.get("/submission/"))
    with time_machine.travel("2026-07-09 00:00:00+01:00", tick=False):
        manager.force_login(world.people["manager"])
        over = told(manager.get("/submission/"))

    assert "2 partnerships still have leave to submit late; the decision does not wait for them." in during
    assert "leave to submit late" not in over


def test_once_decided_it_leads_to_reading_the_decision(world, closed):
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)

    shown = told(closed.get("/submission/"))

    assert "Read the decision on the grants" in shown
    assert "Leave to be late" not in shown  # nobody had leave, and nobody can get it now
    assert NEXT not in shown
    assert WAYS["to undo"] not in shown


@pytest.mark.parametrize(
    "moments",
    [
        pytest.param({"state": "setting_up", "opened_at": None}, id="being set up"),
        pytest.param({"state": "closed", "closed_at": BEFORE}, id="closed"),
    ],
)
def test_in_a_year_that_is_not_open_nothing_is_to_be_decided(world, closed, moments):
    Programme.objects.filter(pk=world.here.programme.pk).update(**moments)

    assert NEXT not in told(closed.get("/submission/"))
