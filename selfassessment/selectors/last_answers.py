"""What a partnership answered in the year before, beside this year's answers."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from selfassessment.models import Completion
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.rules.framework import Framework
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import given_in
from selfassessment.selectors.former import line_of
from selfassessment.selectors.frameworks import words_of


@dataclass(frozen=True)
class LastAnswers:
    """By statement key, in the words of the framework of then; `asked` are the statements that it had."""

    words: Framework
    asked: Set[str]
    given: Mapping[str, Given]

    def about(self, key: str) -> str:
        """A statement that was not asked is told from one that was not answered."""
        if key not in self.asked:
            return _("Not asked")
        return in_words(self.given.get(key, NOTHING).answer, self.words)


def last_answers(completion: Completion) -> LastAnswers | None:
    """Of the self-assessment that stands of the same place on the same framework; two queries, one where none does."""
    found = Completion.objects.standing().filter(
        partnership__in=line_of(completion.partnership),
        made_on__framework=completion.made_on.framework_id,
        assessment__isnull=False,
    )
    last = found.select_related("made_on").first()
    if last is None:
        return None
    words = words_of(last.made_on)
    rows = last.answers.select_related("statement")
    return LastAnswers(
        words, {each.key for each in words.statements}, {row.statement.key: given_in(row) for row in rows}
    )
