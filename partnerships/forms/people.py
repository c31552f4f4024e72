"""What a list of people is narrowed by, and what may be corrected in a role."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from kit.govuk_ui import forms
from kit.govuk_ui.filters import Choice, Filters, Words
from kit.govuk_ui.formats import long_date
from kit.search import patterns_of
from partnerships.forms.own_words import ask_for_assigned
from partnerships.models import Partnership, Programme, Role
from partnerships.rules.role_days import latest_by_representative, latest_last_day
from partnerships.selectors.people_list import STATES, Narrowed


class PeopleFilters(Filters):
    """By words, role, partnership and state; `places` are pairs of an id and a name, one too many to show when more."""

    def __init__(self, request: HttpRequest, *, programme: Programme, places: Sequence[tuple[int, str]]) -> None:
        word = programme.word("partnership")
        several = [(str(pk), name) for pk, name in places] if len(places) > 1 else []
        super().__init__(
            request,
            Words(_("Name, email, organisation or {partnership}").format(partnership=word)),
            Choice("role", _("Role"), Role.Kind.choices, say_label=False),
            Choice("partnership", capfirst(word), several, say_label=False),
            Choice("state", _("State"), tuple(STATES.items()), say_label=False),
        )

    @property
    def narrowed(self) -> Narrowed:
        place = self.given("partnership")
        return Narrowed(
            patterns=patterns_of(self.given("q")) or None,
            kind=self.given("role") or None,
            partnership=int(place) if place else None,
            state=self.given("state") or None,
        )


OWN = _("Your own role can end earlier. Ask your programme manager if it should last longer.")
WITHIN = _("{ends} at the latest")


class CorrectForm(forms.VersionedFormMixin, forms.Form):
    """The last day of a role, and for some the partnerships assigned."""

    until = forms.DateField(
        what=_("the last day"), label=_("Last day"), hint=_("Leave empty for a role without an end."), required=False
    )
    assigned = forms.CheckboxesField(
        what=_("the partnerships assigned to them"), label=_("Partnerships assigned to them"), required=False
    )

    def __init__(
        self, *args: Any, role: Role, places: Sequence[Partnership], today: date, by: Person | None, **options: Any
    ) -> None:
        """`by` is the representative who changes it; None for whoever manages the programme."""
        super().__init__(*args, **options)
        self.role, self.places = role, {str(place.pk): place for place in places}
        limit_last_day(self, role, today=today, by=by)
        if role.kind in Role.WITH_ASSIGNMENTS:
            ask_for_assigned(self.fields["assigned"], role.programme)
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

    def __init__(self, *args: Any, role: Role, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.role = role
        if not role.until:  # one that ends already is told so in words of its own
            forms.limit_date(self, "until", today=today, latest=latest_last_day(role.programme, today))

    def clean_until(self) -> date | None:
        until, ends = not_before(self.role, self.cleaned_data["until"]), self.role.until
        if until and ends and until > ends:
            raise ValidationError(_("The role ends before that day already. Correct its last day instead"))
        return until


def limit_last_day(form: forms.Form, role: Role, *, today: date, by: Person | None) -> None:
    """Within the year, or as late as it is now; a representative lengthens nobody's role further, nor their own."""
    latest = latest_last_day(role.programme, today)
    if by:
        is_own = by.pk == role.person_id
        latest = latest_by_representative(role.programme, today, has=role.until, is_own=is_own)
        form.fields["until"].required = role.until is not None
        form.fields["until"].help_text = OWN if is_own else WITHIN.format(ends=long_date(latest))
    forms.limit_date(form, "until", today=today, latest=max(latest, role.until or latest))


def not_before(role: Role, until: date | None) -> date | None:
    """A last day that is possible."""
    if until and until < role.since:
        raise ValidationError(_("The last day must be the same as or after the first day of the role"))
    return until
