"""Whom to ask to score an assessment."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from selfassessment.models import Partner

ASKED = _("{organisation} was asked at this address. Enter another address, or take that partner off first")

ENOUGH = _("You have asked 100 partners, which is the most there can be. Those you took off count too")


class InvitePartnerForm(forms.Form):
    """An organisation, and who scores for it."""

    organisation = forms.TextField(
        what=_("the organisation"), label=_("Organisation"), max_length=160, autocomplete="off"
    )
    sector = forms.SelectField(what=_("a sector"), label=_("Sector"))
    name = forms.TextField(
        what=_("their name"), label=_("Full name of who answers for it"), max_length=120, autocomplete="off"
    )
    email = forms.EmailField(
        label=_("Email address"), hint=_("The link goes there. They need no account."), autocomplete="off"
    )

    def __init__(self, *args: Any, cancel_url: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.cancel_url = cancel_url
        sector: Any = self.fields["sector"]
        sector.choices = [("", _("Choose from the list")), *Partner.Sector.choices]

    @property
    def helper(self) -> Any:
        """The questions, the button and the way back."""
        buttons = forms.Buttons(forms.Button(_("Send the invitation")), forms.Link(_("Cancel"), self.cancel_url))
        return forms.helper("organisation", "sector", "name", "email", buttons)

    def refuse_address(self, organisation: str) -> None:
        """Say beside the address who was asked there already."""
        self.add_error("email", ValidationError(str(ASKED).format(organisation=organisation), code="asked"))

    def refuse_more(self) -> None:
        """Say that nobody else can be asked."""
        self.add_error(None, ValidationError(ENOUGH, code="many"))
