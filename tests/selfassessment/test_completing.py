"""Completing: answers and scores are frozen as they were, and nobody changes them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import Entry
from partnerships.errors import NotManagerError
from selfassessment.errors import CompletedError, NothingToCompleteError, ReopenedError
from selfassessment.models import CompletedAnswer, Completion, ThemeScore
from selfassessment.rules.answering import Given
from selfassessment.selectors.completions import result_of
from selfassessment.services.completing import complete_assessment
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import given_version

pytestmark = pytest.mark.django_db


def complete(assessment, world):
    return complete_assessment(assessment=assessment, by=world.people["representative"], at=COMPLETED)


def two_tier(world, **answers):
    version = given_version("two-tier-working")
    keys = {key.replace(".", "_").replace("-", "_"): key for key in version.statements.values_list("key", flat=True)}
    return make_assessment(world.own, {keys[name]: answer for name, answer in answers.items()}, version=version)


def test_answers_scores_and_stage_are_frozen_exactly(world):
    assessment = two_tier(
        world,
        processes_no_duplicate_returns=3,
        processes_meeting_load=3,
        processes_settle_disputes=4,
        roles_written_split="na",
        roles_county_only=2,
    )

    completion = complete(assessment, world)

    result = result_of(completion)
    sums = {score.key: (score.total, score.answered, score.applicable, score.shows) for score in result.scores}
    assert [sums[key] for key in ("processes", "roles", "scale")] == [
        (10, 3, 3, True),
        (2, 1, 3, False),
        (0, 0, 4, False),
    ]
    assert (result.overall, completion.overall) == (Fraction(10, 3), Decimal("3.3333333333"))
    assert (completion.stage, result.stage.label, completion.reference) == (
        *("more-effective", "More effective"),
        f"A{completion.pk:06d}",
    )
    assert [each.given.answer for each in result.answers].count(None) == 14
    assert Entry.objects.get(action="assessment.completed").details == {"number": 1}


def test_the_result_names_gaps_the_lowest_first_and_strengths(world):
    keys = ["one.first", "one.second"]
    result = result_of(make_completion(world.own, dict(zip(keys, (2, 1), strict=True)), comment="Why"))

    assert [each.statement.key for each in result.gaps] == ["one.second", "one.first"]
    assert [theme.key for theme in result.weak] == ["one"]
    assert (result.strengths, result.gaps[0].given) == ([], Given(1, "Why"))


@pytest.mark.parametrize("answers", [{}, {"one.first": "na", "one.second": "na"}], ids=["none", "nothing applies"])
def test_where_no_theme_shows_there_is_nothing_to_complete(world, answers):
    with pytest.raises(NothingToCompleteError):
        complete(make_assessment(world.own, answers), world)

    assert not Completion.objects.exists()


def test_a_second_completion_is_refused(world):
    completion = make_completion(world.own, {"one.first": 3})

    with pytest.raises(CompletedError):
        complete(completion.assessment, world)


def test_the_database_keeps_one_standing_completion_for_a_partnership(world):
    completion = make_completion(world.own, {"one.first": 3})
    completion.pk, completion.number = None, 2

    with pytest.raises(IntegrityError, match="completion_stands_once_for_a_partnership"), transaction.atomic():
        completion.save(force_insert=True)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (Completion, {"stage": "first"}),
        (Completion, {"overall": 4}),
        (CompletedAnswer, {"score": 1}),
        (CompletedAnswer, {"comment": ""}),
        (ThemeScore, {"total": 9}),
    ],
    ids=["stage", "overall", "score", "comment", "theme"],
)
def test_the_database_lets_nobody_change_what_is_completed(world, kind, change):
    make_completion(world.own, {"one.first": 3}, comment="Why")

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        kind.objects.update(**change)
    with pytest.raises(DatabaseError, match="Cannot (update or )?delete"), transaction.atomic():
        kind.objects.all()._raw_delete("default")


def test_of_two_who_open_it_again_the_second_is_told(world):
    completion = make_completion(world.own, {"one.first": 3})
    given = {"completion": completion, "reason": "Why", "by": world.people["manager"], "at": COMPLETED}
    reopen_assessment(**given)

    with pytest.raises(ReopenedError):
        reopen_assessment(**given)
    assert Entry.objects.filter(action="assessment.reopened").count() == 1


@pytest.mark.parametrize("who", ["representative", "finance", "adviser"])
def test_nobody_but_the_manager_opens_it_again(world, who):
    completion = make_completion(world.own, {"one.first": 3})

    with pytest.raises(NotManagerError):
        reopen_assessment(completion=completion, reason="Why", by=world.people[who], at=COMPLETED)
