"""Completing an assessment: its answers and what they come to are frozen."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, localcontext

from django.db import transaction

from accounts.models import Person
from partnerships.models import Partnership
from selfassessment.errors import AnswersChangedError, JointReviewError, NothingToCompleteError, OtherCompletionError
from selfassessment.models import Assessment, CompletedAnswer, CompletedPartner, Completion, ThemeScore
from selfassessment.rules.scoring import Scores
from selfassessment.selectors.assessments import Draft, draft_of
from selfassessment.selectors.checking import mark_now
from selfassessment.selectors.partners import took_part_in
from selfassessment.selectors.reviews import other_completion
from selfassessment.services.answering import hold_draft, note
from selfassessment.services.evidence import freeze_evidence


@transaction.atomic
def complete_assessment(*, assessment: Assessment, by: Person, at: datetime, seen: str | None = None) -> Completion:
    """Freeze the answers as they stand, with the scores of every theme, the overall one and the stage.

    `seen` is the mark of what was looked through. Raises NothingToCompleteError, AnswersChangedError, JointReviewError,
    OtherCompletionError, CompletedError (also when it is done a second time) and ProgrammeClosedError.
    """
    held = hold_draft(assessment)
    refuse_reviewing(held.partnership)
    draft = draft_of(held)
    scores = draft.scores
    if scores.overall is None or scores.stage is None:
        raise NothingToCompleteError
    if seen is not None and seen != mark_now(draft):
        raise AnswersChangedError
    completion = Completion.objects.create(
        assessment=held,
        partnership=held.partnership,
        made_on=held.made_on,
        number=held.completions.count() + 1,
        overall=decimal(scores),
        stage=scores.stage.key,
        completed_by=by,
        completed_at=at,
    )
    freeze(completion, draft, scores)
    freeze_partners(completion, held)
    freeze_evidence(completion, held)
    note("assessment.completed", held, by=by, at=at, details={"number": completion.number})
    return completion


def refuse_reviewing(partnership: Partnership) -> None:
    """For a partnership that came to deliver an agreement, or to deliver none any more, within its year."""
    if partnership.delivers_laa:
        raise JointReviewError
    if other_completion(partnership, is_joint=False):
        raise OtherCompletionError


def freeze(completion: Completion, draft: Draft, scores: Scores) -> None:
    """The rows that later pages read."""
    CompletedAnswer.objects.bulk_create(
        CompletedAnswer(
            completion=completion,
            statement=row.statement,
            score=row.score,
            is_not_applicable=row.is_not_applicable,
            comment=row.comment,
        )
        for row in draft.rows.values()
    )
    ThemeScore.objects.bulk_create(score_rows(completion, scores))


def freeze_partners(completion: Completion, assessment: Assessment) -> None:
    """Who took part: those who were not taken off and answered something, with how far each came."""
    CompletedPartner.objects.bulk_create(
        CompletedPartner(
            completion=completion,
            organisation=partner.organisation,
            answered=partner.answered,
            has_finished=partner.finished_at is not None,
        )
        for partner in took_part_in(assessment)
    )


def score_rows(completion: Completion, scores: Scores) -> Iterator[ThemeScore]:
    """A row each theme in the framework's order, to be stored; places from 1."""
    for place, theme in enumerate(scores.themes, 1):
        yield ThemeScore(
            completion=completion,
            theme=theme.key,
            place=place,
            total=theme.total,
            answered=theme.answered,
            applicable=theme.applicable,
            shows=theme.shows,
        )


def decimal(scores: Scores) -> Decimal:
    """The overall score with ten places."""
    assert scores.overall is not None
    with localcontext(prec=40):
        exact = Decimal(scores.overall.numerator) / Decimal(scores.overall.denominator)
        return exact.quantize(Decimal(1).scaleb(-10))
