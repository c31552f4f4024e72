"""Why a champion returns a project."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms

MOST = 2000


class QuestionForm(forms.Form):
    """Which question is answered: the one that the page showed."""

    question = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)


class ReturnForm(QuestionForm):
    """A reason, which the representatives read."""

    reason = forms.LongTextField(
        what=_("why you return it"),
        label=_("What must change before you endorse it?"),
        hint=_("The representatives get this by email. The programme manager can read it too."),
        max_characters=MOST,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.auto_id = "return_%s"
