"""A form as a list: of what is wrong with it, in the order of the page, and of what was answered."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.base import File
from django.db.models import QuerySet
from django.forms import BoundField
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext

from kit.govuk_ui.formats import clock, long_date, money
from kit.govuk_ui.forms.numbers import MoneyField, TypedNumberField
from kit.govuk_ui.forms.parts import FieldParts
from kit.govuk_ui.forms.reveal import revealed_names, reveals_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AnyForm = forms.BaseForm | forms.BaseFormSet


@dataclass(frozen=True)
class ErrorLink:
    """A line of the error summary; `target` is the id to go to, empty when the error is of no one field."""

    words: str
    target: str

    @property
    def url(self) -> str:
        """The way there on the same page; none without a target."""
        return f"#{self.target}" if self.target else ""


def names_in_order(form: forms.BaseForm) -> list[str]:
    """As the page shows them: the layout's order when there is one, revealed fields after what reveals them."""
    layout = getattr(getattr(form, "helper", None), "layout", None)
    listed = [pointer.name for pointer in layout.get_field_names()] if layout else []
    under = set(revealed_names(form))
    first = [name for name in dict.fromkeys([*listed, *form.fields]) if name in form.fields and name not in under]
    return [name for top in first for name in with_revealed(form, top)]


def with_revealed(form: forms.BaseForm, name: str) -> Iterator[str]:
    """The field, then those under its answers."""
    yield name
    for names in reveals_of(form).get(name, {}).values():
        for inner in names:
            if inner in form.fields:
                yield from with_revealed(form, inner)


def fields_in_order(form: Any) -> list[BoundField]:
    return [form[name] for name in names_in_order(form)]


def error_links(form: Any) -> list[ErrorLink]:
    """Of a form or a formset; errors of no one field come first."""
    if not form.is_bound:
        return []
    if isinstance(form, forms.BaseFormSet):
        own = [ErrorLink(str(words), "") for words in form.non_form_errors()]
        return own + [link for each in form.forms for link in error_links(each)]
    own = [ErrorLink(words, "") for words in form.non_field_errors()]
    return own + [link for field in fields_in_order(form) for link in _links_to(field)]


def _links_to(field: BoundField) -> list[ErrorLink]:
    parts = FieldParts(field)
    target = "" if field.is_hidden else parts.first_id
    return [ErrorLink(words, target) for words in parts.errors]


@dataclass(frozen=True)
class SummaryRow:
    """One answer on "check your answers": `change` is the id of the field, to be put after the form's address."""

    key: "StrOrPromise"
    value: str
    change: str


NOT_SHOWN = (forms.PasswordInput,)


def summary_rows(form: Any) -> list[SummaryRow]:
    """The answers of a valid form in words and in order; "" where none was given, no row where none was asked."""
    unchosen = form.unchosen() if hasattr(form, "unchosen") else set()
    return [
        SummaryRow(field.label, in_words(field, form.cleaned_data.get(field.name)), FieldParts(field).first_id)
        for field in fields_in_order(form)
        if not field.is_hidden and field.name not in unchosen and not isinstance(field.field.widget, NOT_SHOWN)
    ]


def in_words(field: BoundField, value: Any) -> str:
    """A cleaned value as a person reads it: 27 March 2027, £19,600.00, the label of a choice."""
    choices = labels_of(field)
    if choices and not isinstance(value, bool):
        chosen = value if isinstance(value, list | tuple) else [value]
        return format_html_join(
            SafeString("<br>"), "{}", ((choices[str(item)],) for item in chosen if str(item) in choices)
        )
    if isinstance(field.field, TypedNumberField) and value is not None:
        return number_in_words(field.field, value)
    if isinstance(field.field.widget, forms.Textarea) and value:
        return linebreaksbr(value)
    return next((words(value) for kind, words in WORDS if isinstance(value, kind)), "" if value is None else str(value))


def labels_of(field: BoundField) -> dict[str, str]:
    """Of a field with a fixed list of choices: value to label, groups opened."""
    choices: Any = field.field.choices if isinstance(field.field, forms.ChoiceField) else []
    flat: dict[str, str] = {}
    for value, label in choices:
        pairs = label if isinstance(label, list | tuple) else [(value, label)]
        flat |= {str(inner): str(words) for inner, words in pairs if inner != ""}
    return flat


def number_in_words(field: TypedNumberField, value: Decimal | int) -> str:
    if isinstance(field, MoneyField):
        return money(Decimal(value))
    widget = field.widget
    return f"{getattr(widget, 'prefix', '')}{field.show(value)} {getattr(widget, 'suffix', '')}".strip()


def _yes_or_no(value: bool) -> str:
    return gettext("Yes") if value else gettext("No")


# The first that fits.
WORDS: list[tuple[type, Callable[[Any], str]]] = [
    (bool, _yes_or_no),
    (dt.date, long_date),
    (dt.time, clock),
    (File, lambda value: str(value.name)),
    (QuerySet, lambda value: get_text_list([str(item) for item in value], gettext("and"))),
]
