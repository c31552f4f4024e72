"""Crispy layout objects in GOV.UK's shapes, drawn in Python; `Row`, `Column`, `Div` and `HTML` are crispy's own."""

from typing import TYPE_CHECKING, Any

from crispy_forms import layout as crispy
from crispy_forms.helper import FormHelper
from crispy_forms.utils import TEMPLATE_PACK
from django.forms import BaseForm
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.text import slugify

from kit.govuk_ui.forms.parts import FieldParts
from kit.govuk_ui.markup import filled, joined

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIELDSET = """<fieldset class="govuk-fieldset portal-fieldset{css}"{key}
{attributes}{described}>
{legend}
{hint}
{fields}
</fieldset>
"""
LEGEND = '<legend class="govuk-fieldset__legend govuk-fieldset__legend--{}">\n{}\n</legend>'
HEADING = '<h1 class="govuk-fieldset__heading">{}</h1>'
HINT = '<div class="govuk-hint" id="{}">{}</div>'
BUTTON = """<button type="submit"
class="{}"
data-module="govuk-button"
data-prevent-double-click="true"
{}>{}</button>
"""
BUTTONS = '<div class="govuk-button-group"{}>{}</div>\n'
LINK = '<a class="govuk-link" href="{}">{}</a>\n'


class DrawnHere(crispy.LayoutObject):
    """Holds names of fields and other layout objects; crispy takes a template and a context for each name."""

    def get_rendered_fields(
        self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **options: Any
    ) -> SafeString:
        """One under the other."""
        return joined(drawn(each, form, context, template_pack) for each in self.fields)


def drawn(item: Any, form: Any, context: Context, template_pack: str) -> SafeString:
    """A layout object by itself; of a name its field, hidden ones bare. KeyError where the form has no such field."""
    if hasattr(item, "render"):
        return SafeString(item.render(form, context, template_pack=template_pack))
    bound = form[item]
    if not bound.is_hidden:
        return FieldParts(bound).whole
    form.rendered_fields.add(item)
    return SafeString(bound)


class Layout(DrawnHere, crispy.Layout):
    """All of a form."""


class Field(crispy.Field):
    """A field whose label is larger (`label_size` s, m, l, or "" for plain text) or is the page's h1 (`heading`)."""

    def __init__(self, name: str, *, label_size: str = "s", heading: bool = False, **options: Any) -> None:
        super().__init__(name, **options)
        self.extra = {"label_size": label_size, "heading": heading}

    def render(
        self,
        form: BaseForm,
        context: Context,
        template_pack: str = TEMPLATE_PACK,
        extra_context: Any = None,
        **more: Any,
    ) -> str:
        return super().render(
            form, context, template_pack, extra_context={**(extra_context or {}), **self.extra}, **more
        )


class Fieldset(DrawnHere, crispy.Fieldset):
    """Fields that belong together. The legend is plain text; `size` s to xl; `heading` makes it the page's h1."""

    def __init__(
        self,
        legend: "StrOrPromise",
        *fields: Any,
        hint: "StrOrPromise" = "",
        size: str = "m",
        heading: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(legend, *fields, **options)
        self.hint, self.size, self.heading = hint, size, heading

    @property
    def hint_id(self) -> str:
        return f"{slugify(self.css_id or self.legend)}-hint"

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **options: Any) -> str:
        """The legend stands as it is, whatever is in it; crispy would make a template of it."""
        legend = filled(HEADING, self.legend) if self.heading else self.legend
        return filled(
            FIELDSET,
            css=f" {self.css_class}" if self.css_class else "",
            key=id_of(self),
            attributes=SafeString(self.flat_attrs),
            described=filled(' aria-describedby="{}"', self.hint_id) if self.hint else "",
            legend=filled(LEGEND, self.size or "m", legend) if self.legend else "",
            hint=filled(HINT, self.hint_id, self.hint) if self.hint else "",
            fields=self.get_rendered_fields(form, context, template_pack),
        )


def id_of(item: Any) -> SafeString:
    """The id of a layout object that has one."""
    return filled(' id="{}"', item.css_id) if item.css_id else SafeString("")


class Button:
    """The one main action. Posts `name=value` when given a name; pressed twice in a second it is sent once."""

    kind = ""

    def __init__(self, label: "StrOrPromise", *, name: str = "", value: str = "yes") -> None:
        self.label, self.name, self.value = label, name, value

    @property
    def css(self) -> str:
        return f"govuk-button {self.kind}".strip()

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **options: Any) -> str:
        sent = filled('name="{}" value="{}"', self.name, self.value) if self.name else ""
        return filled(BUTTON, self.css, sent, self.label)


class SecondaryButton(Button):
    """A second action of the same form."""

    kind = "govuk-button--secondary"


class WarningButton(Button):
    """What cannot be undone."""

    kind = "govuk-button--warning"


class Link:
    """A way out that sends nothing: "Cancel"."""

    def __init__(self, label: "StrOrPromise", url: str) -> None:
        self.label, self.url = label, url

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **options: Any) -> str:
        return filled(LINK, self.url, self.label)


class Buttons(DrawnHere, crispy.ButtonHolder):
    """Buttons and links on one line; one under the other on a phone."""

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **options: Any) -> str:
        return filled(BUTTONS, id_of(self), self.get_rendered_fields(form, context, template_pack))


def helper(*layout: Any, method: str = "post", action: str = "", **settings: Any) -> FormHelper:
    """A `FormHelper` with a layout; without one, every field in its order and no button."""
    made = FormHelper()
    made.form_method, made.form_action = method, action
    made.layout = Layout(*layout) if layout else None
    for name, value in settings.items():
        setattr(made, name, value)
    return made
