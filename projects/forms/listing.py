"""What the list of projects is narrowed by."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.search import containing
from partnerships.models import Programme
from partnerships.selectors.directory import counties_of
from projects.rules.progress import State
from projects.selectors.listing import SEARCHED

STATES = {
    State.COUNTS: _("Submitted and shared"),
    State.SUBMITTED: _("Submitted, not yet shared"),
    State.SHARED: _("Shared, not yet submitted"),
    State.DRAFT: _("Draft, or receipt not confirmed"),
}
ALL = ("", _("All"))


class ProjectFilters(forms.Form):
    """What is asked of the list; a filter with nothing to choose from is not shown."""

    show_optional = False

    q = forms.SearchField(label=_("Title, area or county"))
    state = forms.SelectField(what=_("a state"), label=_("State"), required=False, choices=[ALL, *STATES.items()])
    county = forms.SelectField(what=_("a county"), label=_("County"), required=False)

    def __init__(self, request: HttpRequest, *, programme: Programme) -> None:
        super().__init__(request.GET)
        self.request = request
        counties: Any = self.fields["county"]
        counties.choices = [ALL, *counties_of(programme)]
        counties.label = capfirst(programme.word("county"))
        if len(counties.choices) == 1:
            del self.fields["county"]
        self.is_valid()

    def given(self, name: str) -> Any:
        """What a filter asks for; nothing when it is not asked, or makes no sense."""
        return self.cleaned_data.get(name) or ""

    def narrow(self, projects: QuerySet[Any]) -> QuerySet[Any]:
        """Those that fit every filter; a county is found with its districts."""
        projects = containing(projects, self.given("q"), *SEARCHED)
        if state := self.given("state"):
            projects = projects.filter(state=state)
        if county := self.given("county"):
            projects = projects.filter(Q(partnership__county=county) | Q(partnership=county))
        return projects

    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in words, and the address without it."""
        return [(self.in_words(name), f"?{self.without(name)}") for name in self.fields if self.given(name)]

    def in_words(self, name: str) -> str:
        """“water”, “State: Draft”."""
        field: Any = self.fields[name]
        return f"“{self.given(name)}”" if name == "q" else f"{field.label}: {dict(field.choices)[self.given(name)]}"

    def without(self, name: str) -> str:
        """The address's question without one of its parts, from the first page on."""
        rest = self.request.GET.copy()
        for part in (name, "page", "format"):
            rest.pop(part, None)
        return rest.urlencode()
