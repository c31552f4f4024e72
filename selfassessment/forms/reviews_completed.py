"""The last look at a joint review before it is completed: what it lacks, each with the way to the field."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput, IntegerField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.formats import long_date
from kit.govuk_ui.forms.formsets import copied
from selfassessment.rules.reviewing import Lack
from selfassessment.selectors.reviews import ReviewDraft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHANGED = _("Somebody has changed the review since you opened this page. Look through it again, then complete it")
OTHER = _(
    "A self-assessment of this year stands as completed. Ask the programme manager to open it again; then you can "
    "complete the joint review"
)
SENTENCES: "dict[Lack, StrOrPromise]" = {
    Lack.NO_DAY: _("Enter the day of the review"),
    Lack.FUTURE: _("The day of the review must be today or in the past"),
    Lack.TOO_OLD: _("The day of the review must be the same as or after {first}"),
    Lack.TOO_LATE: _("The day of the review must be the same as or before {last}"),
    Lack.NO_GOVERNMENT: _("Enter who took part for government"),
    Lack.NO_PARTNERSHIP: _("Enter who took part for the partnership"),
    Lack.NO_LEVEL: _("Give one theme a level, at least"),
    Lack.NO_IMPROVEMENT: _("Name one or two key improvements"),
}
DAY = (Lack.NO_DAY, Lack.FUTURE, Lack.TOO_OLD, Lack.TOO_LATE)
FIELDS = {
    **dict.fromkeys(DAY, "held_on_day"),
    Lack.NO_GOVERNMENT: "for_government",
    Lack.NO_PARTNERSHIP: "for_partnership",
}


@dataclass(frozen=True)
class Problem:
    """What lacks, in words; `url` is the field that mends it, `row` the row of the page that it is told beside."""

    words: str
    url: str
    row: str


class CompleteForm(forms.Form):
    """The version that was looked at; what the review lacks is told when it is to be completed, not before."""

    version = IntegerField(required=False, widget=HiddenInput)

    def __init__(self, *args: Any, draft: ReviewDraft, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"version": draft.review.version}, **options})
        self.draft = draft

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.draft.other:
            self.add_error(None, ValidationError(OTHER, code="other"))
        elif self.draft.lacks:
            self.add_error(None, ValidationError("", code="lacks"))
        elif cleaned.get("version") != self.draft.review.version:
            self.add_error(None, ValidationError(CHANGED, code="changed"))
        self.data = changed = copied(self.data)
        changed["version"] = str(self.draft.review.version)
        return cleaned

    @property
    def problems(self) -> list[Problem]:
        """What stands in the way, in the order of the page; nothing before somebody pressed the button."""
        if not self.is_bound or self.is_valid():
            return []
        said = [Problem(str(words), "", "") for words in self.non_field_errors() if words]
        return said + ([] if self.draft.other else [self.problem_of(lack) for lack in self.draft.lacks])

    def problem_of(self, lack: Lack) -> Problem:
        """One, with the way to its field."""
        days = self.draft.days
        words = str(SENTENCES[lack]).format(first=long_date(days.first), last=long_date(days.last))
        return Problem(words, self.address_of(lack), "day" if lack in DAY else str(lack))

    def address_of(self, lack: Lack) -> str:
        """Of the field that mends it."""
        review = self.draft.review
        if lack in FIELDS:
            return f"{reverse('review_meeting', args=[review.pk])}#id_{FIELDS[lack]}"
        if lack is Lack.NO_IMPROVEMENT:
            return f"{reverse('review_improvements', args=[review.pk])}#id_first_theme"
        return f"{reverse('review_theme', args=[review.pk, self.draft.words.themes[0].key])}#id_level_0"

    @property
    def told(self) -> dict[str, str]:
        """The same by row."""
        return {each.row: each.words for each in self.problems if each.row}
