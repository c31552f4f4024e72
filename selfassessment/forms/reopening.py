"""Why a completed assessment is opened again."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms

MOST = 2000


class ReopenForm(forms.Form):
    """A reason, which the partnership's people read."""

    reason = forms.LongTextField(
        what=_("why you open it again"),
        label=_("Why do you open it again?"),
        hint=_("The partnership’s representatives and champion can read this."),
        max_characters=MOST,
    )

    def __init__(self, *args: Any, cancel_url: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.cancel_url = cancel_url

    @property
    def helper(self) -> Any:
        """The question, the button and the way back."""
        buttons = forms.Buttons(forms.Button(_("Open it again")), forms.Link(_("Leave it completed"), self.cancel_url))
        return forms.helper("reason", buttons)
