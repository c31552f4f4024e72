"""Widgets that carry what the templates need to know: prefix, count, hints of choices, divider."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.markup import escaped, filled, joined

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class AffixedInput(forms.TextInput):
    """A line with something before or after it: £, "days", "per cent"."""

    def __init__(self, *, prefix: "StrOrPromise" = "", suffix: "StrOrPromise" = "", attrs: Any = None) -> None:
        self.prefix, self.suffix = prefix, suffix
        super().__init__(attrs)


class CountedTextarea(forms.Textarea):
    """Many lines, with a counter when there is a limit."""

    def __init__(self, *, rows: int = 5, max_characters: int | None = None, attrs: Any = None) -> None:
        self.max_characters = max_characters
        super().__init__({"rows": rows, **(attrs or {})})


class ChoiceMarks:
    """How radios and checkboxes stand: `hints` by value, `divider_before` a value, `exclusive` the "none" of a list."""

    def __init__(
        self,
        *,
        inline: bool = False,
        small: bool = False,
        hints: "Mapping[Any, StrOrPromise] | None" = None,
        divider_before: Any = None,
        divider: "StrOrPromise" = "",
        exclusive: Any = None,
        attrs: Any = None,
    ) -> None:
        self.inline, self.small = inline, small
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.divider_before = None if divider_before is None else str(divider_before)
        self.divider = divider or _("or")
        self.exclusive = None if exclusive is None else str(exclusive)
        super().__init__(attrs)  # type: ignore[call-arg]


class Radios(ChoiceMarks, forms.RadioSelect):
    """One of a few."""


class Checkboxes(ChoiceMarks, forms.CheckboxSelectMultiple):
    """Any of a few."""


class DropDown(forms.Select):
    """One of many, drawn without a template: Django's own takes one for each line, which is most of a filter's time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        lines = joined(self._line(one, label, chosen) for one, label in self.choices)
        attributes = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return filled("<select{}>{}</select>", attributes, lines)

    def _line(self, value: Any, label: Any, chosen: set[str]) -> SafeString:
        """One line, or the lines of a group under its title."""
        if isinstance(label, list | tuple):
            lines = joined(self._line(one, text, chosen) for one, text in label)
            return filled('<optgroup label="{}">{}</optgroup>', value, lines)
        plain = "" if value is None else str(value)
        selected = " selected" if plain in chosen else ""
        return SafeString(f'<option value="{escaped(plain)}"{selected}>{escaped(label)}</option>')
