"""The statements of one theme, each with a score and a comment."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import CharField, HiddenInput
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.forms.formsets import copied
from selfassessment.models.assessment import Answer as AnswerRow
from selfassessment.rules.answering import Given
from selfassessment.rules.framework import Framework, Statement, Theme
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import Sheet, given_in

MOST = 2000
LEFT_OPEN = "open"  # as sent; takes an answer back
UNSEEN = ("Cc", "Cs")
CHANGED = _("{who} has answered “{answer}” since you opened this page. Check yours, and save again to replace it")
COMMENTED = _("{who} has changed this comment since you opened the page. Check yours, and save again to replace it")
GONE = _("This has changed since you opened the page. Check yours, and save again to replace it")


class Comment(forms.LongTextField):
    """Many lines without anything unseen that came along when somebody pasted."""

    def clean(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        plain = "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in UNSEEN)
        return str(super().clean(plain))


class ThemeForm(forms.Form):
    """For each statement its score, a comment, and the mark of what stood there when the page was opened.

    `evidence` has by statement key what the files and links beside it are called.
    """

    show_optional = False  # any statement may be left open, and the page says so once

    def __init__(
        self,
        *args: Any,
        draft: Sheet,
        theme: Theme,
        action: str,
        evidence: Mapping[str, Sequence[str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.draft, self.theme, self.action, self.evidence = draft, theme, action, evidence
        for number, statement in enumerate(theme.statements, 1):
            self.ask(number, statement, draft.words)

    def ask(self, number: int, statement: Statement, words: Framework) -> None:
        """The three fields of a statement."""
        stands = self.draft.stands(statement.key)
        self.fields[f"score_{number}"] = forms.RadiosField(
            what=format_lazy(_("a score for statement {number}"), number=number),
            label=f"{number}. {statement.text}",
            choices=choices_of(words),
            required=False,
            initial="" if stands.answer is None else str(stands.answer),
            marks={"hints": statement.levels, "divider_before": divider_of(words)},
        )
        self.fields[f"comment_{number}"] = Comment(
            what=format_lazy(_("the comment on statement {number}"), number=number),
            label=format_lazy(_("What you base statement {number} on (optional)"), number=number),
            hint=evidence_in_words(self.evidence.get(statement.key, ())),
            max_characters=MOST,
            rows=2,
            required=False,
            initial=stands.comment,
        )
        self.fields[f"was_{number}"] = CharField(required=False, widget=HiddenInput, initial=stands.mark)

    @property
    def helper(self) -> Any:
        """In the order of the statements; it saves itself where there is JavaScript."""
        names = [f"{part}_{number}" for number, _ in self.numbered for part in ("score", "comment", "was")]
        onward = forms.Button(_("Save and continue"), name="onward", value="next")
        evidence = forms.SecondaryButton(_("Save and add evidence"), name="onward", value="evidence")
        back = forms.SecondaryButton(_("Save and come back later"), name="onward", value="overview")
        helper = forms.helper(*names, forms.Buttons(onward, evidence, back), action=self.action)
        helper.attrs = {
            "hx-post": self.action,
            "hx-trigger": "change delay:400ms",
            "hx-target": "#saved",
            "hx-swap": "outerHTML",
            "hx-sync": "this:queue last",
        }
        return helper

    @property
    def numbered(self) -> list[tuple[int, Statement]]:
        """The statements with their numbers."""
        return list(enumerate(self.theme.statements, 1))

    @property
    def given(self) -> dict[str, tuple[Given, str]]:
        """By statement key, what is answered, and the mark of what the person was shown."""
        return {
            statement.key: (self.answer_to(number), str(self.cleaned_data[f"was_{number}"]))
            for number, statement in self.numbered
        }

    def answer_to(self, number: int) -> Given:
        """One answer of a valid form."""
        said = self.cleaned_data[f"score_{number}"]
        answer: Answer = int(said) if said.isdecimal() else NOT_APPLICABLE if said == NOT_APPLICABLE else None
        return Given(answer, str(self.cleaned_data[f"comment_{number}"]))

    def tell_overtaken(self, overtaken: dict[str, AnswerRow]) -> None:
        """Say beside each statement who was first; the next save is a deliberate one."""
        self.data = data = copied(self.data)
        for number, statement in self.numbered:
            stands = self.draft.stands(statement.key)
            data[f"was_{number}"] = stands.mark
            if statement.key in overtaken:
                mine = self.answer_to(number)
                field = "comment" if mine.answer == stands.answer else "score"
                self.add_error(f"{field}_{number}", self.words_for(overtaken[statement.key], field))

    def words_for(self, row: AnswerRow, field: str) -> str:
        """Who wrote what, as far as it is known."""
        who = self.draft.writer_of(row)
        if not who:
            return str(GONE)
        answer = in_words(given_in(row).answer, self.draft.words)
        return str(CHANGED if field == "score" else COMMENTED).format(who=who, answer=answer)


def evidence_in_words(titles: Sequence[str]) -> str:
    """What there is beside a statement, in one line; nothing where there is none."""
    return str(_("Evidence: {titles}")).format(titles="; ".join(titles)) if titles else ""


def choices_of(words: Framework) -> list[tuple[str, Any]]:
    """The scores of the scale, "not applicable" where the framework has it, and taking one's answer back."""
    scores = [(str(score), f"{score}. {label}") for score, label in words.scoring.scale.items()]
    beside = [(NOT_APPLICABLE, _("Not applicable"))] if words.scoring.not_applicable_allowed else []
    return [*scores, *beside, (LEFT_OPEN, _("Leave it open"))]


def divider_of(words: Framework) -> str:
    """The first choice that is no score."""
    return NOT_APPLICABLE if words.scoring.not_applicable_allowed else LEFT_OPEN
