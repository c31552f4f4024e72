"""Crispy layout objects in GOV.UK's shapes; `Layout`, `Row`, `Column`, `Div` and `HTML` are crispy's own."""

from typing import TYPE_CHECKING, Any

from crispy_forms import layout as crispy
from crispy_forms.helper import FormHelper
from crispy_forms.utils import TEMPLATE_PACK
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.text import slugify

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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


class Fieldset(crispy.Fieldset):
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


class Button:
    """The one main action. Posts `name=value` when given a name; pressed twice in a second it is sent once."""

    kind = ""

    def __init__(self, label: "StrOrPromise", *, name: str = "", value: str = "yes") -> None:
        self.label, self.name, self.value = label, name, value

    @property
    def css(self) -> str:
        return f"govuk-button {self.kind}".strip()

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **options: Any) -> str:
        return render_to_string(f"{template_pack}/layout/button.html", {"button": self})


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
        return render_to_string(f"{template_pack}/layout/link.html", {"link": self})


class Buttons(crispy.ButtonHolder):
    """Buttons and links on one line; one under the other on a phone."""


def helper(*layout: Any, method: str = "post", action: str = "", **settings: Any) -> FormHelper:
    """A `FormHelper` with a layout; without one, every field in its order and no button."""
    made = FormHelper()
    made.form_method, made.form_action = method, action
    made.layout = crispy.Layout(*layout) if layout else None
    for name, value in settings.items():
        setattr(made, name, value)
    return made
