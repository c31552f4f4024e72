"""What somebody says of themselves when they accept an invitation."""

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms


class AcceptForm(forms.Form):
    """Somebody new confirms how others see them."""

    name = forms.TextField(what=_("your full name"), label=_("Full name"), max_length=200, autocomplete="name")
    phone = forms.TelephoneField(label=_("Phone number (optional)"), required=False)
