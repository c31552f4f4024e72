"""What the list of partnerships that have not submitted is narrowed by."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.models import Programme
from projects.rules.submission import WhyNot
from projects.selectors.missing import NOT_STARTED, READY, Missing

ALL = ("", _("All"))
# In the order in which they are mended. What stops everybody (closed, sealed) is said above the list.
STEPS = {
    NOT_STARTED: _("Not started"),
    WhyNot.NO_SUMMARY.value: _("No summary"),
    WhyNot.NO_IMPROVEMENT.value: _("No key improvement"),
    WhyNot.NO_CHAMPION.value: _("No champion named"),
    WhyNot.NOT_ASKED.value: _("Champion not asked"),
    WhyNot.WITH_CHAMPION.value: _("Waiting for the champion"),
    WhyNot.RETURNED.value: _("Returned by the champion"),
    WhyNot.CHANGED_SINCE.value: _("Changed since the champion was asked"),
    READY: _("Ready to submit"),
}


class MissingFilters(forms.Form):
    """By county, where there are any, and by what is missing."""

    show_optional = False

    county = forms.SelectField(what=_("a county"), label=_("County"), required=False)
    step = forms.SelectField(
        what=_("a step"), label=_("What is missing"), required=False, choices=[ALL, *STEPS.items()]
    )

    def __init__(self, request: HttpRequest, *, programme: Programme, counties: Sequence[tuple[str, str]]) -> None:
        super().__init__(request.GET)
        self.request = request
        if counties:
            self.fields["county"].choices = [ALL, *counties]  # type: ignore[attr-defined]
            self.fields["county"].label = capfirst(programme.word("county"))
        else:
            del self.fields["county"]
        self.is_valid()

    def given(self, name: str) -> str:
        """What a filter asks for; nothing when it is not asked, or makes no sense."""
        return str(self.cleaned_data.get(name) or "")

    def narrow(self, missing: Iterable[Missing]) -> list[Missing]:
        """Those that fit every filter; a county is found with its districts."""
        county, step = self.given("county"), self.given("step")
        return [one for one in missing if (not county or str(one.county) == county) and (not step or step in one.steps)]

    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in words, and the address without it."""
        return [(self.in_words(name), f"?{self.without(name)}") for name in self.fields if self.given(name)]

    def in_words(self, name: str) -> str:
        """“County: Thessershire”."""
        field: Any = self.fields[name]
        return f"{field.label}: {dict(field.choices)[self.given(name)]}"

    def without(self, name: str) -> str:
        """The address's question without one of its parts, from the first page on."""
        rest = self.request.GET.copy()
        for part in (name, "page", "format"):
            rest.pop(part, None)
        return rest.urlencode()
