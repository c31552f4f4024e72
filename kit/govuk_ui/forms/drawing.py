"""A field put together in Python, its label, hint, errors and control: a form has dozens, each of five such parts."""

from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kit.govuk_ui.markup import filled, joined

if TYPE_CHECKING:
    from kit.govuk_ui.forms.options import Option
    from kit.govuk_ui.forms.parts import FieldParts

LABEL = '{}\n<label class="govuk-label{}"\nfor="{}">\n{}\n{}\n</label>\n{}\n'
LEGEND = '<legend class="govuk-fieldset__legend{}">\n{}\n{}\n{}\n{}\n</legend>\n'
OPTIONAL = '\n<span class="portal-optional">{}</span>\n'
HINT = '<div id="{}" class="govuk-hint">{}</div>\n'
GROUP = '<div class="{}"{}{}>\n{}\n</div>\n'
LINE = "{}\n{}\n{}\n"
FIELDSET = '<fieldset class="govuk-fieldset"{}{}>\n{}\n{}\n{}\n</fieldset>\n'
WRAPPER = '<div class="govuk-input__wrapper">\n{}\n{}\n{}\n</div>'
PREFIX = '<div class="govuk-input__prefix" aria-hidden="true">{}</div>'
SUFFIX = '<div class="govuk-input__suffix" aria-hidden="true">{}</div>'
CHOICES = '<div class="{}"\ndata-module="govuk-{}">\n{}</div>'
DIVIDER = '<div class="govuk-{}__divider">{}</div>\n'
TICK = """{}
<div class="govuk-checkboxes" data-module="govuk-checkboxes">
<div class="govuk-checkboxes__item">
{}
<label class="govuk-label govuk-checkboxes__label" for="{}">{}</label>
</div>
{}</div>
"""
REVEALED = '<div class="govuk-{component}__conditional{hidden}"\nid="{id}">\n{fields}\n</div>\n'
NOTHING = mark_safe("")
HEADED_LABEL = mark_safe('<h1 class="govuk-label-wrapper">'), mark_safe("</h1>")
HEADED_LEGEND = mark_safe('<h1 class="govuk-fieldset__heading">'), mark_safe("</h1>")
NO_HINT, NO_NOTE = mark_safe("\n"), mark_safe("\n\n")


# --- What stands round a control --------------------------------------------------------------------------------------
def label_of(part: "FieldParts") -> SafeString:
    """The label of a control; a page's h1 when it asks for nothing else."""
    begin, end = HEADED_LABEL if part.heading else (NOTHING, NOTHING)
    size = f" govuk-label--{part.size}" if part.size else ""
    return filled(LABEL, begin, size, part.first_id, part.words, optional(part), end)


def legend_of(part: "FieldParts") -> SafeString:
    """The same of a group of controls."""
    begin, end = HEADED_LEGEND if part.heading else (NOTHING, NOTHING)
    size = f" govuk-fieldset__legend--{part.size}" if part.size else ""
    return filled(LEGEND, size, begin, part.words, optional(part), end)


def optional(part: "FieldParts") -> SafeString:
    """That it may be left empty, where it may."""
    return filled(OPTIONAL, _("(optional)")) if part.is_optional else NOTHING


def beneath(part: "FieldParts") -> SafeString:
    """The hint, and what is to be said of the answer, if anything."""
    hint = filled(HINT, part.hint_id, part.hint) if part.hint else NO_HINT
    has_more = part.errors or part.lost_file or part.saved_meanwhile
    more = get_template("govuk/fields/note_error.html").render({"part": part}) if has_more else NO_NOTE
    return filled("{}{}", hint, more)


def group_of(part: "FieldParts") -> SafeString:
    """The whole field, in the group that a script may look for."""
    module = filled(' data-module="{}"', part.module) if part.module else NOTHING
    most = filled(' data-maxlength="{}"', part.max_characters) if part.max_characters else NOTHING
    return filled(GROUP, part.group_class, module, most, inside(part))


def inside(part: "FieldParts") -> SafeString:
    """Label, hint and control, in the way of its kind; by a template where that says more than the field itself."""
    draw = DRAWN.get(part.kind)
    if draw and not part.module:
        return draw(part)
    return SafeString(get_template(part.template).render({"field": part.bound, "part": part}))


# --- The kinds --------------------------------------------------------------------------------------------------------
def line(part: "FieldParts") -> SafeString:
    """One control under its label, with what stands before or after it."""
    return filled(LINE, label_of(part), beneath(part), affixed(part) if part.prefix or part.suffix else part.control)


def affixed(part: "FieldParts") -> SafeString:
    """A control between a sign and a unit, or with one of them."""
    before = filled(PREFIX, part.prefix) if part.prefix else NOTHING
    after = filled(SUFFIX, part.suffix) if part.suffix else NOTHING
    return filled(WRAPPER, before, part.control, after)


def group(part: "FieldParts") -> SafeString:
    """Several controls that are one answer, as a date."""
    return fieldset(part, part.control, role=mark_safe('\nrole="group"'))


def choices(part: "FieldParts") -> SafeString:
    """Radios or checkboxes, each with what it reveals."""
    items = joined(choice(part, option) for option in part.options)
    return fieldset(part, filled(CHOICES, part.choices_class, part.component, items))


def fieldset(part: "FieldParts", controls: SafeString, role: SafeString = NOTHING) -> SafeString:
    """Controls under a legend."""
    described = filled(' aria-describedby="{}"', part.described_by) if part.described_by else NOTHING
    return filled(FIELDSET, role, described, legend_of(part), beneath(part), controls)


def choice(part: "FieldParts", option: "Option") -> SafeString:
    """One of them."""
    divider = filled(DIVIDER, part.component, option.divider) if option.divider else NOTHING
    more = NOTHING
    if option.revealed:
        fields = part.drawn(option.revealed)
        more = revealed(part.component, option.conditional_id, fields, is_shown=option.checked)
    return joined((divider, option.item, more))


def tick(part: "FieldParts") -> SafeString:
    """A single box to tick, its label behind it."""
    more = NOTHING
    if part.revealed:
        more = revealed("checkboxes", part.conditional_id, part.drawn(part.revealed), is_shown=part.is_ticked)
    return filled(TICK, beneath(part), part.control, part.id, part.words, more)


def revealed(component: str, key: str, fields: SafeString, *, is_shown: bool) -> SafeString:
    """Fields that stand under an answer; a script hides them until it is given."""
    hidden = "" if is_shown else f" govuk-{component}__conditional--hidden"
    return filled(REVEALED, component=component, hidden=hidden, id=key, fields=fields)


DRAWN = {
    "input": line,
    "select": line,
    "file": line,
    "textarea": line,
    "group": group,
    "choices": choices,
    "tick": tick,
}
