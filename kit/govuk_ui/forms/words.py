"""What a field says when something is wrong: plain words in place of Django's.

`what` is a short noun with its article, "the partnership's name"; sentences put it where it belongs.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import keep_lazy_text
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Sentence = Callable[["StrOrPromise"], StrOrPromise]

NULL_CHARACTER = _("{What} must not include a null character. Type it again")
TOO_LONG = _("{What} must be {limit} characters or less")
TOO_SHORT = _("{What} must be {limit} characters or more")
NOT_IN_LIST = _("Select {what} from the list")


def say(sentence: "StrOrPromise", what: "StrOrPromise", **facts: object) -> "StrOrPromise":
    """The sentence with `{what}` and `{What}` (first letter large) filled in, still lazy for translation."""
    return format_lazy(sentence, what=what, What=capfirst(what), **facts)


@keep_lazy_text
def percent_safe(text: Any) -> Any:
    """Django puts its facts into some messages with `%`; a noun with that sign in it must not break them."""
    return text.replace("%", "%%")


@keep_lazy_text
def noun_of(label: Any) -> Any:
    """A label as a noun inside a sentence: "First name" is "first name", "LSP" and "What happened?" stay."""
    if label.endswith("?"):
        return f"‘{label}’"
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def missing(bound: BoundField) -> "StrOrPromise":
    """What to say of an empty field that has no noun of its own, from its label and kind."""
    label, widget = bound.label, bound.field.widget
    if str(label).endswith("?"):
        return format_lazy(_("Answer the question {label}"), label=noun_of(label))
    if isinstance(widget, forms.CheckboxInput):
        return format_lazy(_("Tick ‘{label}’ to go on"), label=label)
    if isinstance(widget, forms.FileInput | forms.Select | forms.RadioSelect):
        return format_lazy(_("Select {noun}"), noun=noun_of(label))
    if isinstance(widget, forms.EmailInput):
        return _("Enter an email address")
    return format_lazy(_("Enter {noun}"), noun=noun_of(label))


def _about(sentence: "StrOrPromise") -> "Callable[[BoundField], StrOrPromise]":
    return lambda bound: say(sentence, noun_of(bound.label))


def _length(sentence: "StrOrPromise", limit: str) -> "Callable[[BoundField], StrOrPromise]":
    return lambda bound: say(sentence, noun_of(bound.label), limit=getattr(bound.field, limit, ""))


EMAIL_FORM = _("Enter an email address in the correct format, like name@example.com")
WHOLE_NUMBER = _("{What} must be a whole number, like 12")

# Django's own message, by identity (they are lazy objects made once), and what is said in its place.
IN_PLAIN_WORDS: "dict[int, Callable[[BoundField], StrOrPromise]]" = {
    id(forms.Field.default_error_messages["required"]): missing,
    id(validators.EmailValidator.message): lambda bound: EMAIL_FORM,
    id(validators.MaxLengthValidator.message): _length(TOO_LONG, "max_length"),
    id(validators.MinLengthValidator.message): _length(TOO_SHORT, "min_length"),
    id(validators.ProhibitNullCharactersValidator.message): _about(NULL_CHARACTER),
    id(forms.IntegerField.default_error_messages["invalid"]): _about(WHOLE_NUMBER),
    id(forms.DecimalField.default_error_messages["invalid"]): _about(_("{What} must be a number, like 12.5")),
    id(forms.DateField.default_error_messages["invalid"]): _about(_("{What} must be a real date, like 27/3/2007")),
    id(forms.ChoiceField.default_error_messages["invalid_choice"]): _about(NOT_IN_LIST),
    id(forms.MultipleChoiceField.default_error_messages["invalid_choice"]): _about(NOT_IN_LIST),
    id(forms.ModelChoiceField.default_error_messages["invalid_choice"]): _about(NOT_IN_LIST),
    id(forms.URLField.default_error_messages["invalid"]): _about(
        _("{What} must be a web address, like https://www.example.com")
    ),
}


def in_plain_words(bound: BoundField, error: ValidationError) -> list[str]:
    """An error of a field as people should read it; a message that is not Django's own stays as it is."""
    plain = IN_PLAIN_WORDS.get(id(error.message))
    return [str(plain(bound))] if plain else [str(message) for message in error.messages]
