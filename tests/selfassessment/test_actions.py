"""A partnership's learning plan: actions written, changed, done, given up, and taken on from last year."""

from datetime import date

import pytest

from audit.models import Entry
from partnerships.errors import ProgrammeClosedError
from partnerships.models import Programme
from selfassessment.errors import ActionChangedError, NoSuchThemeError, NotCompletedError
from selfassessment.models import Action
from selfassessment.rules.planning import Wording
from selfassessment.services.actions import add_action, carry_over, change_action, drop_action
from selfassessment.services.reopening import reopen_assessment
from tests.at_once import at_once
from tests.factories import PersonFactory
from tests.factories.assessments import COMPLETED, make_assessment, make_completion

pytestmark = pytest.mark.django_db
MEET = Wording("Meet the health trust", "Our coordinator", date(2026, 9, 1))
LOW = {"one.first": 1, "one.second": 2}


def add(partnership, wording=MEET, *, theme="one", by=None):
    return add_action(partnership=partnership, theme=theme, wording=wording, by=by or PersonFactory(), at=COMPLETED)


def change(action, wording, *, seen=1):
    return change_action(action=action, seen=seen, wording=wording, by=PersonFactory(), at=COMPLETED)


def drop(action, *, seen=1):
    drop_action(action=action, seen=seen, by=PersonFactory(), at=COMPLETED)


def test_an_action_stands_against_a_theme_of_what_was_completed(world):
    completion = make_completion(world.own, LOW)

    action = add(world.own)

    assert (action.theme, action.what, action.who, action.by_when) == ("one", MEET.what, MEET.who, MEET.by_when)
    assert (action.made_on, action.done_on) == (completion.made_on, None)
    assert Entry.objects.get(action="action.added").details == {"theme": "one"}


def test_the_same_words_sent_twice_are_one_action(world):
    make_completion(world.own, LOW)

    assert add(world.own) == add(world.own)
    assert Entry.objects.filter(action="action.added").count() == 1


def test_before_anything_is_completed_there_is_nothing_to_act_on(world):
    make_assessment(world.own, LOW)

    with pytest.raises(NotCompletedError):
        add(world.own)


def test_an_action_is_against_a_theme_that_there_is(world):
    make_completion(world.own, LOW)

    with pytest.raises(NoSuchThemeError):
        add(world.own, theme="two")


def test_actions_stay_and_can_be_added_while_the_assessment_is_open_again(world):
    completion = make_completion(world.own, LOW)
    add(world.own)
    reopen_assessment(completion=completion, reason="Wrong", by=world.people["manager"], at=COMPLETED)

    add(world.own, Wording("Publish the agenda", "The chair"))

    assert Action.objects.standing().filter(partnership=world.own).count() == 2


def test_a_change_is_kept_with_who_made_it(world):
    make_completion(world.own, LOW)

    changed = change(add(world.own), Wording(MEET.what, "The chair", MEET.by_when, date(2026, 8, 3)))

    assert (changed.who, changed.done_on, changed.version) == ("The chair", date(2026, 8, 3), 2)
    assert Entry.objects.get(action="action.changed").details == {"theme": "one", "fields": ["who", "done_on"]}


def test_the_same_change_sent_twice_is_one(world):
    make_completion(world.own, LOW)
    action, wording = add(world.own), Wording("Meet them", "The chair")
    change(action, wording)

    assert change(action, wording).version == 2
    assert Entry.objects.filter(action="action.changed").count() == 1


def test_nobodys_change_is_written_over_unseen(world):
    make_completion(world.own, LOW)
    action = add(world.own)
    change(action, Wording("Meet them", "The chair"))

    with pytest.raises(ActionChangedError):
        change(action, Wording("Ring them", "The clerk"))

    assert Action.objects.get().what == "Meet them"


def test_an_action_given_up_stands_no_longer_and_is_kept(world):
    make_completion(world.own, LOW)
    action = add(world.own)

    drop(action)
    drop(action)

    assert (Action.objects.standing().count(), Action.objects.count()) == (0, 1)
    assert Entry.objects.filter(action="action.dropped").count() == 1


def test_what_was_given_up_is_not_changed_and_what_was_changed_is_not_given_up_unseen(world):
    make_completion(world.own, LOW)
    dropped, changed = add(world.own), add(world.own, Wording("Publish the agenda", "The chair"))
    drop(dropped)
    change(changed, Wording("Publish the minutes", "The chair"))

    with pytest.raises(ActionChangedError):
        change(dropped, Wording("Ring them", "The clerk"))
    with pytest.raises(ActionChangedError):
        drop(changed)


def test_the_same_words_may_be_written_again_once_they_were_given_up(world):
    make_completion(world.own, LOW)
    dropped = add(world.own)
    drop(dropped)

    assert add(world.own) != dropped


def test_last_years_actions_are_taken_on_with_every_done_cleared(world):
    last = make_completion(world.own, LOW)
    add(world.own, Wording("Meet the health trust", "Our coordinator", date(2026, 2, 1), date(2026, 1, 12)))
    drop(add(world.own, Wording("Publish the agenda", "The chair")))
    taken = {"last": last, "partnership": world.neighbour, "made_on": last.made_on, "by": PersonFactory()}

    assert (carry_over(**taken, at=COMPLETED), carry_over(**taken, at=COMPLETED)) == (1, 0)

    carried = Action.objects.get(partnership=world.neighbour)
    assert (carried.what, carried.who, carried.by_when, carried.done_on) == (MEET.what, MEET.who, None, None)
    assert Entry.objects.get(action="action.carried_over").details == {"actions": 1}


def test_in_a_closed_year_nothing_of_a_plan_is_written(world):
    make_completion(world.own, LOW)
    action = add(world.own)
    Programme.objects.filter(pk=world.here.programme.pk).update(state=Programme.State.CLOSED, closed_at=COMPLETED)

    for deed in (lambda: add(world.own), lambda: change(action, MEET), lambda: drop(action)):
        with pytest.raises(ProgrammeClosedError):
            deed()


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_one_is_told(world):
    make_completion(world.own, LOW)
    action, people = add(world.own), {1: PersonFactory(), 2: PersonFactory()}

    def other_words(number):
        wording = Wording(f"Meet {number}", "The chair")
        return change_action(action=action, seen=1, wording=wording, by=people[number], at=COMPLETED).what

    told = at_once(lambda: other_words(1), lambda: other_words(2), refused=(ActionChangedError,))

    assert told in (["Meet 1", ActionChangedError], [ActionChangedError, "Meet 2"])


@pytest.mark.django_db(transaction=True)
def test_without_the_version_both_changes_are_taken(world):
    """The control: the same two, past the guard; the first change is gone and nobody is told."""
    make_completion(world.own, LOW)
    action = add(world.own)

    def other_words(number):
        return Action.objects.filter(pk=action.pk).update(what=f"Meet {number}")

    assert at_once(lambda: other_words(1), lambda: other_words(2)) == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_adds_one_action(world):
    make_completion(world.own, LOW)
    people = PersonFactory(), PersonFactory()

    assert len(set(at_once(*[lambda by=by: add(world.own, by=by).pk for by in people]))) == 1
