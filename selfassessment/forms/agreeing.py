"""A theme as a partnership answers it: beside each statement what its partners scored and what was agreed last year."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from selfassessment.forms.answers import ThemeForm
from selfassessment.forms.consensus import reason_asked, when_needed
from selfassessment.rules.answering import Given
from selfassessment.rules.consensus import NOBODY, Spread, needs_reason
from selfassessment.rules.framework import Framework, Statement
from selfassessment.selectors.consensus_words import in_one_line
from selfassessment.selectors.following import LastYear


class CommentOfLastYear:
    """What was written beside a statement last year, to open; a layout object."""

    def __init__(self, comment: str) -> None:
        self.comment = comment

    def render(self, form: BaseForm, context: Context, template_pack: str = "", **options: Any) -> str:
        return render_to_string("selfassessment/following/comment.html", {"comment": self.comment})


class AgreedThemeForm(ThemeForm):
    """A score that differs from the partners' median is refused without a reason, where it is new on the page."""

    def __init__(self, *args: Any, spreads: Mapping[str, Spread], last_year: LastYear, **options: Any) -> None:
        self.spreads, self.last_year = spreads, last_year
        super().__init__(*args, **options)

    def ask(self, number: int, statement: Statement, words: Framework) -> None:
        """The three fields, and above the scores what there is to look at."""
        super().ask(number, statement, words)
        spread = self.spreads.get(statement.key, NOBODY)
        if needed := when_needed(spread):
            comment: Any = self.fields[f"comment_{number}"]
            comment.label, comment.help_text = (
                _("Why you agree on the score of statement {number}").format(number=number),
                needed,
            )
        before = self.last_year.in_words(statement.key)
        lines = [
            in_one_line(spread),
            _("Last year: {answer}").format(answer=before) if before else "",
        ]
        shown = ((line,) for line in lines if line)
        self.fields[f"score_{number}"].help_text = format_html_join("", "<div>{}</div>", shown)

    @property
    def helper(self) -> Any:
        """With last year's comments under the scores."""
        helper = super().helper
        for number, statement in self.numbered:
            given = self.last_year.about(statement.key)
            if given and given.comment:
                at = helper.layout.fields.index(f"score_{number}") + 1
                helper.layout.fields.insert(at, CommentOfLastYear(given.comment))
        return helper

    def clean(self) -> dict[str, Any]:
        """A reason where an answer that the person gives differs from the partners' median."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = {} if self.errors else self.given  # read at once: an error takes its field away
        for number, statement in self.numbered:
            if statement.key in given:
                self.ask_reason(number, *given[statement.key], self.spreads.get(statement.key, NOBODY))
        return cleaned

    def ask_reason(self, number: int, given: Given, seen: str, spread: Spread) -> None:
        """What stood there before is let alone: a partner may have scored since."""
        if given.mark != seen and needs_reason(spread, given.answer, given.comment):
            self.add_error(f"comment_{number}", reason_asked(spread, given.answer, self.draft.words))
