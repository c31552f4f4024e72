"""A programme year itself: a new one, and what it is called and when it runs."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.models import Programme
from partnerships.rules.deadlines import local_day
from partnerships.rules.key_dates import outside
from partnerships.rules.years import LONGEST_KEY, suggested_key
from partnerships.selectors.year_sentences import in_full

KEY_HINT = _("Small letters, numbers and hyphens. It stands in the addresses of the year’s pages.")
BACKWARDS = _("The last day must be after the first day")


class YearFields(forms.Form):
    """What every year is asked for."""

    TAKEN = _("Another year has this short name. Choose a different one")

    name = forms.TextField(
        what=_("the programme’s name"),
        label=_("Name of the programme"),
        hint=_("For example, Learning to Deliver"),
        max_length=120,
    )
    region = forms.TextField(what=_("the region"), label=_("Region"), max_length=120)
    starts = forms.DateField(what=_("the first day"), label=_("First day"), hint=_("For example, 1 4 2027"))
    ends = forms.DateField(what=_("the last day"), label=_("Last day"), hint=_("For example, 31 3 2028"))
    key = forms.TextField(what=_("the short name"), label=_("Short name"), hint=KEY_HINT, max_length=LONGEST_KEY)

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip().lower()
        if key and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
            raise ValidationError(_("The short name must have only small letters a to z, numbers and hyphens"))
        if key and self.others().filter(key=key).exists():
            raise ValidationError(self.TAKEN, code="taken")
        return key

    def others(self) -> Any:
        """The years that a key must differ from."""
        return Programme.objects.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", BACKWARDS)
        return cleaned


class AddYearForm(YearFields):
    """A new year, from nothing or from one of the years that the person manages."""

    begin = forms.RadiosField(
        what=_("how to begin"),
        label=_("How do you want to begin?"),
        choices=[("copy", _("From another year")), ("nothing", _("From nothing"))],
        marks={
            "hints": {
                "copy": _(
                    "Its words, rates, rules, budget, dates, partnerships and map are copied. You can change all."
                ),
                "nothing": _("You fill in everything and import the partnerships."),
            }
        },
    )
    source = forms.SelectField(what=_("the year to copy from"), label=_("Which year?"))
    with_people = forms.TickField(
        what=_("people"), label=_("Carry over the people whose roles last until that year’s end")
    )
    reveals = {"begin": {"copy": ["source", "with_people"]}}
    helper = forms.helper(
        *("begin", "name", "region", "starts", "ends", "key"), forms.Buttons(forms.Button(_("Save and continue")))
    )

    def __init__(self, *args: Any, sources: list[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = {str(one.pk): one for one in sources}
        labels = [(pk, in_full(one)) for pk, one in self.sources.items()]
        self.fields["source"].choices = forms.SelectField.with_a_first_line(labels)  # type: ignore[attr-defined]
        self.fields["key"].required = False
        self.fields["key"].help_text = _("{hint} Leave it empty to have one made, like {example}.").format(
            hint=KEY_HINT, example="far-coast-2027"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"region", "starts", "key"} <= cleaned.keys() and not cleaned["key"]:
            stem = suggested_key(cleaned["region"], cleaned["starts"])
            taken = set(Programme.objects.filter(key__startswith=stem[:20]).values_list("key", flat=True))
            cleaned["key"] = suggested_key(cleaned["region"], cleaned["starts"], taken)
        cleaned["source"] = self.sources.get(cleaned.get("source") or "")
        return cleaned


class ProgrammeFields(YearFields):
    """The same, later. Once a year is open its key stays, and so do the key dates within it."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        if programme.is_set_up:
            del self.fields["key"]

    def others(self) -> Any:
        return Programme.objects.exclude(pk=self.programme.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if self.programme.is_set_up and starts and ends:
            days = {row.kind: local_day(row.closes_at) for row in self.programme.key_dates.all()}
            if outside(days, starts, ends):
                self.add_error("ends", _("Some key dates would lie outside the year. Change them first"))
        return cleaned


class ProgrammeForm(forms.VersionedFormMixin, ProgrammeFields):
    """Region, name and dates."""


class FrameworkFields(forms.Form):
    """By what the partnerships assess themselves."""

    framework = forms.TextField(
        what=_("the framework’s name"),
        label=_("Name of the competency framework"),
        hint=_("Leave it empty if the year has none."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class FrameworkForm(forms.VersionedFormMixin, FrameworkFields):
    """The framework's name."""
