"""Plain inputs drawn without templates, of which Django takes three for each; why, and at what cost: decision 20."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from kit.govuk_ui.markup import filled, joined

INPUTS = frozenset(
    f"django/forms/widgets/{kind}.html"
    for kind in (
        "checkbox",
        "date",
        "datetime",
        "email",
        "hidden",
        "input",
        "number",
        "password",
        "text",
        "time",
        "url",
    )
)
TEXTAREA = "django/forms/widgets/textarea.html"


class PlainInputs(TemplatesSetting):
    """For `FORM_RENDERER`: what Django's templates of inputs say, byte for byte; everything else by its template."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Without a template where it is a plain input's."""
        if template_name in INPUTS:
            return one_line(context["widget"])
        if template_name == TEXTAREA:
            return many_lines(context["widget"])
        return super().render(template_name, context, request)


def one_line(widget: Mapping[str, Any]) -> SafeString:
    """As `input.html`."""
    value = "" if widget["value"] is None else filled(' value="{}"', widget["value"])
    return filled('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes(widget))


def many_lines(widget: Mapping[str, Any]) -> SafeString:
    """As `textarea.html`."""
    return filled('<textarea name="{}"{}>\n{}</textarea>', widget["name"], attributes(widget), widget["value"] or "")


def attributes(widget: Mapping[str, Any]) -> SafeString:
    """As `attrs.html`: in their own order, the true ones without a value, the false ones not at all."""
    given = widget["attrs"].items()
    return joined(
        filled(" {}", name) if value is True else filled(' {}="{}"', name, value)
        for name, value in given
        if value is not False
    )
