"""A draft as it is looked through before it is completed: every answer with its evidence, theme by theme."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from selfassessment.models import Assessment
from selfassessment.rules.answering import Given, mark_of_all
from selfassessment.rules.framework import Statement, Theme
from selfassessment.rules.scoring import ThemeScore
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import Draft, given_in
from selfassessment.selectors.evidence import evidence_of


@dataclass(frozen=True)
class Line:
    """A statement with what stands for it."""

    number: int  # within the theme, from 1
    statement: Statement
    given: Given
    in_words: str
    evidence: int

    @property
    def field(self) -> str:
        """Where the page of its theme asks for it, and leads back from there."""
        return f"?check#id_score_{self.number}_0"

    @property
    def is_answered(self) -> bool:
        """Whether a score is agreed, or that it does not apply."""
        return self.given.answer is not None


@dataclass(frozen=True)
class Checked:
    """A draft with the evidence beside each statement, by its key."""

    draft: Draft
    evidence: Mapping[str, int]
    mark: str  # of all that is shown

    @cached_property
    def themes(self) -> list[tuple[Theme, ThemeScore, list[Line]]]:
        """In the framework's order."""
        pairs = zip(self.draft.words.themes, self.draft.scores.themes, strict=True)
        return [(theme, score, self.lines_of(theme)) for theme, score in pairs]

    @property
    def hidden(self) -> list[Theme]:
        """The themes that have too few answers to show a score."""
        return [theme for theme, score, _ in self.themes if not score.shows]

    def lines_of(self, theme: Theme) -> list[Line]:
        """The statements of one theme."""
        return [self.line_of(number, statement) for number, statement in enumerate(theme.statements, 1)]

    def line_of(self, number: int, statement: Statement) -> Line:
        """One of them."""
        given = self.draft.stands(statement.key)
        said = in_words(given.answer, self.draft.words)
        return Line(number, statement, given, said, self.evidence.get(statement.key, 0))


def checked(draft: Draft) -> Checked:
    """One query beside the draft's."""
    found = evidence_rows(draft.assessment)
    return Checked(draft, Counter(key for _, key in found), mark_of(draft, found))


def mark_now(draft: Draft) -> str:
    """The mark of what stands; one query."""
    return mark_of(draft, evidence_rows(draft.assessment))


def evidence_rows(assessment: Assessment) -> list[tuple[int, str]]:
    """The keys of all that counts, each with its statement's."""
    return list(evidence_of(assessment).order_by("pk").values_list("pk", "statement__key"))


def mark_of(draft: Draft, evidence: Iterable[tuple[int, str]]) -> str:
    """What a page shows as one short sign; an answer that was taken back is as if nobody had answered."""
    return mark_of_all({key: given_in(row) for key, row in draft.rows.items()}, [pk for pk, _ in evidence])
