"""With whom a project is shared."""

from collections.abc import Iterable
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.forms.formsets import copied
from partnerships.models import Partnership

CHANGED = _(
    "The words of the project were changed after you opened this page. Nothing has been shared. "
    "Read them once more, then share"
)
CLOSED = _("Submission has closed while you were on this page, so nothing has been shared")


class ShareForm(forms.Form):
    """Which partnerships of the locality; `version` is of the words that were on the page."""

    version = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)
    partners = forms.CheckboxesField(what=_("at least one"), label=_("With whom do you share it?"))

    def __init__(
        self,
        *args: Any,
        partners: Iterable[Partnership],
        asked: Iterable[Partnership],
        version: int,
        cancel_url: str,
        **options: Any,
    ) -> None:
        """All `partners` are taken as an answer, so that a form sent twice is right both times; shown are `asked`."""
        super().__init__(*args, **options)
        self.fields["version"].initial = version
        field: Any = self.fields["partners"]
        field.choices = [(str(one.pk), one.name) for one in partners]
        self.asks = field.widget.choices = [(str(one.pk), one.name) for one in asked]
        self.stored_version, self.cancel_url = version, cancel_url

    @property
    def helper(self) -> Any:
        """The choices, and one button."""
        buttons = forms.Buttons(forms.Button(_("Share the project")), forms.Link(_("Cancel"), self.cancel_url))
        return forms.helper("version", "partners", buttons)

    @property
    def seen(self) -> int:
        """The version that was on the page; one that never was when it did not say."""
        return int(self.cleaned_data["version"] or 0)

    @property
    def chosen(self) -> list[int]:
        """Their ids."""
        return [int(pk) for pk in self.cleaned_data["partners"]]

    def refuse(self, sentence: Any) -> None:
        """Say why nothing was shared; shared again, it is the version that stands on the page now."""
        self.add_error(None, sentence)
        self.data = changed = copied(self.data)
        changed["version"] = str(self.stored_version)
