"""What stands round a control, put together in Python: a form has dozens of fields, each with five such parts."""

from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from kit.govuk_ui.forms.parts import FieldParts

Words = str | Promise
LABEL = '{}\n<label class="govuk-label{}"\nfor="{}">\n{}\n{}\n</label>\n{}\n'
LEGEND = '<legend class="govuk-fieldset__legend{}">\n{}\n{}\n{}\n{}\n</legend>\n'
OPTIONAL = '\n<span class="portal-optional">{}</span>\n'
HINT = '<div id="{}" class="govuk-hint">{}</div>\n'
GROUP = '<div class="{}"{}{}>\n{}\n</div>\n'
PLAIN = {"input": "{}\n{}\n\n{}\n\n", "select": "{}\n{}\n{}\n", "file": "{}\n{}\n{}\n"}
NOTHING = mark_safe("")
HEADED_LABEL = mark_safe('<h1 class="govuk-label-wrapper">'), mark_safe("</h1>")
HEADED_LEGEND = mark_safe('<h1 class="govuk-fieldset__heading">'), mark_safe("</h1>")
NO_HINT, NO_NOTE = mark_safe("\n"), mark_safe("\n\n")


def label_of(part: "FieldParts") -> SafeString:
    """The label of a control; a page's h1 when it asks for nothing else."""
    begin, end = HEADED_LABEL if part.heading else (NOTHING, NOTHING)
    size = f" govuk-label--{part.size}" if part.size else ""
    return format_html(LABEL, begin, size, part.first_id, part.bound.label, optional(part), end)


def legend_of(part: "FieldParts") -> SafeString:
    """The same of a group of controls."""
    begin, end = HEADED_LEGEND if part.heading else (NOTHING, NOTHING)
    size = f" govuk-fieldset__legend--{part.size}" if part.size else ""
    return format_html(LEGEND, size, begin, part.bound.label, optional(part), end)


def optional(part: "FieldParts") -> SafeString:
    """That it may be left empty, where it may."""
    return format_html(OPTIONAL, _("(optional)")) if part.is_optional else NOTHING


def beneath(part: "FieldParts") -> SafeString:
    """The hint, and what is to be said of the answer, if anything."""
    hint = format_html(HINT, part.hint_id, part.bound.help_text) if part.bound.help_text else NO_HINT
    has_more = part.errors or part.lost_file or part.saved_meanwhile
    more = get_template("govuk/fields/note_error.html").render({"part": part}) if has_more else NO_NOTE
    return format_html("{}{}", hint, more)


def group_of(part: "FieldParts") -> SafeString:
    """The whole field: its kind's template in the group that a script may look for."""
    module = format_html(' data-module="{}"', part.module) if part.module else NOTHING
    most = format_html(' data-maxlength="{}"', part.max_characters) if part.max_characters else NOTHING
    return format_html(GROUP, part.group_class, module, most, inside(part))


def inside(part: "FieldParts") -> SafeString:
    """Label, hint and control of the kinds that have no more than that; of the others by their template."""
    if part.kind in PLAIN and not (part.prefix or part.suffix):
        return format_html(PLAIN[part.kind], label_of(part), beneath(part), part.control)
    return SafeString(get_template(part.template).render({"field": part.bound, "part": part}))
