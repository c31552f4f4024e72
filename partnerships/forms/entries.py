"""What is asked of an entry of the directory."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.forms.written_for import WrittenForMixin
from partnerships.models import Partnership, Programme
from partnerships.rules.localities import COUNTY, DISTRICT, Refusal
from partnerships.selectors.entries import facts_of

OWN = ("name", "short")  # what a representative may change
FIRST_DISTRICT = ("district_name", "district_area", "district_gss_code")
GSS_CODE, ONS_CODE = re.compile(r"[A-Z]\d{8}", re.ASCII), re.compile(r"\d{2}([A-Z]{2}([A-Z]{2})?)?", re.ASCII)
SHORT = re.compile(r"[A-Z]{2,6}", re.ASCII)
IDENTIFIER = re.compile(r"[A-Z]{2,}-[A-Z0-9]+-\S+", re.ASCII)
GSS_HINT = _("A letter and 8 digits, such as E00000001.")

SENTENCES = {
    "county_has_districts": _("{county} has districts. Move them to another county before you change its tier"),
    "county_without_districts": _("A county needs a district. Enter its first one"),
    "district_names_its_county": _("Select the county it lies in"),
    "tier_held": _("People hold roles here or are invited to. Keep the tier, or end their roles first"),
    "last_district": _("It is the last district of its county. Add or move another district there first"),
    "county_is_gone": _("That is no longer a county. Select another"),
    "area_taken": _("There is an entry of this tier with this area already. Enter another area"),
    "gss_code_taken": _("Another entry has this GSS code. Check it and enter the right one"),
    "ons_code_taken": _("Another entry has this ONS code. Check it and enter the right one"),
    "body_has_another_name": _("The organisation with this identifier has another name here. Enter the same name"),
}


class EntryForm(forms.VersionedFormMixin, forms.Form):
    """An entry, new or changed; who does not change the whole of it is asked for `OWN` alone."""

    reveals: Any = {}  # type: ignore[misc]  # the questions of the tier depend on the entry

    name = forms.TextField(what=_("the name"), label=_("Name"), max_length=200)
    area = forms.TextField(
        what=_("the area"), label=_("Area"), hint=_("The place alone, as lists and maps show it."), max_length=120
    )
    short = forms.TextField(
        what=_("the letters in the map"),
        label=_("Letters in the map"),
        hint=_("Up to 6, where there is no room for a name, such as ABC."),
        width=5,
        required=False,
    )
    tier = forms.RadiosField(what=_("the tier"), label=_("Tier"))
    county = forms.SelectField(what=_("the county it lies in"), label=_("County it lies in"))
    district_name = forms.TextField(what=_("the first district’s name"), label=_("Its first district"), max_length=200)
    district_area = forms.TextField(
        what=_("the first district’s area"), label=_("Area of the first district"), max_length=120
    )
    district_gss_code = forms.TextField(
        what=_("the first district’s GSS code"),
        label=_("GSS code of the first district"),
        hint=GSS_HINT,
        width=10,
        required=False,
    )
    gss_code = forms.TextField(what=_("the GSS code"), label=_("GSS code"), hint=GSS_HINT, width=10, required=False)
    ons_code = forms.TextField(
        what=_("the ONS code"),
        label=_("ONS code"),
        hint=_("The older code: 2 digits, with 2 letters for all but counties, such as 00AA."),
        width=5,
        required=False,
    )
    delivers_laa = forms.YesNoField(
        what=_("yes if it delivers a Local Area Agreement"), label=_("Does it deliver a Local Area Agreement?")
    )
    population = forms.WholeNumberField(
        what=_("the population"), label=_("Population"), required=False, most=99_999_999
    )
    body_name = forms.TextField(
        what=_("the organisation’s name"), label=_("Name of the organisation"), max_length=200, required=False
    )
    body_identifier = forms.TextField(
        what=_("the organisation identifier"),
        label=_("Organisation identifier"),
        hint=_("Register and number, such as GB-LAE-ABC. Leave it empty for one that never had any."),
        max_length=60,
        width=20,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        partnership: Partnership | None,
        counties: Iterable[tuple[str, str]] = (),
        has_districts: bool = False,
        whole: bool = True,
        cancel_url: str,
        **options: Any,
    ) -> None:
        initial = facts_of(partnership) if partnership else {}
        super().__init__(*args, initial=initial, version=partnership.version if partnership else 0, **options)
        self.programme, self.partnership, self.cancel_url = programme, partnership, cancel_url
        self.reveals = {"tier": {DISTRICT: ["county"], COUNTY: [] if has_districts else list(FIRST_DISTRICT)}}
        unasked = () if whole else self.fields.keys() - {*OWN, "version"}
        for name in [*unasked, *(FIRST_DISTRICT if whole and has_districts else ())]:
            del self.fields[name]
        if whole:
            self.ask_where(counties)
        else:
            self.reveals = {}

    def ask_where(self, counties: Iterable[tuple[str, str]]) -> None:
        """In the region's words."""
        tiers: Any = self.fields["tier"]
        tiers.choices = [(tier, capfirst(self.programme.word(tier))) for tier in Partnership.Tier.values]
        own = str(self.partnership.pk) if self.partnership else ""
        field: Any = self.fields["county"]
        field.choices = forms.SelectField.with_a_first_line([one for one in counties if one[0] != own])

    @property
    def helper(self) -> Any:
        """What it is called, where it stands, what it is known by, who answers for its money."""
        cancel = forms.Buttons(forms.Button(_("Save")), forms.Link(_("Cancel"), self.cancel_url))
        if "tier" not in self.fields:
            return forms.helper("version", *OWN, cancel)
        return forms.helper(
            forms.Fieldset(_("What it is called"), "name", "area", "short"),
            forms.Fieldset(_("Where it stands"), "tier", "delivers_laa", "population"),
            forms.Fieldset(_("Codes"), "gss_code", "ons_code"),
            forms.Fieldset(_("Who answers for its money"), "body_name", "body_identifier"),
            cancel,
            render_hidden_fields=True,
        )

    def clean_short(self) -> str:
        letters = str(self.cleaned_data["short"]).upper()
        if letters and not SHORT.fullmatch(letters):
            raise ValidationError(_("Letters in the map must be 2 to 6 letters, like ABC"))
        return letters

    def clean_gss_code(self) -> str:
        return self.code("gss_code", GSS_CODE, _("GSS code must be a letter and 8 digits, like E00000001"))

    def clean_district_gss_code(self) -> str:
        return self.code("district_gss_code", GSS_CODE, _("GSS code must be a letter and 8 digits, like E00000001"))

    def clean_ons_code(self) -> str:
        return self.code("ons_code", ONS_CODE, _("ONS code must be 2 digits, or 2 digits and 2 letters, like 00AA"))

    def clean_body_identifier(self) -> str:
        sentence = _("Organisation identifier must be a register and a number with hyphens, like GB-LAE-ABC")
        return self.code("body_identifier", IDENTIFIER, sentence)

    def code(self, name: str, pattern: re.Pattern[str], sentence: Any) -> str:
        """A code in capitals and without spaces."""
        typed = "".join(str(self.cleaned_data[name]).split()).upper()
        if typed and not pattern.fullmatch(typed):
            raise ValidationError(sentence)
        return typed

    def clean_county(self) -> int | None:
        return int(self.cleaned_data["county"]) if self.cleaned_data["county"] else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("body_identifier") and cleaned.get("body_name") == "":
            self.add_error("body_name", _("Enter the organisation’s name, or leave the identifier empty too"))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What to save of the entry itself."""
        asked = self.cleaned_data.keys() - {*FIRST_DISTRICT, "version"}
        given = {name: self.cleaned_data[name] for name in self.fields if name in asked}
        return {**given, "county": given["county"] or None} if "county" in given else given

    @property
    def first_district(self) -> dict[str, Any] | None:
        """What to save of a county's first district; None when there is none to make."""
        if "district_name" not in self.fields or not self.cleaned_data.get("district_name"):
            return None
        return {name.removeprefix("district_"): self.cleaned_data[name] for name in FIRST_DISTRICT}

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """What the rules said, beside the fields."""
        for refusal in refusals:
            field = refusal.field if refusal.field in self.fields else "name"
            county = self.partnership.area if self.partnership else ""
            self.add_error(field, format_lazy(SENTENCES[refusal.code], county=county))


class AddEntryForm(WrittenForMixin, EntryForm):
    """A new entry in the programme of the page."""
