"""What submitting keeps, who is told, what stops it, and to which second it is possible."""

from datetime import datetime, timedelta

import pytest

from audit.models import Entry
from notices.models import Message
from partnerships.models import Programme
from partnerships.rules.deadlines import last_moment
from projects.errors import (
    NotReadyError,
    ProjectChangedError,
)
from projects.models import Admission, Closure, Endorsement, Project, Seal, Submission
from projects.services.writing import write_project
from tests.factories import RoleFactory
from tests.factories.projects import CLOSES, make_project
from tests.projects.stages import (
    BEFORE,
    HOUR,
    LONDON_DAYS,
    SECOND,
    asked,
    close_on,
    endorsed,
    reasons_of,
    submit,
    submitted,
)

pytestmark = pytest.mark.django_db


def test_an_endorsed_project_is_submitted_and_everybody_of_it_gets_the_receipt(world):
    second = RoleFactory(representative=True, partnership=world.own).person

    submission = submitted(world)

    sent = Message.objects.filter(kind="projects/submitted")
    assert (submission.edition.title, submission.submitted_at, submission.admission) == ("Working as one", BEFORE, None)
    people = [world.people["representative"], world.people["champion"], second]
    assert {message.to for message in sent} == {person.email for person in people}
    assert submission.reference in sent[0].subject
    assert "Received: 18 June 2026, 10:00:00am" in sent[0].text.replace("\xa0", " ")
    assert Entry.objects.get(action="project.submitted").details["reference"] == submission.reference


def test_submitted_twice_it_is_one_submission_with_one_receipt(world):
    first = submitted(world)

    second = submit(world, first.project, BEFORE + HOUR, seen=99)

    assert (second.pk, second.submitted_at) == (first.pk, BEFORE)
    assert (Submission.objects.count(), Message.objects.filter(kind="projects/submitted").count()) == (1, 2)
    assert Entry.objects.filter(action="project.submitted").count() == 1


@pytest.mark.parametrize("day", LONDON_DAYS)
def test_the_last_second_of_the_day_in_london_counts_whole_and_not_one_more(world, day):
    project, ends = endorsed(world), last_moment(day)
    close_on(world.here.programme, ends)

    with pytest.raises(NotReadyError) as refused:
        submit(world, project, ends + SECOND)
    submission = submit(world, project, ends + timedelta(milliseconds=900))

    assert refused.value.reasons == ("closed",)
    assert submission.submitted_at == ends + timedelta(milliseconds=900)


def test_words_that_changed_since_the_endorsement_are_not_submitted(world):
    project, by = endorsed(world), world.people["representative"]
    changed = write_project(project=project, seen=1, words={"summary": "Other"}, by=by, at=BEFORE)

    with pytest.raises(ProjectChangedError):
        submit(world, project, seen=1)

    assert reasons_of(world, changed) == ("changed_since",)


def test_words_that_were_changed_back_are_still_endorsed(world):
    project, by = endorsed(world), world.people["representative"]
    write_project(project=project, seen=1, words={"summary": "Other"}, by=by, at=BEFORE)
    back = write_project(project=project, seen=2, words={"summary": "How we share."}, by=by, at=BEFORE)

    assert submit(world, back).edition.number == 1


def test_what_the_champion_has_not_answered_or_nobody_asked_is_not_submitted(world):
    question = asked(world)
    assert reasons_of(world, question.edition.project) == ("with_champion",)
    Endorsement.objects.all().delete()
    assert reasons_of(world, Project.objects.select_related("edition", "partnership__programme").get()) == (
        "not_asked",
    )


def test_a_champion_whose_role_has_ended_leaves_no_champion(world):
    project = endorsed(world)
    world.roles["champion"].delete()

    assert reasons_of(world, project) == ("no_champion",)


def test_an_empty_draft_is_told_everything_at_once(world):
    project = make_project(world.own, words=("Only a title", "", "", ""))
    world.roles["champion"].delete()

    found = reasons_of(world, project, CLOSES + SECOND)

    assert found == ("no_summary", "no_improvement", "no_champion", "not_asked")
    close_on(world.here.programme)
    assert reasons_of(world, project, CLOSES + SECOND)[0] == "closed"


@pytest.mark.parametrize("what", ["sealed", "closed early", "year not open"])
def test_what_stops_everybody_stops_a_ready_project_too(world, what):
    project, manager = endorsed(world), world.people["manager"]
    programme = world.here.programme
    if what == "sealed":
        Seal.objects.create(programme=programme, sealed_by=manager, sealed_at=BEFORE)
    elif what == "closed early":
        Closure.objects.create(programme=programme, reason="Why", closed_by=manager, closed_at=BEFORE)
    else:
        Programme.objects.filter(pk=programme.pk).update(state="setting_up", opened_at=None)

    codes = {"sealed": "sealed", "closed early": "closed", "year not open": "year_not_open"}
    assert reasons_of(world, project) == (codes[what],)


def test_who_is_let_in_late_submits_by_that_leave_until_its_last_second(world):
    project, until = endorsed(world), last_moment(datetime(2026, 7, 8).date())
    leave = {"reason": "Flood", "until": until, "admitted_by": world.people["manager"]}
    admission = Admission.objects.create(partnership=world.own, admitted_at=CLOSES + HOUR, **leave)

    with pytest.raises(NotReadyError):
        submit(world, project, until + SECOND)
    late = submit(world, project, until + timedelta(milliseconds=999))

    assert late.admission == admission


def test_who_submits_in_time_does_not_do_so_by_a_leave(world):
    project = endorsed(world)
    leave = {"reason": "Flood", "until": CLOSES + 24 * HOUR, "admitted_by": world.people["manager"]}
    Admission.objects.create(partnership=world.own, admitted_at=BEFORE, **leave)

    assert submit(world, project).admission is None
