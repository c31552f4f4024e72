"""How far a partnership is, told beside other facts of it."""

import pytest

from selfassessment.rules.standing import State, state_of
from selfassessment.selectors.standing import Standing, standing_of
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import choose, give_framework


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, State.NONE),
        ({"has_framework": True}, State.NOT_BEGUN),
        ({"has_framework": True, "delivers_laa": True}, State.NONE),
        ({"is_begun": True, "delivers_laa": True}, State.UNDER_WAY),
        ({"is_begun": True, "is_completed": True}, State.COMPLETED),
    ],
    ids=["no framework", "a framework", "an agreement", "begun", "completed"],
)
def test_one_word_says_how_far_it_is(facts: dict[str, bool], state: State) -> None:
    nothing = dict.fromkeys(["delivers_laa", "has_framework", "is_begun", "is_completed"], False)
    assert state_of(**{**nothing, **facts}) is state


@pytest.mark.django_db
def test_not_applicable_is_an_answer_and_a_comment_alone_is_none(world):
    make_assessment(world.own, {"one.first": "na", "one.second": None}, comment="Why")
    assert standing_of(world.own) == Standing(State.UNDER_WAY, size=2, answered=1)


@pytest.mark.django_db
def test_a_framework_chosen_later_does_not_change_the_size_of_what_is_begun(world):
    assert standing_of(world.own) == Standing(State.NONE)
    choose(world.here.programme, give_framework())
    assert standing_of(world.own) == Standing(State.NOT_BEGUN, size=2)
    assert standing_of(world.own).minutes == 5


@pytest.mark.django_db
def test_opened_again_it_is_under_way(world):
    completion = make_completion(world.own, {"one.first": 3})
    done = standing_of(world.own)
    assert (done.state, done.completion, done.completed_at) == (State.COMPLETED, completion.pk, COMPLETED)
    reopen_assessment(completion=completion, reason="Why", by=world.people["manager"], at=COMPLETED)
    assert standing_of(world.own) == Standing(State.UNDER_WAY, size=2, answered=1)
