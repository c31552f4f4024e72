"""A joint review written down by several people, and completed: what it says is frozen, and nobody changes it."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import Entry
from kit.files.errors import UploadRefused
from kit.files.models import Upload
from partnerships.errors import ProgrammeClosedError
from partnerships.models import Partnership, Programme
from partnerships.models.terms import Terms
from selfassessment.errors import (
    CompletedError,
    IncompleteReviewError,
    JointReviewError,
    NoFrameworkError,
    NotJointError,
    OtherCompletionError,
    ReviewChangedError,
    TooManyImprovementsError,
)
from selfassessment.models import (
    CompletedFinding,
    CompletedImprovement,
    CompletedReview,
    Completion,
    JointReview,
    ReviewImprovement,
)
from selfassessment.rules.reviewing import Finding, Improvement, Meeting, mark_of
from selfassessment.selectors.completions import result_of
from selfassessment.selectors.reviews import review_of
from selfassessment.services import reviews as services
from selfassessment.services.completing import complete_assessment
from selfassessment.services.reopening import reopen_assessment
from selfassessment.services.reviews_completed import complete_review, freeze, put_down
from tests.at_once import at_once, meeting
from tests.factories import PersonFactory
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import given_version
from tests.factories.projects import give_terms
from tests.factories.reviews import HELD, NAMED, make_joint_completion, make_review, make_whole_review

pytestmark = pytest.mark.django_db
TEXT = b"What we heard, and what we agreed.\n"


def said(world, **more):
    return {"by": world.people["representative"], "at": ASSESSED, **more}


def paper(name="Review.txt", content=TEXT):
    return ContentFile(content, name=name)


def delivers(partnership, *, does=True):
    Partnership.objects.filter(pk=partnership.pk).update(delivers_laa=does)


def test_what_is_completed_is_frozen_exactly(world):
    version = given_version("two-tier-working")
    found = {"roles": Finding(2, "Duties overlap"), "processes": Finding(3, ""), "scale": Finding(None, "No time")}
    named = [Improvement("roles", "Write down who does what"), Improvement("scale", "Meet once a year")]
    review = make_review(world.own, version=version, meeting=HELD, findings=found, improvements=named)

    completion = complete_review(review=review, by=world.people["representative"], at=COMPLETED)

    assert (completion.is_joint, completion.overall, completion.stage, completion.number) == (
        *(True, Decimal("2.5000000000")),
        *("early-progress", 1),
    )
    assert (completion.meeting.held_on, completion.meeting.for_government) == (HELD.held_on, HELD.for_government)
    themes = completion.themes.values_list("theme", "total", "answered", "applicable", "shows")
    assert set(themes) == {("roles", 2, 1, 1, True), ("processes", 3, 1, 1, True)}
    assert {row.theme: (row.level, row.text) for row in completion.findings.all()} == {
        **{"roles": (2, "Duties overlap"), "processes": (3, "")},
        "scale": (None, "No time"),
    }
    assert [(row.number, row.theme) for row in completion.improvements.all()] == [(1, "roles"), (2, "scale")]
    assert Entry.objects.get(action="review.completed").details == {"number": 1}


def test_its_result_is_read_like_any_other(world):
    version = given_version("two-tier-working")
    review = make_review(
        world.own, version=version, meeting=HELD, findings={"roles": Finding(1, "")}, improvements=[NAMED_OF_ROLES]
    )

    result = result_of(complete_review(review=review, by=world.people["representative"], at=COMPLETED))

    assert (result.overall, result.stage.key) == (1, "developing")
    assert [theme.key for theme in result.weak] == ["roles"]
    assert [score.key for score in result.scores if score.shows] == ["roles"]


NAMED_OF_ROLES = Improvement("roles", "Write down who does what")


def test_a_third_improvement_is_refused_by_the_service_and_by_the_database(world):
    review = make_whole_review(world.own)
    three = [*NAMED, *NAMED, *NAMED]

    with pytest.raises(TooManyImprovementsError):
        services.name_improvements(review=review, improvements=three, seen=mark_of(NAMED), **said(world))
    with pytest.raises(IntegrityError, match="review_improvements_are_two_at_most"), transaction.atomic():
        ReviewImprovement.objects.create(review=review, number=3, theme="one", text="A third")


def test_what_lacks_is_told_and_nothing_is_completed(world):
    review = make_review(world.own, meeting=Meeting(date(2026, 9, 1), "Somebody", "Others"))

    with pytest.raises(IncompleteReviewError) as refused:
        complete_review(review=review, by=world.people["representative"], at=COMPLETED)

    assert refused.value.lacks == ("future", "no_level", "no_improvement")
    assert not Completion.objects.exists()


def test_the_years_terms_say_how_recent_it_must_be(world):
    last_year = Meeting(date(2026, 3, 20), "Somebody", "Others")
    review = make_review(world.own, meeting=last_year, findings={"one": Finding(2)}, improvements=NAMED)
    by_year = review_of(review, today=COMPLETED.date()).lacks

    give_terms(world.here.programme, basis_validity=Terms.BasisValidity.TWELVE_MONTHS)

    assert (by_year, review_of(review, today=COMPLETED.date()).lacks) == (("too_old",), ())


def test_who_begins_second_goes_on_with_the_first(world):
    first = make_review(world.own)
    second = services.start_review(partnership=world.own, **said(world))

    assert (first, JointReview.objects.count()) == (second, 1)
    assert Entry.objects.filter(action="review.started").count() == 1


def test_nobody_begins_without_a_framework_or_where_no_agreement_is_delivered(world):
    with pytest.raises(NotJointError):
        services.start_review(partnership=world.own, **said(world))
    delivers(world.own)
    with pytest.raises(NoFrameworkError):
        services.start_review(partnership=world.own, **said(world))


def test_two_people_on_two_parts_do_not_disturb_each_other(world):
    review = make_review(world.own)
    services.write_meeting(review=review, meeting=HELD, seen=mark_of(Meeting()), **said(world))
    services.write_finding(review=review, theme="one", finding=Finding(2), seen=mark_of(None), **said(world))

    draft = review_of(JointReview.objects.get(), today=ASSESSED.date())

    assert (draft.meeting, draft.finding("one")) == (HELD, Finding(2))


PARTS = {
    "meeting": (services.write_meeting, {"meeting": HELD}, {"meeting": Meeting(HELD.held_on, "Others", "")}, Meeting()),
    "finding": (
        *(services.write_finding, {"theme": "one", "finding": Finding(2)}),
        *({"theme": "one", "finding": Finding(3)}, None),
    ),
    "improvements": (services.name_improvements, {"improvements": NAMED}, {"improvements": [*NAMED, *NAMED]}, []),
}


@pytest.mark.parametrize("part", PARTS)
def test_who_saves_second_is_told_and_the_same_twice_is_nothing(world, part):
    write, first, second, blank = PARTS[part]
    review = make_review(world.own)
    given = said(world, review=review, seen=mark_of(blank))
    write(**first, **given)
    write(**first, **given)

    with pytest.raises(ReviewChangedError):
        write(**second, **given)
    assert JointReview.objects.get().version == 2
    assert [entry.details["part"] for entry in Entry.objects.filter(action="review.changed")] == [
        "one" if part == "finding" else part
    ]


def test_what_was_looked_at_is_what_is_completed(world):
    review = make_whole_review(world.own)
    seen = review.version
    services.write_finding(
        review=review, theme="one", finding=Finding(3), seen=mark_of(Finding(2, FOUND_TEXT)), **said(world)
    )

    with pytest.raises(ReviewChangedError):
        complete_review(review=review, by=world.people["representative"], at=COMPLETED, seen=seen)
    assert not Completion.objects.exists()


FOUND_TEXT = "Priorities are agreed and not yet shared"


def test_a_completed_review_stands_until_the_manager_opens_it_again(world):
    completion = make_joint_completion(world.own)
    review = completion.review
    with pytest.raises(CompletedError):
        services.write_finding(review=review, theme="one", finding=Finding(3), seen=0, **said(world))
    with pytest.raises(CompletedError):
        complete_review(review=review, by=world.people["representative"], at=COMPLETED)

    reopen_assessment(completion=completion, reason="A name was wrong", by=world.people["manager"], at=COMPLETED)
    changed = Meeting(HELD.held_on, "Somebody else", HELD.for_partnership)
    services.write_meeting(review=review, meeting=changed, seen=mark_of(HELD), **said(world))
    second = complete_review(review=review, by=world.people["representative"], at=COMPLETED)

    assert (second.number, list(Completion.objects.standing())) == (2, [second])
    assert [each.meeting.for_government for each in (completion, second)] == [HELD.for_government, "Somebody else"]
    assert Entry.objects.filter(action="review.reopened").count() == 1


def test_who_comes_to_deliver_an_agreement_within_the_year_is_told(world):
    completion = make_completion(world.own, {"one.first": 3})
    review = make_whole_review(world.own)

    with pytest.raises(OtherCompletionError):
        complete_review(review=review, by=world.people["representative"], at=COMPLETED)
    reopen_assessment(completion=completion, reason="An agreement", by=world.people["manager"], at=COMPLETED)
    with pytest.raises(JointReviewError):
        complete_assessment(assessment=completion.assessment, by=world.people["representative"], at=COMPLETED)
    assert complete_review(review=review, by=world.people["representative"], at=COMPLETED).is_joint


def test_who_delivers_an_agreement_no_more_is_told(world):
    completion = make_joint_completion(world.own)
    delivers(world.own, does=False)
    assessment = make_assessment(Partnership.objects.get(pk=world.own.pk), {"one.first": 3})

    with pytest.raises(OtherCompletionError):
        complete_assessment(assessment=assessment, by=world.people["representative"], at=COMPLETED)
    with pytest.raises(NotJointError):
        services.write_meeting(review=completion.review, meeting=Meeting(), seen=mark_of(HELD), **said(world))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (CompletedReview, {"for_government": "Nobody"}),
        (CompletedFinding, {"level": 3}),
        (CompletedImprovement, {"text": "Other"}),
    ],
    ids=["meeting", "finding", "improvement"],
)
def test_the_database_lets_nobody_change_what_is_completed(world, kind, change):
    make_joint_completion(world.own)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        kind.objects.update(**change)
    with pytest.raises(DatabaseError, match="Cannot (update or )?delete"), transaction.atomic():
        kind.objects.all()._raw_delete("default")


def test_a_completed_review_was_held_on_a_day(world):
    completion = make_joint_completion(world.own)
    with pytest.raises(IntegrityError, match="completed_review_was_held"), transaction.atomic():
        CompletedReview.objects.create(completion=completion, held_on=None)


@pytest.mark.parametrize("level", [0, 11])
def test_a_completed_finding_is_on_a_scale(world, level):
    completion = make_joint_completion(world.own)
    with pytest.raises(IntegrityError, match="completed_finding_is_on_a_scale"), transaction.atomic():
        CompletedFinding.objects.create(completion=completion, theme="other", level=level)


def test_a_document_takes_anothers_place_and_the_same_again_is_nothing(world, django_capture_on_commit_callbacks):
    review = make_whole_review(world.own)
    attach(review, world, None)
    first = Upload.objects.get()
    attach(review, world, None)  # sent twice
    assert list(Upload.objects.all()) == [first]

    with django_capture_on_commit_callbacks(execute=True):
        attach(review, world, first, paper(content=b"A second version of it.\n"))

    second = Upload.objects.get()
    assert JointReview.objects.get().document == second != first
    assert not default_storage.exists(first.stored_name)


def test_who_sends_a_document_over_another_is_told_and_leaves_no_file(world):
    review = make_whole_review(world.own)
    attach(review, world, None)

    with pytest.raises(ReviewChangedError):
        attach(review, world, None, paper(content=b"Another one.\n"))
    with pytest.raises(UploadRefused):
        attach(review, world, JointReview.objects.get().document, paper("Review.pdf", b"MZ no such thing"))

    assert Upload.objects.count() == 1


def test_a_document_that_was_completed_is_kept_when_another_takes_its_place(world):
    review = make_whole_review(world.own)
    attach(review, world, None)
    completion = complete_review(review=review, by=world.people["representative"], at=COMPLETED)
    reopen_assessment(completion=completion, reason="Why", by=world.people["manager"], at=COMPLETED)

    frozen = completion.meeting.document
    services.take_off_document(review=review, seen=mark_of(frozen.pk), **said(world))

    assert (JointReview.objects.get().document, CompletedReview.objects.get().document) == (None, frozen)
    assert default_storage.exists(frozen.stored_name)


def attach(review, world, before, file=None):
    seen = mark_of(before.pk if before else None)
    services.attach_document(review=review, file=file or paper(), seen=seen, **said(world))


def test_a_closed_year_takes_no_review(world):
    review = make_whole_review(world.own)
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=COMPLETED)

    with pytest.raises(ProgrammeClosedError):
        complete_review(review=review, by=world.people["representative"], at=COMPLETED)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_complete_at_the_same_moment_one_does(world):
    review, by = make_whole_review(world.own), PersonFactory()

    complete = partial(complete_review, review=review, by=by, at=COMPLETED)

    assert at_once(complete, complete, refused=(CompletedError,)).count(CompletedError) == 1
    assert Completion.objects.count() == CompletedReview.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_alone_would_have_to_refuse(world):
    """The control: the same two past the guard, both having read that nothing is completed yet."""
    review, by, read = make_whole_review(world.own), PersonFactory(), meeting(2)

    def complete():
        try:
            with transaction.atomic():
                draft = review_of(review, today=COMPLETED.date())
                read.wait()
                freeze(put_down(draft, by=by, at=COMPLETED), draft)
        except IntegrityError as error:
            return "completion_" in str(error)
        return "completed"

    assert set(at_once(complete, complete)) == {True, "completed"}
