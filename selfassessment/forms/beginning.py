"""Beginning fresh, or from last year's."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.formats import long_date
from selfassessment.models import Completion

FRESH, FOLLOWING = "fresh", "last_year"


class BeginForm(forms.Form):
    """Asks where there is something to follow; elsewhere the button is all."""

    def __init__(self, *args: Any, before: Completion | None, action: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.before, self.action = before, action
        if before is not None:
            day = long_date(before.completed_at)
            self.fields["begin"] = forms.RadiosField(
                what=_("how you want to begin"),
                label=_("How do you want to begin?"),
                choices=[(FOLLOWING, _("From last year’s")), (FRESH, _("Start fresh"))],
                marks={
                    "hints": {
                        FOLLOWING: format_lazy(
                            _(
                                "You see last year’s scores and comments, of {day}, beside each statement. Nothing is "
                                "answered for you. Last year’s actions come along, none of them done."
                            ),
                            day=day,
                        ),
                        FRESH: _("Nothing of last year’s is shown."),
                    }
                },
            )

    @property
    def helper(self) -> Any:
        """One button."""
        button = forms.Button(_("Start the self-assessment"))
        return forms.helper(*self.fields, forms.Buttons(button), action=self.action)

    @property
    def follows(self) -> Completion | None:
        """What a valid form begins from."""
        return self.before if self.cleaned_data.get("begin") == FOLLOWING else None
