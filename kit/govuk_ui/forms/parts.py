"""A bound field as the templates draw it: any Django field, ours or not, on one structure."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from kit.govuk_ui.forms.dates import PARTS, DateBoxes
from kit.govuk_ui.forms.drawing import beneath, group_of, label_of
from kit.govuk_ui.forms.options import Option, component_of, options_of
from kit.govuk_ui.forms.reveal import path_to, revealed_by
from kit.govuk_ui.forms.words import in_plain_words
from kit.govuk_ui.markup import joined

# The first that fits. Each kind is drawn in `drawing`, or a template in govuk/fields/.
KINDS: list[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str]] = [
    ((forms.CheckboxSelectMultiple, forms.RadioSelect), "choices"),
    (forms.CheckboxInput, "tick"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    ((DateBoxes, forms.MultiWidget, forms.SelectDateWidget), "group"),
    (forms.TextInput, "input"),
]
CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "tick": "govuk-checkboxes__input",
    "input": "govuk-input",
}
WITHOUT_ERROR_CLASS = {"tick", "group"}
FOR_A_NAME_ON_A_SYSTEM = {"spellcheck": "false", "autocapitalize": "none"}
NOT_OURS = ("maxlength", "minlength", "min", "max", "step", "placeholder", "cols", "required")


class FieldParts:
    """Everything a template asks of a field. `attrs` are extra attributes of the control itself."""

    def __init__(self, bound: BoundField) -> None:
        self.bound = bound
        self.field: Any = bound.field
        self.widget: Any = bound.field.widget
        self.size, self.heading, self.wrapper_class = "" if self.is_revealed else "s", False, ""
        self.id = self.widget.attrs.get("id") or bound.auto_id
        bound.form.use_required_attribute = False  # the server says what is missing, in words

    @cached_property
    def kind(self) -> str:
        return next((kind for widgets, kind in KINDS if isinstance(self.widget, widgets)), "input")

    @property
    def template(self) -> str:
        return f"govuk/fields/{self.kind}.html"

    @cached_property
    def errors(self) -> list[str]:
        """In plain words, in the order they were raised."""
        raised = self.bound.errors.as_data()
        return [words for error in raised for words in in_plain_words(self.bound, error)]

    @cached_property
    def words(self) -> str:
        """What the label says, in the reader's language."""
        return in_language(self.bound.label)

    @cached_property
    def hint(self) -> str:
        """What the hint says, if there is one."""
        return in_language(self.bound.help_text)

    @property
    def is_optional(self) -> bool:
        """Whether the label says so: not of ticks or searches, not twice; a form may set `show_optional = False`."""
        shown = getattr(self.bound.form, "show_optional", True) and self.kind != "tick"
        said_already = getattr(self.widget, "input_type", "") == "search" or "(" in self.words
        return shown and not said_already and not self.field.required and not self.field.disabled

    # --- Who is described by what -------------------------------------------------------------------------------------
    @property
    def hint_id(self) -> str:
        return f"{self.id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.id}_error"

    @property
    def info_id(self) -> str:
        """Of the counter under a textarea; the script looks for exactly this."""
        return f"{self.id}-info"

    @property
    def note_id(self) -> str:
        return f"{self.id}_note"

    @cached_property
    def described_by(self) -> str:
        ids = [
            (self.info_id, self.max_characters),
            (self.widget.attrs.get("aria-describedby"), True),
            (self.hint_id, self.hint),
            (self.note_id, self.lost_file or self.saved_meanwhile),
            (self.error_id, self.errors),
        ]
        return " ".join(id_ for id_, there in ids if id_ and there)

    @property
    def first_id(self) -> str:
        """Where a link in the error summary leads: the first radio, the first wrong box of a date, else the control."""
        if isinstance(self.widget, DateBoxes):
            return f"{self.id}_{(self.wrong_boxes or PARTS)[0]}"
        if self.kind == "choices":
            return f"{self.id}_0" if self.options else self.id
        return self.bound.id_for_label or (f"{self.id}_0" if isinstance(self.widget, forms.MultiWidget) else self.id)

    # --- What some kinds have -----------------------------------------------------------------------------------------
    @property
    def max_characters(self) -> int | None:
        return getattr(self.widget, "max_characters", None)

    @property
    def wrong_boxes(self) -> tuple[str, ...]:
        """Of a date: those the error names, all of them when it names none."""
        named = [part for error in self.bound.errors.as_data() for part in getattr(error, "parts", PARTS)]
        return tuple(part for part in PARTS if part in named)

    @cached_property
    def options(self) -> list[Option]:
        return options_of(self.bound)

    @property
    def component(self) -> str:
        return component_of(self.widget)

    @property
    def lost_file(self) -> str:
        """The name of a file that came with a form that is shown again: browsers let nobody put it back."""
        form = self.bound.form
        lost = self.kind == "file" and form.is_bound and form.errors and not self.errors
        file = form.files.get(self.bound.html_name) if lost else None
        return str(file.name) if file else ""

    @cached_property
    def is_revealed(self) -> bool:
        return any(path_to(self.bound.form, self.bound.name))

    @property
    def revealed(self) -> list[BoundField]:
        """Under a single tick."""
        names = revealed_by(self.bound.form, self.bound.name, True)
        return [self.bound.form[name] for name in names if name in self.bound.form.fields]

    @property
    def is_ticked(self) -> bool:
        return bool(self.bound.value())

    @property
    def conditional_id(self) -> str:
        return f"conditional-{self.id}"

    @property
    def saved_meanwhile(self) -> str:
        """What somebody else put here while this form was open; see `VersionedFormMixin`."""
        return getattr(self.bound.form, "saved_meanwhile", {}).get(self.bound.name, "")

    # --- The group around it ------------------------------------------------------------------------------------------
    @cached_property
    def module(self) -> str:
        """The govuk-frontend script that makes the group quicker to use."""
        if self.max_characters:
            return "govuk-character-count"
        return "govuk-password-input" if self.kind == "password" else ""

    @property
    def group_class(self) -> str:
        error = "govuk-form-group--error" if self.errors else ""
        return " ".join(part for part in ("govuk-form-group", error, self.module, self.wrapper_class) if part)

    @property
    def choices_class(self) -> str:
        marks = [mark for mark in ("inline", "small") if getattr(self.widget, mark, False)]
        return " ".join([f"govuk-{self.component}", *(f"govuk-{self.component}--{mark}" for mark in marks)])

    @property
    def prefix(self) -> str:
        return getattr(self.widget, "prefix", "")

    @property
    def suffix(self) -> str:
        return getattr(self.widget, "suffix", "")

    # --- What stands over it ------------------------------------------------------------------------------------------
    @property
    def label(self) -> SafeString:
        """Of a control."""
        return label_of(self)

    @property
    def beneath(self) -> SafeString:
        """Hint, notes and errors."""
        return beneath(self)

    # --- All of it ----------------------------------------------------------------------------------------------------
    @property
    def whole(self) -> SafeString:
        """The field as it stands in a form, which takes note that it has been drawn."""
        drawn: set[str] = getattr(self.bound.form, "rendered_fields", set())
        drawn.add(self.bound.name)
        return group_of(self)

    @classmethod
    def drawn(cls, fields: Iterable[BoundField]) -> SafeString:
        """Fields one under the other."""
        return joined(cls(each).whole for each in fields)

    # --- The control --------------------------------------------------------------------------------------------------
    @property
    def control(self) -> SafeString:
        """The input itself as HTML."""
        if isinstance(self.widget, forms.NumberInput):
            self.widget.input_type = "text"  # a spinner loses and changes figures
            self.widget.attrs.setdefault("inputmode", "decimal")
        for name in NOT_OURS:
            self.widget.attrs.pop(name, None)
        for number, box in enumerate(getattr(self.widget, "widgets", ()), start=1):
            box.attrs |= {"class": "govuk-input govuk-input--width-10", "aria-label": f"{self.words}, {number}"}
        return self.bound.as_widget(attrs=self._attrs())

    def _attrs(self) -> dict[str, Any]:
        if isinstance(self.widget, DateBoxes):
            return {"wrong": self.wrong_boxes if self.errors else ()}
        attrs = {"class": self._classes()}
        if self.kind == "tick" and self.revealed:
            attrs["data-aria-controls"] = self.conditional_id
        if isinstance(self.widget, forms.PasswordInput | forms.EmailInput):
            attrs |= {**FOR_A_NAME_ON_A_SYSTEM, "autocomplete": self._autocomplete()}
        if self.described_by and self.kind != "group":
            attrs["aria-describedby"] = self.described_by
        return attrs

    def _classes(self) -> str:
        base = CLASSES.get(self.kind, "")
        main = base.split()[0] if base else ""
        marked = f"{main}--error" if self.errors and main and self.kind not in WITHOUT_ERROR_CLASS else ""
        counter = "govuk-js-character-count" if self.max_characters else ""
        return " ".join(part for part in (base, marked, counter, self.widget.attrs.get("class", "")) if part)

    def _autocomplete(self) -> str:
        usual = "current-password" if isinstance(self.widget, forms.PasswordInput) else "email"
        return self.widget.attrs.get("autocomplete", usual)


def in_language(words: Any) -> str:
    """Words in the reader's language, looked up once; safe ones stay safe."""
    return str(words) if isinstance(words, Promise) else words
