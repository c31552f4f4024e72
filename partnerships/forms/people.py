"""What a list of people is narrowed by, and what may be corrected in a role."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.models import Partnership, Role
from partnerships.selectors.people import STATES, Narrowed

ALL = ("", _("All"))
MOST_PLACES = 200  # a longer list to choose from would be most of the page; their names can be searched for


class PeopleFilters(forms.Form):
    """By words, role, partnership and state."""

    show_optional = False

    q = forms.SearchField(label=_("Name, email, organisation or partnership"))
    role = forms.SelectField(what=_("a role"), label=_("Role"), required=False, choices=[ALL, *Role.Kind.choices])
    partnership = forms.SelectField(what=_("a partnership"), label=_("Partnership"), required=False)
    state = forms.SelectField(what=_("a state"), label=_("State"), required=False, choices=[ALL, *STATES.items()])

    def __init__(self, request: HttpRequest, *, places: Sequence[Partnership]) -> None:
        super().__init__(request.GET)
        self.request = request
        areas = [(str(place.pk), place.name) for place in places]
        self.fields["partnership"].choices = [ALL, *areas]  # type: ignore[attr-defined]
        if not 1 < len(places) <= MOST_PLACES:
            del self.fields["partnership"]
        self.is_valid()

    def given(self, name: str) -> str:
        """What a filter asks for; nothing when it is not asked, or makes no sense."""
        return str(self.cleaned_data.get(name) or "")

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed(self.given("q"), self.given("role"), self.given("partnership"), self.given("state"))

    def chosen(self) -> list[tuple[str, str]]:
        """Each filter in words, and the address without it."""
        return [(self.in_words(name), f"?{self.without(name)}") for name in self.fields if self.given(name)]

    def in_words(self, name: str) -> str:
        field: Any = self.fields[name]
        return f"“{self.given(name)}”" if name == "q" else str(dict(field.choices)[self.given(name)])

    def without(self, name: str) -> str:
        """The address's question without one of its parts, and from the first page on."""
        rest = self.request.GET.copy()
        for part in (name, "page", "format"):
            rest.pop(part, None)
        return rest.urlencode()


class CorrectForm(forms.VersionedFormMixin, forms.Form):
    """The last day of a role, and for some the partnerships assigned."""

    until = forms.DateField(
        what=_("the last day"), label=_("Last day"), hint=_("Leave empty for a role without an end."), required=False
    )
    assigned = forms.CheckboxesField(
        what=_("the partnerships assigned to them"), label=_("Partnerships assigned to them"), required=False
    )

    def __init__(self, *args: Any, role: Role, places: Sequence[Partnership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.role, self.places = role, {str(place.pk): place for place in places}
        if role.kind in Role.WITH_ASSIGNMENTS:
            areas = [(key, place.area) for key, place in self.places.items()]
            self.fields["assigned"].choices = areas  # type: ignore[attr-defined]
        else:
            del self.fields["assigned"]

    def clean_until(self) -> date | None:
        return not_before(self.role, self.cleaned_data["until"])

    def assigned_places(self) -> list[Partnership]:
        """Those ticked."""
        return [self.places[key] for key in self.cleaned_data.get("assigned", [])]


class EndForm(forms.VersionedFormMixin, forms.Form):
    """The last day of a role that ends."""

    until = forms.DateField(
        what=_("the last day"),
        label=_("What is the last day?"),
        hint=_("That day still counts. If you choose an earlier day than today, the role is lost at once."),
    )

    def __init__(self, *args: Any, role: Role, **options: Any) -> None:
        super().__init__(*args, **options)
        self.role = role

    def clean_until(self) -> date | None:
        until, ends = not_before(self.role, self.cleaned_data["until"]), self.role.until
        if until and ends and until > ends:
            raise ValidationError(_("The role ends before that day already. Correct its last day instead"))
        return until


def not_before(role: Role, until: date | None) -> date | None:
    """A last day that is possible."""
    if until and until < role.since:
        raise ValidationError(_("The last day must be the same as or after the first day of the role"))
    return until
