"""Whom to ask for which role, and what somebody says of themselves when they accept."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.formats import long_date
from partnerships.forms.own_words import ask_for_assigned, ask_for_place
from partnerships.forms.written_for import WrittenForMixin
from partnerships.models import Partnership, Programme, Role
from partnerships.models.role import DEPUTY
from partnerships.rules.enrolment import Reason, Refusal
from partnerships.rules.role_days import earliest_first_day, latest_last_day, suggested_first_day
from partnerships.selectors.enrolment import refusal_sentence

Kind = Role.Kind
OUTSIDE_YEAR = _("Choose a day within the programme year")
AS_DEPUTY = "deputy"  # in place of a kind of role
ABOUT_THE_PARTNERSHIP = (Reason.REPRESENTATIVES_FULL, Reason.CHAMPION_NAMED)
HINTS = {
    Kind.MANAGER: _("Sets up the year, names everybody, and decides"),
    AS_DEPUTY: _("Has every power of the manager, and is the second person where two are asked for"),
    Kind.FINANCE: _("Prepares and releases payments"),
    Kind.REPRESENTATIVE: _("Runs the assessment and project. One or two for each {partnership}"),
    Kind.CHAMPION: _("A senior member who endorses the project. One for each {partnership}"),
    Kind.ADVISER: _("Supports the {partnerships} assigned to them"),
    Kind.AREA_LEAD: _("Looks after the {partnerships} assigned to them"),
    Kind.FACILITATOR: _("Runs learning sets"),
    Kind.STEERING: _("Reads how the programme stands, and decides"),
    Kind.AGENCY: _("Offers help to the region"),
    Kind.EVALUATOR: _("Runs the surveys and writes the evaluation"),
}


def ask_for_kind(field: Any, kinds: Iterable[str], programme: Programme) -> None:
    """Which role, each with what it is for, in the region's own words."""
    words = {"partnership": programme.word("partnership"), "partnerships": programme.words("partnership")}
    field.choices = kind_choices(kinds)
    field.widget.hints = {str(kind): str(hint).format(**words) for kind, hint in HINTS.items()}


def kind_choices(kinds: Iterable[str]) -> list[tuple[str, Any]]:
    """The kinds of role as radios, the deputy after the manager."""
    choices = [(kind, Kind(kind).label) for kind in kinds]
    at = next((place for place, (kind, _label) in enumerate(choices, 1) if kind == Kind.MANAGER), 0)
    return [*choices[:at], *([(AS_DEPUTY, DEPUTY)] if at else []), *choices[at:]]


class KindForm(forms.Form):
    """Which role somebody is asked to take."""

    kind = forms.RadiosField(what=_("a role"), label=_("Which role?"))

    def __init__(self, *args: Any, kinds: Iterable[str], programme: Programme, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_for_kind(self.fields["kind"], kinds, programme)


class InviteForm(forms.Form):
    """Somebody, their role and its days. What is fixed already is not asked: the kind, or the partnership."""

    kind = forms.RadiosField(what=_("a role"), label=_("Which role?"))
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
        today: date,
        manages: bool,
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
        self.offer(kinds)
        self.limit_days(Kind.MANAGER.value if kind == AS_DEPUTY else kind, today, manages=manages)

    def limit_days(self, kind: str, today: date, *, manages: bool) -> None:
        """Within the year; only who manages it may leave the last day open."""
        year = self.programme
        earliest, latest = earliest_first_day(kind, year), latest_last_day(year, today)
        # Whoever manages it closes it when it is over, and must then still be able to.
        self.initial = {"since": suggested_first_day(kind, year, today), "until": year.ends if earliest else None}
        forms.limit_date(self, "since", today=today, earliest=earliest, latest=year.ends if earliest else None)
        forms.limit_date(self, "until", today=today, latest=latest)
        says = {"starts": long_date(year.starts), "ends": long_date(latest)}
        self.fields["since"].help_text = _("The year is from {starts} to {ends}").format(**says)
        if not manages:
            self.fields["until"].required = True
            self.fields["until"].help_text = _("{ends} at the latest, the last day of the year").format(**says)

    def offer(self, kinds: Sequence[str]) -> None:
        """The choices of each field that has some."""
        fields: dict[str, Any] = self.fields
        if "kind" in fields:
            ask_for_kind(fields["kind"], kinds, self.programme)
        if "partnership" in fields:
            ask_for_place(fields["partnership"], self.programme)
            places = [(key, place.name) for key, place in self.places.items()]
            fields["partnership"].choices = [("", _("Choose from the list")), *places]
        if "assigned" in fields:
            ask_for_assigned(fields["assigned"], self.programme)
            fields["assigned"].choices = [(key, place.area) for key, place in self.places.items()]

    @property
    def title(self) -> Any:
        """What somebody is asked to be, when the page knows it; else nothing."""
        return dict(kind_choices(Kind.values)).get(self.asked_kind, "")

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

    def refuse_days(self, field: str) -> None:
        """Say of `since` or `until` that it lies outside the year."""
        self.add_error(field, ValidationError(OUTSIDE_YEAR))

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
