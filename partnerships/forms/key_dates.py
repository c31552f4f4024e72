"""The dates that a year turns on, each a whole day in London."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.formats import long_date
from partnerships.models import KeyDate, Programme
from partnerships.rules.key_dates import Pair, impossible, unusual

CONFIRMED = "confirmed"
IMPOSSIBLE = _("‘{second}’ must be the same as or after ‘{first}’, {first_day}")
UNUSUAL = _(
    "‘{second}’, {second_day}, comes before ‘{first}’, {first_day}. Change one of them, or tick that this is right"
)
RIGHT = _("Yes, ‘{second}’ comes before ‘{first}’")


class KeyDatesFields(forms.Form):
    """One date a kind; none is required, none lies outside the year, and an unusual order is asked about."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen_before = self.initial if "dates" in programme.steps_saved else {}
        for kind in KeyDate.Kind:
            self.fields[kind.value] = forms.DateField(
                what=_("the date of ‘{name}’").format(name=kind.label),
                label=kind.label,
                required=False,
                earliest=programme.starts,
                latest=programme.ends,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = {kind: cleaned[kind] for kind in KeyDate.Kind.values if cleaned.get(kind)}
        for pair in impossible(given):
            self.add_error(pair[1], in_words(IMPOSSIBLE, pair, given))
        self.ask_about([pair for pair in unusual(given) if not self.is_as_before(pair, given)], given)
        return cleaned

    def is_as_before(self, pair: Pair, given: Mapping[str, date]) -> bool:
        """Whether both dates stood so when they were last saved."""
        return all(self.seen_before.get(kind) == given[kind] for kind in pair)

    def ask_about(self, pairs: list[Pair], given: Mapping[str, date]) -> None:
        """A tick for each pair in an unusual order; what is not ticked is not saved."""
        if not pairs:
            return
        asked = forms.CheckboxesField(
            what=_("what is right"),
            label=_("Are these dates right?"),
            choices=[("-".join(pair), in_words(RIGHT, pair, given)) for pair in pairs],
        )
        self.fields[CONFIRMED] = asked
        ticked = asked.widget.value_from_datadict(self.data, self.files, self.add_prefix(CONFIRMED)) or []
        for pair in pairs:
            if "-".join(pair) not in ticked:
                self.add_error(CONFIRMED, in_words(UNUSUAL, pair, given))


def in_words(sentence: Any, pair: Pair, given: Mapping[str, date]) -> str:
    """A sentence about two dates, with what they are called and their days."""
    first, second = pair
    return str(sentence).format(
        first=KeyDate.Kind(first).label,
        second=KeyDate.Kind(second).label,
        first_day=long_date(given[first]),
        second_day=long_date(given[second]),
    )


class KeyDatesForm(forms.VersionedFormMixin, KeyDatesFields):
    """Every key date of a year."""
