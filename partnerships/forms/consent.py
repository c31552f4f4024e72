"""What is asked of a wording of consent."""

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.forms.written_for import WrittenForMixin


class WordingForm(WrittenForMixin, forms.Form):
    """New words that people can agree to."""

    text = forms.LongTextField(
        what=_("the wording"),
        label=_("New wording"),
        hint=_("Word for word as people read or hear it when they agree."),
        max_characters=1000,
        rows=4,
    )
    helper = forms.helper("text", forms.Buttons(forms.Button(_("Add this wording"))), render_hidden_fields=True)
