"""Last year's assessment of the same place, to be looked at while this year's is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from partnerships.models import Partnership
from selfassessment.models import Assessment, CompletedAnswer, Completion, FrameworkVersion, Statement
from selfassessment.rules.answering import Given
from selfassessment.rules.framework import Framework
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import Draft, given_in
from selfassessment.selectors.former import line_of
from selfassessment.selectors.frameworks import words_of


@dataclass(frozen=True)
class LastYear:
    """What was answered then, by statement key, in the words of the framework of then."""

    completion: Completion | None = None
    words: Framework | None = None
    answers: Mapping[str, Given] = field(default_factory=dict)

    def about(self, key: str) -> Given | None:
        """An answer, where there is one."""
        return self.answers.get(key)

    def in_words(self, key: str) -> str:
        """The answer, or nothing."""
        given = self.about(key)
        return in_words(given.answer, self.words) if given and self.words else ""


def last_years(partnership: Partnership, version: FrameworkVersion) -> Completion | None:
    """The assessment of the same place that stands in the region's year before, if it has any of the statements of
    `version`, how many of them as `shared`; one query.
    """
    keys = Statement.objects.filter(version=version).values("key")
    found = Completion.objects.standing().filter(partnership__in=line_of(partnership), assessment__isnull=False)
    shared = Count("answers", filter=Q(answers__statement__key__in=keys))
    return found.annotate(shared=shared).filter(shared__gt=0).select_related("partnership__programme").first()


def with_last_year(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Each with what it follows, for `last_year_of` to need no query of its own."""
    row = JSONObject(score="score", is_not_applicable="is_not_applicable", comment="comment")
    answers = CompletedAnswer.objects.filter(completion=OuterRef("follows")).order_by()
    said = answers.values(said=JSONObject(key="statement__key", row=row))
    return assessments.select_related("follows__made_on").annotate(said_last_year=ArraySubquery(said))


def last_year_of(draft: Draft) -> LastYear:
    """What a draft follows: no query where it follows nothing or was read `with_last_year`, else one."""
    assessment: Any = draft.assessment
    if assessment.follows_id is None:
        return LastYear()
    if not hasattr(assessment, "said_last_year"):
        assessment = with_last_year(Assessment.objects.filter(pk=assessment.pk)).get()
    answers = {each["key"]: given_in(CompletedAnswer(**each["row"])) for each in assessment.said_last_year}
    return LastYear(assessment.follows, words_of(assessment.follows.made_on), answers)
