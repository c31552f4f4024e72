"""Taking a submitted project back: to which second, what it means, and that it can be submitted again."""

from datetime import timedelta

import pytest
import time_machine

from audit.models import Entry
from projects.errors import (
    NotSubmittedError,
    ProjectSubmittedError,
    SubmissionClosedError,
)
from projects.models import Project, Seal, Submission
from projects.services.submitting import withdraw_project
from projects.services.writing import write_project
from tests.factories.projects import CLOSES
from tests.projects.stages import (
    BEFORE,
    HOUR,
    SECOND,
    address,
    endorsed,
    submit,
    submitted,
    told,
)

pytestmark = pytest.mark.django_db


def test_a_withdrawn_project_can_be_changed_and_submitted_again(world):
    first = submitted(world)
    by = world.people["representative"]
    with pytest.raises(ProjectSubmittedError):
        write_project(project=first.project, seen=1, words={"title": "New"}, by=by, at=BEFORE)

    withdraw_project(project=first.project, by=by, at=BEFORE + HOUR)
    write_project(project=first.project, seen=1, words={"title": "New"}, by=by, at=BEFORE + HOUR)
    write_project(project=first.project, seen=2, words={"title": "Working as one"}, by=by, at=BEFORE + HOUR)
    project = Project.objects.select_related("edition", "partnership__programme").get()
    again = submit(world, project, BEFORE + 2 * HOUR)

    assert again.pk != first.pk
    assert list(Submission.objects.values_list("withdrawn_by", flat=True)) == [by.pk, None]
    assert Entry.objects.filter(action="project.withdrawn").count() == 1


@pytest.mark.parametrize(
    ("at", "error"), [(CLOSES + SECOND, SubmissionClosedError), (CLOSES + timedelta(milliseconds=900), None)]
)
def test_one_withdraws_to_the_last_second_and_not_after(world, at, error):
    submission, by = submitted(world), world.people["representative"]

    if error:
        with pytest.raises(error):
            withdraw_project(project=submission.project, by=by, at=at)
    else:
        withdraw_project(project=submission.project, by=by, at=at)

    assert Submission.objects.standing().exists() is bool(error)


def test_what_is_not_submitted_cannot_be_withdrawn(world):
    with pytest.raises(NotSubmittedError):
        withdraw_project(project=endorsed(world), by=world.people["representative"], at=BEFORE)


def test_nothing_is_withdrawn_once_the_grants_are_decided(world):
    submission = submitted(world)
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)

    with pytest.raises(SubmissionClosedError):
        withdraw_project(project=submission.project, by=world.people["representative"], at=BEFORE)


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_withdrawing_says_what_it_means_for_the_county_and_pressed_twice_is_told(world, representative):
    submission = submitted(world)
    project, sent = submission.project, {"submission": submission.pk}

    shown = told(representative.get(address(project, "withdraw")))
    assert "the whole of Thessershire loses its grants" in shown
    first = told(representative.post(address(project, "withdraw"), sent, follow=True))
    second = told(representative.post(address(project, "withdraw"), sent, follow=True))

    assert "The project is withdrawn" in first
    assert "There is nothing" not in first
    assert "there is nothing to withdraw" in second
    assert "Project withdrawn" in told(representative.get(address(project, "receipt")))


@time_machine.travel(CLOSES + SECOND, tick=False)
def test_after_the_end_nothing_is_withdrawn(world, representative):
    submission = submitted(world)
    project, sent = submission.project, {"submission": submission.pk}

    assert representative.get(address(project, "withdraw")).status_code == 302
    shown = told(representative.post(address(project, "withdraw"), sent, follow=True))

    assert "The project stays submitted: submission has closed" in shown
    assert Submission.objects.standing().count() == 1


@time_machine.travel(BEFORE + 3 * HOUR, tick=False)
@pytest.mark.parametrize("typed", [None, "", "0", "x", "\u0661", "a\x00", "9" * 40])
def test_a_page_of_what_was_withdrawn_since_does_not_withdraw_what_was_submitted_again(world, representative, typed):
    first, by = submitted(world), world.people["representative"]
    withdraw_project(project=first.project, by=by, at=BEFORE + HOUR)
    again = submit(world, Project.objects.select_related("edition", "partnership__programme").get(), BEFORE + 2 * HOUR)
    sent = {"submission": str(first.pk) if typed is None else typed}

    shown = told(representative.post(address(first.project, "withdraw"), sent, follow=True))

    assert "Nothing was withdrawn: the project was submitted again" in shown
    assert again.reference in shown
    assert Submission.objects.standing().get() == again


def test_who_asked_before_it_was_submitted_again_withdraws_nothing(world):
    submission = submitted(world, BEFORE + HOUR)

    with pytest.raises(NotSubmittedError):
        withdraw_project(project=submission.project, by=world.people["representative"], at=BEFORE)

    assert Submission.objects.standing().exists()
