"""What the crispy pack "govuk" and the pages with forms need: field groups, the error summary, "Error: " in titles."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kit.govuk_ui.forms.parts import FieldParts
from kit.govuk_ui.forms.summary import AnyForm, SummaryRow, error_links, fields_in_order, summary_rows

register = template.Library()


@register.simple_tag(takes_context=True)
def field_group(context: Context, field: BoundField, wrapper_class: str = "") -> SafeString:
    """A field with its label, hint, error and control; a hidden one bare.

    A layout may set `label_size` and `heading` (label in an h1).
    """
    if field.is_hidden:
        return SafeString(field)
    part = FieldParts(field)
    part.wrapper_class = wrapper_class or ""
    if not part.is_revealed:
        part.size, part.heading = context.get("label_size") or part.size, bool(context.get("heading"))
    return part.whole


@register.simple_tag
def error_summary(*forms: Any, once: bool = False, title: str = "", problems: Iterable[Any] = ()) -> SafeString:
    """What must be mended, above the title: `{% error_summary form %}`. A form rendered after it does not repeat it.
    `problems` are of no form, or on another page: each has its `words` and the `url` that leads to where it is mended.
    """
    shown = [form for form in forms if form and not (once and getattr(form, "error_summary_shown", False))]
    for form in shown:
        form.error_summary_shown = True
    links = [link for form in shown for link in error_links(form)] + list(problems)
    if not links:
        return SafeString("")
    title = title or gettext("There is a problem")
    return SafeString(render_to_string("govuk/error_summary.html", {"links": links, "title": title}))


@register.filter
def shown_fields(form: AnyForm) -> list[BoundField]:
    """Hidden fields first, then those not drawn under an answer of another."""
    fields = fields_in_order(form)
    unseen = [field for field in fields if field.is_hidden]
    return unseen + [field for field in fields if not field.is_hidden and not FieldParts(field).is_revealed]


@register.filter(name="summary_rows")
def rows_of(form: AnyForm) -> list[SummaryRow]:
    """`{% for row in form|summary_rows %}` of a page that shows the answers once more."""
    return summary_rows(form)
