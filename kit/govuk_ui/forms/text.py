"""Fields for words: a line, many lines with a count, addresses and passwords."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kit.addresses import validate_address
from kit.govuk_ui.forms.asked import Asked
from kit.govuk_ui.forms.digits import ascii_digits
from kit.govuk_ui.forms.widgets import CountedTextarea
from kit.govuk_ui.forms.words import EMAIL_FORM, TOO_LONG, TOO_SHORT
from kit.lines import one_line

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class TextField(Asked, forms.CharField):
    """One line of words, without what cannot be seen."""

    takes_as_typed = False

    def __init__(self, *, max_length: int | None = None, min_length: int | None = None, **options: Any) -> None:
        self.limits = (min_length, max_length)
        super().__init__(max_length=max_length, min_length=min_length, **options)

    def sentences(self) -> "dict[str, StrOrPromise]":
        shortest, longest = self.limits
        return {
            **super().sentences(),
            "max_length": self.with_facts(TOO_LONG, limit=longest),
            "min_length": self.with_facts(TOO_SHORT, limit=shortest),
        }

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value) or ""
        return typed if self.takes_as_typed else one_line(typed)


class EmailField(TextField, forms.EmailField):
    """An email address; the browser may offer the person's own."""

    noun = _("an email address")
    widget = forms.EmailInput
    default_validators = [validate_address]
    takes_as_typed = True  # what cannot be seen in an address is refused, and said

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 254)
        super().__init__(**{"autocomplete": "email", **options})

    def sentences(self) -> "dict[str, StrOrPromise]":
        return {**super().sentences(), "invalid": EMAIL_FORM}


TELEPHONE = re.compile(r"\+?[\d\s().\-/]*\d[\d\s().\-/]*((ext|x|#)\.?\s*\d{1,6})?", re.IGNORECASE | re.ASCII)


class TelephoneField(TextField):
    """A telephone number, kept as it was typed: people group and bracket theirs for a reason."""

    noun = _("a phone number")

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 40)
        options.setdefault("widget", forms.TextInput(attrs={"type": "tel"}))
        super().__init__(**{"autocomplete": "tel", "width": 20, **options})

    def clean(self, value: Any) -> str:
        number = ascii_digits(super().clean(value))
        if number and not (TELEPHONE.fullmatch(number) and 7 <= sum(map(str.isdecimal, number)) <= 21):
            raise ValidationError(
                _("Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"), code="invalid"
            )
        return number


class SearchField(TextField):
    """Words to look for. Nothing is asked for: an empty search shows all."""

    noun = _("words to search for")

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"type": "search"}))
        super().__init__(**{"required": False, "max_length": 200, **options})


class PasswordField(TextField):
    """A password with a button to show it; never sent back to the page."""

    noun = _("your password")
    takes_as_typed = True
    widget = forms.PasswordInput

    def __init__(self, *, new: bool = False, **options: Any) -> None:
        options.setdefault("max_length", 1000)
        options.setdefault("autocomplete", "new-password" if new else "current-password")
        super().__init__(**{"strip": False, **options})


def browser_length(text: str) -> int:
    """Characters as the browser's counter sees them: UTF-16 units, with a line's end as one."""
    return len(text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-16-le", "surrogatepass")) // 2


class LongTextField(Asked, forms.CharField):
    """Many lines; with `max_characters`, a count under the box and the same count here."""

    def __init__(self, *, max_characters: int | None = None, rows: int = 5, **options: Any) -> None:
        self.max_characters = max_characters
        options.setdefault("widget", CountedTextarea(rows=rows, max_characters=max_characters))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        typed = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        self._refuse_too_many(typed)
        return str(super().clean(typed))

    def _refuse_too_many(self, typed: str) -> None:
        over = browser_length(typed) - self.max_characters if self.max_characters else 0
        if over > 0:
            excess = ngettext_lazy("You have {n} character too many", "You have {n} characters too many", over)
            raise ValidationError(
                self.say(
                    _("{What} must be {limit} characters or less. {excess}"),
                    limit=f"{self.max_characters:,}",
                    excess=str(excess).format(n=f"{over:,}"),
                ),
                code="max_length",
            )
