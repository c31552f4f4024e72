"""Questions that appear under an answer, said once in the form:

    reveals = {"happened": {"lifted": ["lifted_on"], "help": ["help_needed"]}}

Without JavaScript all of them show. Either way the server asks only for what stands under a chosen answer and
drops what was typed under the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms

Reveals = Mapping[str, Mapping[Any, Sequence[str]]]


class RevealMixin(forms.BaseForm):
    """Put before `forms.Form`; a revealed field may itself reveal."""

    reveals: ClassVar[Reveals] = {}

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name in self.unchosen():
            self.errors.pop(name, None)
            self.cleaned_data[name] = empty_value(self.fields[name])

    def unchosen(self) -> set[str]:
        """Names of fields whose branch is not the one chosen, those under them included."""
        return {
            name for name in revealed_names(self) if not all(self._is_chosen(*step) for step in path_to(self, name))
        }

    def _is_chosen(self, controller: str, answer: str) -> bool:
        value = self[controller].value()
        values = value if isinstance(value, list | tuple | set) else [value]
        return answer in {str(item) for item in values}


def empty_value(field: forms.Field) -> Any:
    """What a field cleans to when nothing is in it."""
    if isinstance(field, forms.MultipleChoiceField):
        return []
    if isinstance(field, forms.ModelMultipleChoiceField):
        return field.queryset.none() if field.queryset is not None else []
    return False if isinstance(field, forms.BooleanField) else getattr(field, "empty_value", None)


def reveals_of(form: forms.BaseForm) -> Reveals:
    return getattr(form, "reveals", {})


def revealed_names(form: forms.BaseForm) -> list[str]:
    """Every field of the form that stands under an answer."""
    return [name for branches in reveals_of(form).values() for names in branches.values() for name in names]


def revealed_by(form: forms.BaseForm, controller: str, answer: object) -> list[str]:
    """Fields under this answer, in the order they are asked."""
    branches = reveals_of(form).get(controller, {})
    return [name for value, names in branches.items() if str(value) == str(answer) for name in names]


def path_to(form: forms.BaseForm, name: str) -> Iterator[tuple[str, str]]:
    """The answers, nearest first, that must all be given before this field is asked."""
    for controller, branches in reveals_of(form).items():
        for answer, names in branches.items():
            if name in names:
                yield controller, str(answer)
                yield from path_to(form, controller)
