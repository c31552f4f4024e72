"""What a manager says when submission is closed early, and when a partnership may be late."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from partnerships.forms.written_for import WrittenForMixin

MOST = 2000


class CloseForm(WrittenForMixin, forms.Form):
    """Why submission is closed before its date."""

    reason = forms.LongTextField(
        what=_("a reason"),
        label=_("Why do you close it early?"),
        hint=_("It is kept with the decision. Representatives and champions who have not submitted read it."),
        max_characters=MOST,
    )


class AdmitForm(forms.Form):
    """Why a partnership may be late, and until when."""

    reason = forms.LongTextField(
        what=_("a reason"),
        label=_("Why may it be late?"),
        hint=_("It is kept with the decision, for you and other managers."),
        max_characters=MOST,
    )
    until = forms.DateField(
        what=_("the last day"),
        label=_("Until which day?"),
        hint=_("It may submit until 11:59pm on that day. For example, 27 3 2027"),
    )

    def __init__(self, *args: Any, today: date, latest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        forms.limit_date(self, "until", today=today, earliest=today, latest=max(latest, today))
