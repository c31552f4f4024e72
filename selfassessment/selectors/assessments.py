"""Reads of assessments while they are made (access row 07)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from partnerships.models import Role
from partnerships.selectors.sight import partnerships_of
from partnerships.selectors.standing import Standing
from selfassessment.models import AgreedAnswer, Assessment, Completion
from selfassessment.models.assessment import Answer as AnswerRow
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.rules.framework import Framework, Theme
from selfassessment.rules.progress import Progress, progress_of
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer, Scores, score
from selfassessment.selectors.frameworks import words_of


def visible_assessments(standing: Standing) -> QuerySet[Assessment]:
    """Those of the partnerships that one represents or champions, with framework and partnership."""
    own = partnerships_of(standing, *Role.OF_A_PARTNERSHIP)
    found = Assessment.objects.filter(partnership__in=own)
    return found.select_related("partnership__programme", "partnership__county", "made_on__framework")


@dataclass(frozen=True)
class Sheet:
    """A framework's words and the answers somebody gave to its statements, as they stand."""

    words: Framework
    rows: Mapping[str, AnswerRow]  # by statement key

    @property
    def answers(self) -> dict[str, Answer]:
        """By statement key, those that say something."""
        return {key: given_in(row).answer for key, row in self.rows.items()}

    @cached_property
    def progress(self) -> Progress:
        """How far it is."""
        return progress_of(self.words, self.answers)

    def stands(self, key: str) -> Given:
        """What stands for a statement."""
        return given_in(self.rows[key]) if key in self.rows else NOTHING

    def theme(self, key: str) -> Theme | None:
        """A theme by its key."""
        return next((theme for theme in self.words.themes if theme.key == key), None)

    def writer_of(self, row: AnswerRow) -> str:
        """What a form calls whoever wrote an answer; nothing for one that is gone."""
        raise NotImplementedError


@dataclass(frozen=True)
class Draft(Sheet):
    """What a partnership agrees, with its assessment and the completion where one stands."""

    rows: dict[str, AgreedAnswer]
    assessment: Assessment
    completion: Completion | None

    @cached_property
    def scores(self) -> Scores:
        """What the answers come to by now."""
        return score(self.words, self.answers)

    def writer_of(self, row: AnswerRow) -> str:
        """The person's name."""
        return str(row.written_by) if isinstance(row, AgreedAnswer) and row.written_by_id else ""


def draft_of(assessment: Assessment) -> Draft:
    """Two queries: the answers with who wrote them, and whether it is completed."""
    rows = assessment.answers.select_related("statement", "written_by")
    return Draft(
        assessment=assessment,
        words=words_of(assessment.made_on),
        rows={row.statement.key: row for row in rows},
        completion=assessment.completions.standing().first(),
    )


def given_in(row: AnswerRow) -> Given:
    """What a row says."""
    return Given(NOT_APPLICABLE if row.is_not_applicable else row.score, row.comment)
