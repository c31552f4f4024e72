"""What every field of ours has in common: it knows what it asks for."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.forms.words import NULL_CHARACTER, percent_safe, say

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Asked(forms.Field):
    """A field with its noun: `TextField(what=_("the partnership's name"), label=_("Partnership"))`.

    `width` is in characters (2, 3, 4, 5, 10, 20, 30) or a GOV.UK width ("one-half"); `hint` is Django's `help_text`.
    """

    noun: "StrOrPromise" = ""  # for fields that nearly always ask for the same thing
    missing_sentence: "StrOrPromise" = _("Enter {what}")

    def __init__(
        self,
        *,
        what: "StrOrPromise" = "",
        hint: "StrOrPromise" = "",
        width: int | str | None = None,
        autocomplete: str = "",
        **options: Any,
    ) -> None:
        self.what = what or self.noun
        if not self.what:
            raise TypeError(f"{type(self).__name__} needs `what`, a noun for its messages")
        options["error_messages"] = {**self.sentences(), **(options.get("error_messages") or {})}
        super().__init__(help_text=options.pop("help_text", hint), **options)
        if width:
            classes = f"govuk-input--width-{width}" if isinstance(width, int) else f"govuk-!-width-{width}"
            self.widget.attrs["class"] = f"{self.widget.attrs.get('class', '')} {classes}".strip()
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def sentences(self) -> "dict[str, StrOrPromise]":
        """Error code to words. Those that Django fills with `%` go through `with_facts`."""
        return {
            "required": say(self.missing_sentence, self.what),
            "null_characters_not_allowed": say(NULL_CHARACTER, self.what),
        }

    def say(self, sentence: "StrOrPromise", **facts: object) -> "StrOrPromise":
        return say(sentence, self.what, **facts)

    def with_facts(self, sentence: "StrOrPromise", **facts: object) -> "StrOrPromise":
        """For codes whose error carries params: Django formats them with `%`."""
        return say(sentence, percent_safe(self.what), **facts)
