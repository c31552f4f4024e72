"""What is asked of an action: what, who, by when, and on which day it was done."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.lines import one_line
from selfassessment.models import Action
from selfassessment.rules.planning import Wording

WHAT, WHO = 300, 160
NAMES = ("what", "who", "by_when", "done_on")


class Line(forms.LongTextField):
    """One line, in a box with room for all of it."""

    def clean(self, value: Any) -> str:
        return str(super().clean(one_line(str(value or ""))))


class AddActionForm(forms.Form):
    """A new action; nobody has done it yet."""

    what = Line(
        what=_("what will be done"),
        label=_("What will be done?"),
        hint=_("One step that somebody can take."),
        max_characters=WHAT,
        rows=3,
    )
    who = forms.TextField(
        what=_("who sees to it"),
        label=_("Who sees to it?"),
        hint=_("A role or an organisation, so that it stays right when people change."),
        max_length=WHO,
    )
    by_when = forms.DateField(what=_("the day by which it is done"), label=_("By when?"), required=False)

    def __init__(self, *args: Any, cancel_url: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.cancel_url = cancel_url

    @property
    def names(self) -> tuple[str, ...]:
        """The fields in the order in which they are asked."""
        return NAMES[:3]

    @property
    def helper(self) -> Any:
        """The questions, the button and the way back."""
        buttons = forms.Buttons(forms.Button(_("Save")), forms.Link(_("Cancel"), self.cancel_url))
        return forms.helper(*self.names, buttons)

    @property
    def wording(self) -> Wording:
        """What a valid form says."""
        return Wording(**{name: self.cleaned_data[name] for name in self.names})


class ActionForm(forms.VersionedFormMixin, AddActionForm):
    """The same of an action that is there, and the day on which it was done."""

    done_on = forms.DateField(
        what=_("the day it was done"),
        label=_("When was it done?"),
        hint=_("Leave this empty while it is not."),
        required=False,
    )

    def __init__(self, *args: Any, action: Action, today: date, **options: Any) -> None:
        initial = {name: getattr(action, name) for name in NAMES}
        super().__init__(*args, initial=initial, version=action.version, **options)
        self.today = today

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return NAMES

    @property
    def helper(self) -> Any:
        """As of a new one, with the version that was seen."""
        buttons = forms.Buttons(forms.Button(_("Save")), forms.Link(_("Cancel"), self.cancel_url))
        return forms.helper("version", *self.names, buttons)

    def clean_done_on(self) -> date | None:
        """Not a day to come."""
        done: date | None = self.cleaned_data["done_on"]
        if done and done > self.today:
            raise ValidationError(_("The day it was done must be today or in the past"), code="to_come")
        return done


class DropForm(forms.VersionedFormMixin, forms.Form):
    """A button that gives up the action that was seen."""
