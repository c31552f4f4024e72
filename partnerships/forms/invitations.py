"""Whom to ask for which role, and what somebody says of themselves when they accept."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.forms.written_for import WrittenForMixin
from partnerships.models import Partnership, Programme, Role
from partnerships.models.role import DEPUTY
from partnerships.rules.enrolment import Reason, Refusal
from partnerships.selectors.enrolment import refusal_sentence

Kind = Role.Kind
AS_DEPUTY = "deputy"  # in place of a kind of role
ABOUT_THE_PARTNERSHIP = (Reason.REPRESENTATIVES_FULL, Reason.CHAMPION_NAMED)
HINTS = {
    Kind.MANAGER: _("Sets up the year, names everybody, and decides"),
    AS_DEPUTY: _("Has every power of the manager, and is the second person where two are asked for"),
    Kind.FINANCE: _("Prepares and releases payments"),
    Kind.REPRESENTATIVE: _("Runs the partnership’s assessment and project. One or two for each partnership"),
    Kind.CHAMPION: _("A senior member of the partnership who endorses its project. One for each partnership"),
    Kind.ADVISER: _("Supports the partnerships assigned to them"),
    Kind.AREA_LEAD: _("Looks after the partnerships assigned to them"),
    Kind.FACILITATOR: _("Runs learning sets"),
    Kind.STEERING: _("Reads how the programme stands, and decides"),
    Kind.AGENCY: _("Offers help to the region"),
    Kind.EVALUATOR: _("Runs the surveys and writes the evaluation"),
}


def kind_choices(kinds: Iterable[str]) -> list[tuple[str, Any]]:
    """The kinds of role as radios, the deputy after the manager."""
    choices = [(kind, Kind(kind).label) for kind in kinds]
    at = next((place for place, (kind, _label) in enumerate(choices, 1) if kind == Kind.MANAGER), 0)
    return [*choices[:at], *([(AS_DEPUTY, DEPUTY)] if at else []), *choices[at:]]


class KindForm(forms.Form):
    """Which role somebody is asked to take."""

    kind = forms.RadiosField(what=_("a role"), label=_("Which role?"), marks={"hints": HINTS})

    def __init__(self, *args: Any, kinds: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = kind_choices(kinds)  # type: ignore[attr-defined]


class InviteForm(forms.Form):
    """Somebody, their role and its days. What is fixed already is not asked: the kind, or the partnership."""

    kind = forms.RadiosField(what=_("a role"), label=_("Which role?"), marks={"hints": HINTS})
    partnership = forms.SelectField(what=_("a partnership"), label=_("Partnership"))
    name = forms.TextField(what=_("their name"), label=_("Full name"), max_length=200, autocomplete="off")
    email = forms.EmailField(
        label=_("Email address"),
        hint=_("The invitation goes there, and they sign in with it."),
        autocomplete="off",
    )
    phone = forms.TelephoneField(label=_("Phone number"), required=False, autocomplete="off")
    organisation = forms.TextField(
        what=_("the organisation"), label=_("Organisation"), max_length=200, required=False, autocomplete="off"
    )
    since = forms.DateField(what=_("the first day"), label=_("First day"), hint=_("For example, 27 3 2027"))
    until = forms.DateField(
        what=_("the last day"), label=_("Last day"), hint=_("Leave empty for a role without an end."), required=False
    )
    assigned = forms.CheckboxesField(
        what=_("the partnerships assigned to them"), label=_("Partnerships assigned to them"), required=False
    )

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        kind: str = "",
        kinds: Sequence[str] = (),
        partnership: Partnership | None = None,
        places: Sequence[Partnership] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.programme, self.asked_kind, self.asked_of = programme, kind, partnership
        self.places = {str(place.pk): place for place in places}
        asks_partnership = partnership is None and kind in Role.OF_A_PARTNERSHIP
        unasked = {
            "kind": bool(kind),
            "partnership": not asks_partnership,
            "assigned": kind not in Role.WITH_ASSIGNMENTS,
        }
        for name in [name for name, is_so in unasked.items() if is_so]:
            del self.fields[name]
        for name, choices in self.choices(kinds):
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
        forms.limit_date(self, "since", today=programme.starts, latest=programme.ends)

    def choices(self, kinds: Sequence[str]) -> list[tuple[str, Any]]:
        """Of each field that has some."""
        places = [(key, place.name) for key, place in self.places.items()]
        areas = [(key, place.area) for key, place in self.places.items()]
        first = [("", _("Choose from the list"))]
        return [("kind", kind_choices(kinds)), ("partnership", [*first, *places]), ("assigned", areas)]

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError(_("The last day must be the same as or after the first day")))
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """What `services.invitations.Asked` is made of."""
        given = self.cleaned_data
        kind, place = given.get("kind", self.asked_kind), given.get("partnership", "")
        return {
            **{name: given[name] for name in ("name", "email", "phone", "organisation", "since", "until")},
            "kind": Kind.MANAGER.value if kind == AS_DEPUTY else kind,
            "is_deputy": kind == AS_DEPUTY,
            "partnership": self.places[place] if place else self.asked_of,
            "assigned": [self.places[key] for key in given.get("assigned", [])],
        }

    def refuse(self, refusal: Refusal) -> None:
        """Say why the rule refuses, beside the field it is about."""
        about = [name for name in ("partnership", "kind") if name in self.fields]
        field = about[0] if about and refusal.reason in ABOUT_THE_PARTNERSHIP else "email"
        self.add_error(field, ValidationError(refusal_sentence(refusal), code=refusal.reason))


class InviteInProgrammeForm(WrittenForMixin, InviteForm):
    """Somebody for a role in the programme of the page, rather than of one partnership."""


class AcceptForm(forms.Form):
    """Somebody new confirms how others see them."""

    name = forms.TextField(what=_("your full name"), label=_("Full name"), max_length=200, autocomplete="name")
    phone = forms.TelephoneField(label=_("Phone number"), required=False, autocomplete="tel")
