"""What is asked of a budget line."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from ledger.models import BudgetLine

YES, NO = "yes", "no"


class LineFields(forms.Form):
    """One line; what it alone is for is asked only where it is ring-fenced."""

    KNOWN = _("There is a line of this name already. Choose a different name, or change that line")
    IN_USE = _("Grants were decided from this line, so it stays money")
    BELOW = _("%(offered)s was offered from this line. Enter that or more")
    name = forms.TextField(what=_("the line’s name"), label=_("Name of the line"), max_length=120)
    funder = forms.TextField(what=_("the funder"), label=_("Who funds it?"), max_length=120)
    purpose = forms.TextField(what=_("the purpose"), label=_("What is it for?"), max_length=200, required=False)
    kind = forms.RadiosField(
        what=_("money or help in kind"),
        label=_("Is it money or help in kind?"),
        choices=BudgetLine.Kind.choices,
        marks={"hints": {BudgetLine.Kind.IN_KIND: _("Rooms, speakers or officers’ time. It is never added to money.")}},
    )
    amount = forms.MoneyField(what=_("the amount"), label=_("How much is it, or how much is it worth?"))
    is_ring_fenced = forms.RadiosField(
        what=_("yes if it may be used for one thing only"),
        label=_("May it be used for one thing only?"),
        choices=[(YES, _("Yes, it is ring-fenced")), (NO, _("No"))],
    )
    ring_fenced = forms.TextField(what=_("what it is for"), label=_("For what only?"), max_length=200)
    reveals = {"is_ring_fenced": {YES: ["ring_fenced"]}}

    def fields_of_line(self) -> dict[str, Any]:
        """As a line keeps them."""
        typed = self.cleaned_data
        kept = {name: typed[name] for name in ("name", "funder", "purpose", "kind", "amount")}
        return {**kept, "ring_fenced": typed["ring_fenced"] or ""}


class AddLineForm(LineFields):
    """A new line."""


class ChangeLineForm(forms.VersionedFormMixin, LineFields):
    """A line that is there."""
