"""Why a champion returns a project."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms

MOST = 2000


class ReturnForm(forms.Form):
    """A reason, which the representatives read. Which question it answers, the page says beside it."""

    reason = forms.LongTextField(
        what=_("why you return it"),
        label=_("What must change before you endorse it?"),
        hint=_("The representatives get this by email. The programme manager can read it too."),
        max_characters=MOST,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.auto_id = "return_%s"
