"""Whether advisers may read a draft."""

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms


class AdvisersForm(forms.Form):
    """Sent by either of two buttons."""

    is_open = forms.YesNoField(what=_("whether advisers may read the draft"))
