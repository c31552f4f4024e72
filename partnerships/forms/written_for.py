"""A form that writes into the programme acted in says for which one its page was opened.

Somebody with roles in two programmes may have switched in another tab since. Such a form is refused once, with both
programmes named and everything typed still there; sent again it is meant, and is saved where the page said.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.forms import Form
from kit.govuk_ui.forms.formsets import copied
from partnerships.models import Programme
from partnerships.selectors.year_sentences import in_full

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WRITTEN_FOR, WORKING_IN = "written_for", "working_in"
ELSEWHERE = _("You opened this page for {page}, and you are now working in {now}.")
UNSAID = _("This page did not say which programme it is for.")
AGAIN = _("Nothing has been done yet. If you mean {page}, press the button again")


class WrittenForMixin(forms.BaseForm):
    """Put before the form's class. `written_for` is the programme it writes into, `working_in` the one acted in now.

    The view gets the first from `partnerships.http.programme_of`. Neither of the two fields is among `cleaned_data`.
    """

    again: "StrOrPromise" = AGAIN

    def __init__(self, *args: Any, written_for: Programme, working_in: Programme | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.written_for, self.working_in = written_for, working_in
        for name, value in ((WRITTEN_FOR, written_for.key), (WORKING_IN, "")):
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput, initial=value)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        said = (cleaned.pop(WRITTEN_FOR, ""), cleaned.pop(WORKING_IN, ""))
        if self.working_in is None or self.working_in.key not in said:
            self.refuse_to_guess(was_said=bool(said[0]))
        return cleaned

    def refuse_to_guess(self, *, was_said: bool) -> None:
        """Name both programmes, and let the next press be a deliberate one."""
        sentence = f"{ELSEWHERE if was_said else UNSAID} {self.again}"
        words = sentence.format(page=in_full(self.written_for), now=in_full(self.working_in) if self.working_in else "")
        self.add_error(None, ValidationError(words, code="written_for_another"))
        self.data = changed = copied(self.data)
        changed[self.add_prefix(WRITTEN_FOR)] = self.written_for.key
        changed[self.add_prefix(WORKING_IN)] = self.working_in.key if self.working_in else ""


class PressForm(WrittenForMixin, Form):
    """A button that asks nothing."""
