"""The demonstration's frameworks and self-assessments: most are completed, some under way, and one is for a visitor."""

from collections import Counter
from datetime import timedelta

import pytest

from demonstration.selectors.files import rows_of
from demonstration.services.assessments import answers_of
from demonstration.services.moments import move_to
from partnerships.models import Programme
from partnerships.rules.deadlines import local_day
from projects.models import Submission
from selfassessment.models import (
    Action,
    AgreedAnswer,
    Assessment,
    ChosenFramework,
    Completion,
    FrameworkVersion,
    JointReview,
    Partner,
    ThemeScore,
)
from selfassessment.rules.answering import Given
from selfassessment.rules.reading import read_framework
from tests.demonstration.loaded import AT, FIRST, LAST, SECOND, TODAY, load_once
from tests.factories.frameworks import SMALL


@pytest.fixture
def last(db: None) -> Programme:
    load_once(LAST)
    return Programme.objects.get()


@pytest.fixture
def loaded(db: None) -> Programme:
    load_once(FIRST)
    return Programme.objects.get()


def test_every_framework_is_there_and_the_year_has_chosen_one(loaded: Programme) -> None:
    assert FrameworkVersion.objects.count() == 4
    assert ChosenFramework.objects.get().version.framework.key == "delivery-competencies"
    assert loaded.framework == "Delivery competencies"


def test_this_year_most_have_completed_some_are_under_way_and_two_wait_for_a_visitor(loaded: Programme) -> None:
    done = loaded.partnerships.filter(completions__reopened_at=None, completions__isnull=False)
    assert (done.filter(delivers_laa=False).count(), done.filter(delivers_laa=True).count()) == (17, 11)
    drafts = Assessment.objects.filter(completions=None)
    assert sorted(drafts.values_list("partnership__area", flat=True)) == ["Malvern Hills", "Staffordshire Moorlands"]
    assert JointReview.objects.get(completions=None).partnership.area == "Worcestershire"
    begun = {*Assessment.objects.values_list("partnership__area", flat=True)}
    begun |= {*JointReview.objects.values_list("partnership__area", flat=True)}
    assert not begun & {"Lichfield", "Birmingham"}


def test_last_year_everybody_has_completed_theirs(last: Programme) -> None:
    kinds = Counter(one.is_joint for one in Completion.objects.standing())
    assert kinds == {False: 24, True: 14}
    assert Completion.objects.standing().values("partnership").distinct().count() == last.partnerships.count() == 38
    assert len(set(Completion.objects.values_list("stage", flat=True))) >= 3
    assert not ThemeScore.objects.filter(shows=False).exists()


@pytest.mark.parametrize("key", [FIRST, LAST, SECOND])
def test_every_project_that_is_submitted_rests_on_what_was_completed_before(db: None, key: str) -> None:
    load_once(key)
    submitted = Submission.objects.select_related("edition", "project__completion")
    assert submitted
    for one in submitted:
        assert one.edition.first_basis
        assert one.project.completion.completed_at < one.edition.made_at


def test_a_completed_assessment_is_what_its_row_says(loaded: Programme) -> None:
    row = next(row for row in rows_of("assessments", "west-midlands") if row["area"] == "Warwick")
    completion = Completion.objects.select_related("partnership__programme").get(partnership__area="Warwick")
    frozen = completion.answers.exclude(score=None, is_not_applicable=False)
    assert frozen.count() == sum(letter in "1234n" for letter in row["answers"])
    assert frozen.get(statement__key=row["about"]).comment == row["comment"]
    assert (local_day(completion.completed_at) - loaded.starts).days == int(row["completed"])
    assert completion.completed_by.roles.get().partnership == completion.partnership


def test_letters_are_read_in_the_order_of_the_framework() -> None:
    words = read_framework(SMALL)
    row = {"answers": "n-", "about": "one.first", "comment": "Why"}
    assert answers_of(row, words) == {"one.first": Given("na", "Why")}
    with pytest.raises(ValueError, match="shorter"):
        answers_of(row | {"answers": "3"}, words)


def test_in_the_other_region_some_are_under_way(db: None) -> None:
    load_once(SECOND)
    drafts = Assessment.objects.filter(completions=None)
    assert set(drafts.values_list("partnership__area", flat=True)) == {
        "Aylesbury Vale",
        "Hart",
        "Sevenoaks",
        "Waverley",
    }
    assert not drafts.filter(answers=None).exists()


def test_what_is_written_goes_back_with_the_year_and_what_is_completed_stays(loaded: Programme) -> None:
    before = Assessment.objects.values_list("started_at", flat=True).order_by("pk")[0]
    written = list(AgreedAnswer.objects.values_list("written_at", flat=True))
    done = list(Completion.objects.values_list("completed_at", flat=True).order_by("pk"))
    move_to(moment="midyear", today=TODAY, at=AT)
    assert Assessment.objects.order_by("pk")[0].started_at == before - timedelta(days=108)
    assert local_day(ChosenFramework.objects.get().chosen_at) == Programme.objects.get().starts
    assert set(AgreedAnswer.objects.values_list("written_at", flat=True)) == {
        at - timedelta(days=108) for at in written
    }
    assert list(Completion.objects.values_list("completed_at", flat=True).order_by("pk")) == done
    moved = TODAY - timedelta(days=108)
    assert all(day < moved for day in Action.objects.exclude(done_on=None).values_list("done_on", flat=True))
    assert all(local_day(at) < moved for at in Action.objects.values_list("written_at", flat=True))
    assert all(local_day(at) < moved for at in Partner.objects.values_list("invited_at", flat=True))
    assert all(day < moved for day in JointReview.objects.values_list("held_on", flat=True))
