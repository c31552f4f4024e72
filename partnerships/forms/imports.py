"""A file to bring, and which of its columns is which."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kit.files.forms import UploadField
from kit.files.rules.kinds import Kind
from kit.govuk_ui import forms
from kit.tables.checking import Field
from kit.tables.errors import TableRefused
from kit.tables.reading import open_table
from kit.tables.sentences import sentence
from partnerships.forms.written_for import WrittenForMixin

CHECK = _("Upload and check")
LABELS: Mapping[str, "str | Promise"] = {
    "name": _("Name"),
    "area": _("Area"),
    "short": _("Letters in the map"),
    "tier": _("Tier"),
    "county": _("County"),
    "gss_code": _("GSS code"),
    "ons_code": _("ONS code"),
    "delivers_laa": _("Delivers a Local Area Agreement"),
    "population": _("Population"),
    "accountable_body": _("Accountable body"),
    "accountable_body_id": _("Its organisation identifier"),
    "role": _("Role"),
    "email": _("Email address"),
    "phone": _("Phone number"),
    "organisation": _("Organisation"),
    "from": _("First day"),
    "until": _("Last day"),
    "job_title": _("Job title"),
    "topics": _("Topics"),
    "consent_wording": _("Wording agreed to"),
    "consent_date": _("Agreed on"),
    "share_with_agencies": _("Shown to support agencies"),
    "partnership": _("Partnership"),
    "q": _("Column in the map"),
    "r": _("Row in the map"),
}


class ImportForm(WrittenForMixin, forms.Form):
    """One file of a kind that this import takes; a table's headings can be read."""

    again = _("Nothing has been done yet. If you mean {page}, choose the file again and upload it")
    helper = forms.helper("file", forms.Button(CHECK), render_hidden_fields=True)

    def __init__(self, *args: Any, allowed: frozenset[Kind], is_table: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_table = is_table
        self.fields["file"] = UploadField(allowed=allowed, label=_("File"))

    def clean_file(self) -> Any:
        """The file as it came, when its headings can be read."""
        file = self.cleaned_data["file"]
        if self.is_table:
            try:
                open_table(file)
            except TableRefused as refused:
                raise ValidationError(sentence(refused.problem), code=refused.problem.code) from refused
            file.seek(0)
        return file


class MatchForm(forms.Form):
    """For each of our columns one of the file's, or none."""

    def __init__(
        self, *args: Any, fields: Sequence[Field], headings: Sequence[str], chosen: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {key: str(at) for key, at in chosen.items()}
        columns = [(str(at), _shown(heading, at)) for at, heading in enumerate(headings)]
        for each in fields:
            label = LABELS[each.key]
            none = ("", _("Choose from the list") if each.required else _("Not in this file"))
            self.fields[each.key] = forms.SelectField(
                what=format_lazy(_("the column for ‘{name}’"), name=label),
                label=label,
                choices=[none, *columns],
                required=each.required,
            )
        self.helper = forms.helper(*self.fields, forms.Button(_("Check the file")))

    def clean(self) -> dict[str, Any]:
        """Each column of the file is one of ours at most."""
        taken: dict[str, str] = {}
        for key, at in list(self.cleaned_data.items()):
            if at and at in taken:
                other = self.fields[taken[at]].label
                self.add_error(key, _("Select another column. This one is ‘%(other)s’ already") % {"other": other})
            elif at:
                taken[at] = key
        return self.cleaned_data

    @property
    def positions(self) -> dict[str, int]:
        """Which column is which, of a valid form."""
        return {key: int(at) for key, at in self.cleaned_data.items() if at}


def _shown(heading: str, at: int) -> str:
    return heading.strip()[:60] or str(_("Column %(number)s, without a heading") % {"number": at + 1})
