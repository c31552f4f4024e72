"""Completing a joint review: what it says and what its levels come to are frozen."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from partnerships.rules.deadlines import local_day
from selfassessment.errors import IncompleteReviewError, OtherCompletionError, ReviewChangedError
from selfassessment.models import (
    CompletedFinding,
    CompletedImprovement,
    CompletedReview,
    Completion,
    JointReview,
    ThemeScore,
)
from selfassessment.selectors.reviews import ReviewDraft, review_of
from selfassessment.services.completing import decimal, score_rows
from selfassessment.services.reviews import hold_review, note


@transaction.atomic
def complete_review(*, review: JointReview, by: Person, at: datetime, seen: int | None = None) -> Completion:
    """Freeze it as it stands, with the scores of the themes that have a level, the overall one and the stage.

    `seen` is the version that was looked at. Raises IncompleteReviewError, ReviewChangedError, OtherCompletionError,
    CompletedError (also when it is done a second time), NotJointError and ProgrammeClosedError.
    """
    held = hold_review(review)
    if seen is not None and held.version != seen:
        raise ReviewChangedError
    draft = review_of(held, today=local_day(at))
    if draft.other:
        raise OtherCompletionError
    if draft.lacks:
        raise IncompleteReviewError(draft.lacks)
    completion = put_down(draft, by=by, at=at)
    freeze(completion, draft)
    note("review.completed", held, by=by, at=at, number=completion.number)
    return completion


def put_down(draft: ReviewDraft, *, by: Person, at: datetime) -> Completion:
    """The row that others hang from."""
    review, stage = draft.review, draft.scores.stage
    assert stage is not None, "a review that lacks nothing has a level"
    return Completion.objects.create(
        review=review,
        partnership=review.partnership,
        made_on=review.made_on,
        number=review.completions.count() + 1,
        overall=decimal(draft.scores),
        stage=stage.key,
        completed_by=by,
        completed_at=at,
    )


def freeze(completion: Completion, draft: ReviewDraft) -> None:
    """The rows that later pages read; a theme that nobody looked at has no score."""
    review = draft.review
    CompletedReview.objects.create(
        completion=completion,
        held_on=review.held_on,
        for_government=review.for_government,
        for_partnership=review.for_partnership,
        document=review.document,
    )
    CompletedFinding.objects.bulk_create(
        CompletedFinding(completion=completion, theme=theme.key, level=finding.level, text=finding.text)
        for theme, finding in draft.themes
        if theme.key in draft.findings
    )
    CompletedImprovement.objects.bulk_create(
        CompletedImprovement(completion=completion, number=number, theme=each.theme, text=each.text)
        for number, each in enumerate(draft.improvements, 1)
    )
    ThemeScore.objects.bulk_create(row for row in score_rows(completion, draft.scores) if row.shows)
