"""Two who decide, submit, write or close in the same moment: real threads, each race with a control without locks."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from notices.models import Message
from partnerships.models import Programme
from projects import errors
from projects.models import Closure, Endorsement, Project, Seal, Submission
from projects.rules.submission import why_not
from projects.selectors.readiness import readiness_of
from projects.selectors.windows import window_of
from projects.services.closing import close_submission, seal
from projects.services.endorsing import ask_endorsement, endorse, return_project
from projects.services.submitting import submit_project, withdraw_project
from projects.services.writing import write_project
from tests.at_once import PATIENCE, at_once, meeting
from tests.factories import World
from tests.projects.stages import BEFORE, HOUR, asked, endorsed, second_champion, submitted

pytestmark = pytest.mark.django_db(transaction=True)
LATER = BEFORE + HOUR
ROUNDS = 4  # either may be first; each round begins anew


def the_project() -> Project:
    return Project.objects.select_related("edition", "partnership__programme").get()


def the_question() -> Endorsement:
    return Endorsement.objects.select_related("edition__project__partnership__programme").get()


def test_of_two_champions_who_decide_at_once_one_wins_and_the_other_is_told(world):
    asked(world)
    first, second = world.people["champion"], second_champion(world)

    told = at_once(
        lambda: endorse(endorsement=the_question(), by=first, at=LATER),
        lambda: return_project(endorsement=the_question(), reason="No", by=second, at=LATER),
        refused=(errors.EndorsementDecidedError,),
    )

    decided = Endorsement.objects.get()
    assert told.count(errors.EndorsementDecidedError) == 1
    assert decided.decided_by == (second if told[0] is errors.EndorsementDecidedError else first)
    assert Entry.objects.filter(action__in=["project.endorsed", "project.returned"]).count() == 1
    assert Message.objects.filter(kind__in=["projects/endorsed", "projects/returned"]).count() == 1


def test_control_without_lock_and_condition_both_believe_that_they_decided(world):
    asked(world)
    both = meeting(2)

    def decide(verdict: str, reason: str) -> None:
        found = the_question()
        if found.verdict:
            raise errors.EndorsementDecidedError
        both.wait()
        found.verdict, found.reason = verdict, reason
        found.decided_by, found.decided_at = world.people["champion"], LATER
        found.save()

    assert at_once(lambda: decide("endorsed", ""), lambda: decide("returned", "No")) == [None, None]


def test_two_who_submit_at_once_hand_in_one_project_with_one_receipt(world):
    endorsed(world)
    by = world.people["representative"]

    told = at_once(*[lambda: submit_project(project=the_project(), seen=1, by=by, at=LATER)] * 4)

    assert told == [Submission.objects.get()] * 4
    assert Entry.objects.filter(action="project.submitted").count() == 1
    assert Message.objects.filter(kind="projects/submitted").count() == 2


def test_control_without_lock_only_the_constraint_stops_the_second(world):
    project = endorsed(world)
    by, both = world.people["representative"], meeting(2)

    def submit() -> None:
        assert not why_not(window_of(project.partnership), readiness_of(the_project(), at=LATER), LATER)
        both.wait()
        Submission.objects.create(project=project, edition=project.edition, submitted_by=by, submitted_at=LATER)

    assert set(at_once(submit, submit, refused=(IntegrityError,))) == {None, IntegrityError}


def test_words_written_while_the_champion_endorses_are_never_taken_for_endorsed(world):
    by, champion = world.people["representative"], world.people["champion"]
    asked(world)

    at_once(
        lambda: endorse(endorsement=the_question(), by=champion, at=LATER),
        lambda: write_project(project=the_project(), seen=1, words={"title": "Newer"}, by=by, at=LATER),
    )

    assert Endorsement.objects.get().edition.title == "Working as one"
    assert readiness_of(the_project(), at=LATER).why_not() == ("changed_since",)


def test_words_written_and_asked_about_while_the_champion_endorses_are_not_endorsed(world):
    by, champion = world.people["representative"], world.people["champion"]
    first = asked(world)

    def rewrite() -> None:
        newer = write_project(project=the_project(), seen=1, words={"title": "Newer"}, by=by, at=LATER)
        ask_endorsement(project=newer, seen=2, by=by, at=LATER)

    question = Endorsement.objects.select_related("edition__project__partnership__programme").get(pk=first.pk)
    told = at_once(
        lambda: endorse(endorsement=question, by=champion, at=LATER), rewrite, refused=(errors.EndorsementDecidedError,)
    )

    assert told[1] is None
    assert Endorsement.objects.get(edition__number=2).verdict == ""
    assert readiness_of(the_project(), at=LATER).why_not() == ("with_champion",)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_who_submits_while_it_is_closed_is_in_or_is_told_and_never_after_the_end(world, turn):
    endorsed(world)
    programme, by, manager = world.here.programme, world.people["representative"], world.people["manager"]
    after = LATER + timedelta(seconds=1)

    told = at_once(
        lambda: close_submission(programme=programme, reason="Enough", by=manager, at=LATER),
        lambda: submit_project(project=the_project(), seen=1, by=by, at=after),
        refused=(errors.NotReadyError,),
    )

    assert told[0] is not errors.NotReadyError
    is_in = told[1] is not errors.NotReadyError
    assert Submission.objects.count() == is_in
    if is_in:  # it was written before the closing, and stands in the trail before it
        deeds = list(Entry.objects.order_by("pk").values_list("action", flat=True))
        assert deeds.index("project.submitted") < deeds.index("submission.closed")


def test_a_request_that_arrived_before_the_closing_is_in_though_it_waited_for_it(world):
    endorsed(world)
    programme, by, manager = world.here.programme, world.people["representative"], world.people["manager"]
    close_submission(programme=programme, reason="Enough", by=manager, at=LATER)

    submission = submit_project(project=the_project(), seen=1, by=by, at=LATER - timedelta(milliseconds=1))

    assert submission.submitted_at < Closure.objects.get().closed_at


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_who_withdraws_while_the_grants_are_decided_does_so_before_or_not_at_all(world, turn):
    submitted(world)
    by, manager = world.people["representative"], world.people["manager"]

    with_what = []

    def decide() -> None:
        with transaction.atomic():
            held = Programme.objects.select_for_update(no_key=True).get(pk=world.here.programme.pk)
            with_what.append(Submission.objects.standing().count())
            seal(programme=held, by=manager, at=LATER)

    told = at_once(
        decide,
        lambda: withdraw_project(project=the_project(), by=by, at=LATER),
        refused=(errors.SubmissionClosedError,),
    )

    assert told[0] is None
    assert Seal.objects.exists()
    assert Submission.objects.standing().count() == with_what[0]


def test_control_without_the_years_lock_a_project_leaves_after_it_was_counted(world):
    submitted(world)
    by, manager = world.people["representative"], world.people["manager"]
    counted, gone, with_what = Event(), Event(), []

    def decide() -> None:
        with transaction.atomic():
            with_what.append(Submission.objects.standing().count())
            counted.set()
            assert gone.wait(PATIENCE)
            seal(programme=world.here.programme, by=manager, at=LATER)

    def withdraw() -> None:
        assert counted.wait(PATIENCE)
        withdraw_project(project=the_project(), by=by, at=LATER)
        gone.set()

    at_once(decide, withdraw)
    assert (with_what, Submission.objects.standing().count()) == ([1], 0)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_who_ask_at_once_send_one_question_and_one_email(world: World, turn):
    question = asked(world)
    Endorsement.objects.filter(pk=question.pk).delete()
    Message.objects.all().delete()
    by = world.people["representative"]

    at_once(*[lambda: ask_endorsement(project=the_project(), seen=1, by=by, at=LATER)] * 2)

    assert (Endorsement.objects.count(), Message.objects.count()) == (1, 1)
