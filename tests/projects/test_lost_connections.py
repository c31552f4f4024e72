"""A connection lost at any statement of submitting, or of closing submission, leaves all of it or nothing."""

from collections.abc import Callable

import pytest

from audit.models import Entry
from notices.models import Message
from projects.models import Closure, Project, Submission
from projects.services.closing import close_submission
from projects.services.submitting import submit_project
from tests.factories import World
from tests.lost_connection import left_when_lost
from tests.projects.stages import BEFORE, HOUR, close_on, endorsed

pytestmark = pytest.mark.django_db(transaction=True)
LATER = BEFORE + HOUR


def submitting(world: World) -> Callable[[], object]:
    """By the representative, as a new request does it."""

    def deed() -> None:
        project = Project.objects.select_related("edition", "partnership__programme").get()
        submit_project(project=project, seen=project.version, by=world.people["representative"], at=LATER)

    return deed


def of_submitting() -> tuple[int, int, int]:
    """Submissions, deeds and receipts."""
    deeds = Entry.objects.filter(action="project.submitted")
    return Submission.objects.count(), deeds.count(), Message.objects.filter(kind="projects/submitted").count()


def closing(world: World) -> Callable[[], object]:
    """By the manager."""
    given = {"programme": world.here.programme, "reason": "Everybody is in", "by": world.people["manager"]}
    return lambda: close_submission(**given, at=BEFORE)


def of_closing() -> tuple[int, int]:
    """Closures and deeds."""
    return Closure.objects.count(), Entry.objects.filter(action="submission.closed").count()


def test_of_submitting(world):
    endorsed(world)

    *lost, last = left_when_lost(submitting(world), of_submitting)

    assert len(lost) > 5
    assert set(lost) == {(0, 0, 0)}
    assert last == (1, 1, 2)  # a receipt each to the representative and the champion


def test_of_closing(world):
    close_on(world.here.programme)

    *lost, last = left_when_lost(closing(world), of_closing)

    assert len(lost) > 3
    assert set(lost) == {(0, 0)}
    assert last == (1, 1)


def test_control_statements_that_are_committed_one_by_one_leave_a_submission_without_a_receipt(world):
    endorsed(world)

    left = left_when_lost(submitting(world), of_submitting, together=False)

    assert next(one for one in left if one != (0, 0, 0)) == (1, 0, 0)


def test_control_statements_that_are_committed_one_by_one_leave_a_closure_that_the_trail_does_not_tell(world):
    close_on(world.here.programme)

    left = left_when_lost(closing(world), of_closing, together=False)

    assert next(one for one in left if one != (0, 0)) == (1, 0)
