"""How far a partnership is, told beside other facts of it."""

import pytest

from partnerships.models import Partnership
from selfassessment.rules.reviewing import Finding
from selfassessment.rules.standing import State, state_of
from selfassessment.selectors.standing import Standing, standing_of
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import choose, give_framework, given_version
from tests.factories.reviews import make_joint_completion, make_review


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, State.NONE),
        ({"has_framework": True}, State.NOT_BEGUN),
        ({"is_begun": True}, State.UNDER_WAY),
        ({"is_begun": True, "is_completed": True}, State.COMPLETED),
        ({"is_completed": True, "is_of_other_kind": True}, State.OTHER_KIND),
    ],
    ids=["no framework", "a framework", "begun", "completed", "the other kind"],
)
def test_one_word_says_how_far_it_is(facts: dict[str, bool], state: State) -> None:
    nothing = dict.fromkeys(["has_framework", "is_begun", "is_completed"], False)
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


@pytest.mark.django_db
def test_who_delivers_an_agreement_is_as_far_as_the_joint_review(world):
    version = given_version("two-tier-working")
    choose(world.here.programme, version)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    wanted = standing_of(world.own)
    make_review(world.own, version=version, findings={"roles": Finding(2), "scale": Finding(None, "No time")})

    assert (wanted, wanted.minutes) == (Standing(State.NOT_BEGUN, size=5, is_joint=True), 20)
    assert standing_of(world.own) == Standing(State.UNDER_WAY, size=5, answered=1, is_joint=True)


@pytest.mark.django_db
def test_a_joint_review_that_stands_is_told_until_it_is_opened_again(world):
    completion = make_joint_completion(world.own)
    done = standing_of(world.own)
    assert (done.state, done.completion, done.has_joint_result) == (State.COMPLETED, completion.pk, True)
    reopen_assessment(completion=completion, reason="Why", by=world.people["manager"], at=COMPLETED)
    assert standing_of(world.own) == Standing(State.UNDER_WAY, size=1, answered=1, is_joint=True)


@pytest.mark.django_db
@pytest.mark.parametrize("is_joint", [True, False], ids=["an agreement now", "no agreement any more"])
def test_what_stands_of_the_other_kind_is_told_as_such(world, is_joint):
    completion = make_completion(world.own, {"one.first": 3}) if is_joint else make_joint_completion(world.own)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=is_joint)

    found = standing_of(world.own)

    assert (found.state, found.completion, found.is_joint) == (State.OTHER_KIND, completion.pk, is_joint)
    assert (found.has_joint_result, found.is_wanted) == (not is_joint, True)
