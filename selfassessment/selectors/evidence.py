"""Reads of evidence: what stands beside the statements of a draft, and what was there when one was completed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet

from partnerships.selectors.standing import Standing
from selfassessment.models import Assessment, CompletedEvidence, Completion, Evidence, Partner
from selfassessment.rules.framework import Framework, Statement, Theme
from selfassessment.selectors.assessments import visible_assessments
from selfassessment.selectors.completions import visible_completions

Row = TypeVar("Row", Evidence, CompletedEvidence)


def evidence_of(assessment: Assessment) -> QuerySet[Evidence]:
    """All that counts: the partnership's own, and that of partners who were not taken off."""
    counted = Q(partner__isnull=True) | Q(partner__withdrawn_at__isnull=True)
    found = Evidence.objects.standing().filter(counted, assessment=assessment)
    return found.select_related("statement", "partner", "upload", "added_by")


def evidence_of_partner(partner: Partner) -> QuerySet[Evidence]:
    """A partner's own."""
    found = Evidence.objects.standing().filter(partner=partner)
    return found.select_related("statement", "partner", "upload")


def visible_evidence(standing: Standing) -> QuerySet[Evidence]:
    """Of the drafts that one may read (access row 07)."""
    found = Evidence.objects.standing().filter(assessment__in=visible_assessments(standing).order_by().values("pk"))
    return found.select_related("upload", "partner", "statement", "assessment__partnership__programme")


def visible_completed_evidence(standing: Standing) -> QuerySet[CompletedEvidence]:
    """Of the completed assessments that one may read (access row 08)."""
    seen = visible_completions(standing).order_by().values("pk")
    return CompletedEvidence.objects.filter(completion__in=seen).select_related("upload")


def by_statement(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """By statement key."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.statement.key, []).append(row)
    return found


def titles_of(rows: Iterable[Evidence]) -> dict[str, list[str]]:
    """By statement key, what the evidence is called."""
    return {key: [row.title for row in found] for key, found in by_statement(rows).items()}


@dataclass(frozen=True)
class CompletedShown:
    """A statement of a completed assessment with the evidence that stood beside it."""

    theme: Theme
    statement: Statement
    evidence: Sequence[CompletedEvidence]


def completed_evidence(completion: Completion, words: Framework) -> list[CompletedShown]:
    """In the framework's order, the statements that have any; one query."""
    rows = by_statement(completion.evidence.select_related("statement", "upload"))
    pairs = [(theme, statement) for theme in words.themes for statement in theme.statements]
    return [CompletedShown(theme, each, rows[each.key]) for theme, each in pairs if each.key in rows]
