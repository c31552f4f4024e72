"""The dates that a year turns on, each a whole day in London."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.models import KeyDate, Programme


class KeyDatesFields(forms.Form):
    """One date a kind; none is required, and none lies outside the year."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KeyDate.Kind:
            self.fields[kind.value] = forms.DateField(
                what=_("the date of ‘{name}’").format(name=kind.label),
                label=kind.label,
                required=False,
                earliest=programme.starts,
                latest=programme.ends,
            )


class KeyDatesForm(forms.VersionedFormMixin, KeyDatesFields):
    """Every key date of a year."""
