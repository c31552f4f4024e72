"""Beginning an assessment and answering its statements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import Partnership
from partnerships.services.holding import hold_programme
from selfassessment.errors import CompletedError, JointReviewError, NoFrameworkError
from selfassessment.models import AgreedAnswer, Assessment, Completion, Statement
from selfassessment.models.assessment import Answer
from selfassessment.rules.answering import NOTHING, Given, Outcome, outcome_of
from selfassessment.rules.scoring import NOT_APPLICABLE
from selfassessment.selectors.assessments import given_in
from selfassessment.selectors.frameworks import chosen_version
from selfassessment.services.actions import carry_over


@dataclass
class Saved:
    """The statements that were written, and those where somebody else was first, with what they wrote."""

    written: list[str] = field(default_factory=list)
    overtaken: dict[str, Answer] = field(default_factory=dict)


@transaction.atomic
def start_assessment(
    *, partnership: Partnership, by: Person, at: datetime, follows: Completion | None = None
) -> Assessment:
    """Begin the partnership's assessment on the framework of the year, or go on with the one that is begun.

    What it `follows` is last year's, which is shown beside each statement, and whose actions come along, none done.
    Raises NoFrameworkError, JointReviewError and ProgrammeClosedError.
    """
    programme = hold_programme(partnership.programme)
    refuse_delivering(partnership)
    version = chosen_version(programme)
    if version is None:
        raise NoFrameworkError
    facts = {"made_on": version, "started_by": by, "started_at": at, "follows": follows}
    assessment, is_new = Assessment.objects.get_or_create(partnership=partnership, defaults=facts)
    if is_new:
        if follows is not None:
            carry_over(last=follows, partnership=partnership, made_on=version, by=by, at=at)
        note("assessment.started", assessment, by=by, at=at)
    return assessment


def refuse_delivering(partnership: Partnership) -> None:
    """Raises JointReviewError for a partnership that by now delivers an agreement."""
    if Partnership.objects.filter(pk=partnership.pk, delivers_laa=True).exists():
        raise JointReviewError


@transaction.atomic
def answer_statements(
    *, assessment: Assessment, given: Mapping[str, tuple[Given, str]], by: Person, at: datetime
) -> Saved:
    """Write what changed: `given` has, by statement key, an answer and the mark of the one that the person was shown.

    Nobody's answer is written over unseen: such statements are left as they stand, and told. Raises CompletedError
    and ProgrammeClosedError.
    """
    held = hold_draft(assessment)
    rows = {row.statement.key: row for row in held.answers.select_related("statement", "written_by")}
    saved = sorted_out(given, rows, AgreedAnswer())
    if saved.written:
        write(held, {key: given[key][0] for key in saved.written}, by=by, at=at)
        note("assessment.answered", held, by=by, at=at, details={"statements": len(saved.written)})
    return saved


def sorted_out(given: Mapping[str, tuple[Given, str]], rows: Mapping[str, Answer], gone: Answer) -> Saved:
    """Which of the statements are to be written, and where somebody was first; `gone` stands for what is no more."""
    saved = Saved()
    for key, (answer, seen) in given.items():
        stands = given_in(rows[key]) if key in rows else NOTHING
        outcome = outcome_of(answer, seen=seen, stands=stands)
        if outcome is Outcome.OVERTAKEN:
            saved.overtaken[key] = rows.get(key, gone)
        elif outcome is Outcome.WRITTEN:
            saved.written.append(key)
    return saved


def columns_of(given: Given) -> dict[str, Any]:
    """An answer as the tables keep it."""
    is_not_applicable = given.answer == NOT_APPLICABLE
    return {
        "score": None if is_not_applicable else given.answer,
        "is_not_applicable": is_not_applicable,
        "comment": given.comment,
    }


def write(held: Assessment, answers: Mapping[str, Given], *, by: Person, at: datetime) -> None:
    """The rows, new and old, in one statement."""
    statements = Statement.objects.filter(version=held.made_on_id, key__in=answers)
    rows = [
        AgreedAnswer(
            assessment=held,
            statement=statement,
            **columns_of(answers[statement.key]),
            written_by=by,
            written_at=at,
        )
        for statement in statements
    ]
    AgreedAnswer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["assessment", "statement"],
        update_fields=["score", "is_not_applicable", "comment", "written_by", "written_at"],
    )


def hold_draft(assessment: Assessment) -> Assessment:
    """The assessment as it stands, its year and its row locked; raises CompletedError and ProgrammeClosedError."""
    hold_programme(assessment.partnership.programme)
    found = Assessment.objects.select_for_update(of=("self",)).select_related("partnership__programme", "made_on")
    held = found.get(pk=assessment.pk)
    if held.completions.standing().exists():
        raise CompletedError
    return held


def note(
    action: str, assessment: Assessment, *, by: Person, at: datetime, details: Mapping[str, object] | None = None
) -> None:
    """Keep a deed about an assessment in the trail, never what was answered."""
    record(
        actor=by,
        action=action,
        at=at,
        subject=assessment.partnership,
        programme_id=assessment.partnership.programme_id,
        details=details or {},
    )
