"""Agreeing on one statement, with a reason where the partners' median says otherwise; and narrowing the list."""

from typing import Any

from django.forms import CharField, HiddenInput
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.filters import Choice, Filters, Tick
from kit.govuk_ui.forms.formsets import copied
from selfassessment.forms.answers import CHANGED, COMMENTED, GONE, MOST, Comment, choices_of, divider_of
from selfassessment.models.assessment import Answer as AnswerRow
from selfassessment.rules.answering import Given
from selfassessment.rules.consensus import Spread, needs_reason
from selfassessment.rules.framework import Framework
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer
from selfassessment.selectors.answers import in_words
from selfassessment.selectors.assessments import given_in
from selfassessment.selectors.consensus import Discussed
from selfassessment.selectors.consensus_words import as_median

FROM_MEDIAN = _("Say why you agree on “{answer}”, as the partners’ median is {median}")
FROM_PARTNERS = _("Say why you agree on “{answer}”, as no partner gave a score")
FROM_OTHERS = _("Say why you agree on “{answer}”, as most partners scored")
NOT_FOR_PARTNERS = _("Needed unless you agree on “Not applicable”, as the partners do.")


def reason_asked(spread: Spread, answer: Answer, words: Framework) -> str:
    """What to say beside a comment that is missing."""
    said = in_words(answer, words)
    if answer == NOT_APPLICABLE:
        return str(FROM_OTHERS).format(answer=said)
    if spread.median is None:
        return str(FROM_PARTNERS).format(answer=said)
    return str(FROM_MEDIAN).format(answer=said, median=as_median(spread.median))


def when_needed(spread: Spread) -> Promise | str:
    """For which answers a reason is needed; nothing where no partner answered."""
    if spread.middle is None:
        return NOT_FOR_PARTNERS if spread.said else ""
    low, high = spread.middle
    if low == high:
        return format_lazy(_("Needed unless you agree on {middle}, the partners’ median."), middle=low)
    return format_lazy(
        _("Needed unless you agree on a score from {low} to {high}, between which the partners’ median lies."),
        low=low,
        high=high,
    )


def answer_of(said: str) -> Answer:
    """What was chosen among `choices_of`."""
    return int(said) if said.isdecimal() else NOT_APPLICABLE if said == NOT_APPLICABLE else None


class AgreeForm(forms.Form):
    """The agreed score of a statement, why, and the mark of what stood there when the page was opened."""

    show_optional = False

    def __init__(self, *args: Any, discussed: Discussed, words: Framework, action: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.discussed, self.words, self.action = discussed, words, action
        stands = discussed.agreed
        self.fields["score"] = forms.RadiosField(
            what=_("the score that you agree on"),
            label=_("What do you agree on?"),
            choices=choices_of(words),
            initial="" if stands.answer is None else str(stands.answer),
            marks={"hints": discussed.statement.levels, "divider_before": divider_of(words)},
        )
        self.fields["comment"] = Comment(
            what=_("why you agree on it"),
            label=_("Why you agree on it"),
            help_text=when_needed(discussed.spread) or _("What you base it on, if you like."),
            max_characters=MOST,
            rows=3,
            required=False,
            initial=stands.comment,
        )
        self.fields["was"] = CharField(required=False, widget=HiddenInput, initial=stands.mark)

    @property
    def helper(self) -> Any:
        """On to the next, or back to all of them."""
        onward = forms.Button(_("Save and go on to the next"), name="onward", value="next")
        back = forms.SecondaryButton(_("Save and see all statements"), name="onward", value="all")
        return forms.helper("score", "comment", "was", forms.Buttons(onward, back), action=self.action)

    @property
    def given(self) -> Given:
        """What a valid form agrees on."""
        return Given(answer_of(self.cleaned_data.get("score", "")), str(self.cleaned_data.get("comment", "")))

    def clean(self) -> dict[str, Any]:
        """A reason where the answer differs from the partners' median."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        spread, given = self.discussed.spread, self.given
        if not self.errors and needs_reason(spread, given.answer, given.comment):
            self.add_error("comment", reason_asked(spread, given.answer, self.words))
        return cleaned

    def tell_overtaken(self, row: AnswerRow, who: str) -> None:
        """Say who was first; the next save is a deliberate one."""
        stands = given_in(row)
        self.data = data = copied(self.data)
        data["was"] = stands.mark
        field, words = ("comment", COMMENTED) if stands.answer == self.given.answer else ("score", CHANGED)
        self.add_error(field, str(words if who else GONE).format(who=who, answer=in_words(stands.answer, self.words)))


class MeetingFilters(Filters):
    """What is asked of the list of statements."""

    def __init__(self, request: HttpRequest, words: Framework) -> None:
        themes = [(theme.key, theme.title) for theme in words.themes]
        super().__init__(request, Choice("theme", _("Theme"), themes), Tick("open", _("Only what is not agreed yet")))

    def narrow(self, statements: list[Discussed]) -> list[Discussed]:
        """Those that fit, in their order."""
        theme, is_open = self.given("theme"), bool(self.given("open"))
        return [each for each in statements if theme in ("", each.theme.key) and not (is_open and each.is_agreed)]
