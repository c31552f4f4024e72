"""What is asked of whoever prepares the year's decision on its grants."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.formats import exact
from ledger.models import BudgetLine
from ledger.selectors import Standings
from partnerships.forms.written_for import WrittenForMixin

MOST = 200


class PrepareForm(WrittenForMixin, forms.Form):
    """The minute that the decision rests on, and the line that pays. `lines` are those of money for anything."""

    minute = forms.TextField(
        width=20,
        what=_("the minute reference"),
        label=_("Minute reference"),
        hint=_("The steering group’s minute that this decision rests on. For example, SG 4/7. Every letter cites it."),
        max_length=MOST,
    )
    line = forms.RadiosField(what=_("the budget line that pays"), label=_("Which budget line pays?"))

    def __init__(self, *args: Any, lines: Sequence[Standings], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = {str(one.line.pk): one.line for one in lines}
        field = self.fields["line"]
        field.choices = [(str(one.line.pk), one.line.name) for one in lines]  # type: ignore[attr-defined]
        field.widget.hints = {str(one.line.pk): what_is_left(one) for one in lines}
        if len(lines) == 1:
            self.initial["line"] = str(lines[0].line.pk)

    def clean_minute(self) -> str:
        """A reference has a letter or a number in it."""
        minute: str = self.cleaned_data["minute"]
        if not any(sign.isalnum() for sign in minute):
            raise ValidationError(_("The minute reference must have letters or numbers, like SG 4/7"), code="signs")
        return minute

    @property
    def chosen(self) -> BudgetLine:
        """The line itself, once the form is valid."""
        return self.lines[self.cleaned_data["line"]]


def what_is_left(one: Standings) -> str:
    """Of a line, and who funds it."""
    values = {"left": exact(one.left), "amount": exact(one.line.amount), "who": one.line.funder}
    return gettext("%(left)s left of %(amount)s, from %(who)s") % values
