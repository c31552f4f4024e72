"""A framework's file, and the button that keeps what was looked at."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kit.govuk_ui import forms
from partnerships.forms.written_for import WrittenForMixin
from selfassessment.rules.faults import Fault, RefusedError
from selfassessment.rules.framework import Framework
from selfassessment.rules.reading import read_framework
from selfassessment.rules.tree import MOST_BYTES, text_of

YAML = _("YAML")


class ReadMixin:
    """Notes what is wrong with a framework's text, each fault with its line."""

    faults: tuple[Fault, ...] = ()

    def reading(self, text: str) -> Framework:
        """The framework; raises ValidationError, and keeps the faults."""
        try:
            return read_framework(text)
        except RefusedError as refused:
            self.faults = refused.faults
            raise ValidationError(self.counted(), code="faults") from refused

    def counted(self) -> str:
        """How many things are wrong."""
        number = len(self.faults)
        sentence = ngettext("There is %(count)s fault in the file", "There are %(count)s faults in the file", number)
        return sentence % {"count": number}


class FrameworkFileForm(ReadMixin, WrittenForMixin, forms.Form):
    """One file, judged by what is in it."""

    again = _("Nothing has been done yet. If you mean {page}, choose the file again and upload it")
    helper = forms.helper("file", forms.Button(_("Upload and check")), render_hidden_fields=True)

    file = forms.FileField(
        what=_("the file"), label=_("File"), kinds={"yaml": YAML, "yml": YAML}, most_bytes=MOST_BYTES
    )

    def clean_file(self) -> Framework:
        """The framework in it."""
        try:
            self.text = text_of(self.cleaned_data["file"].read(MOST_BYTES + 1))
        except RefusedError as refused:
            self.faults = refused.faults
            raise ValidationError(self.counted(), code="faults") from refused
        return self.reading(self.text)


class KeepForm(ReadMixin, WrittenForMixin, forms.Form):
    """The same text again, once somebody has looked at what it says."""

    text = CharField(widget=HiddenInput, strip=False)

    def clean_text(self) -> Framework:
        """The framework in it."""
        return self.reading(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        """Tells what is wrong at the head of the page, since nobody sees the field."""
        cleaned = super().clean()
        for error in self.errors.pop("text", []):
            self.add_error(None, error)
        return cleaned
