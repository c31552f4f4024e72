"""Plain inputs are drawn without templates, and as Django's templates would draw them."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from kit.govuk_ui.forms.renderer import PlainInputs

ATTRS: list[dict[str, Any]] = [
    {},
    {"id": "id_place", "disabled": True, "readonly": False, "data-limit": 1_000, "title": 'Zoë’s "own" <b>'},
    {"aria-describedby": "one two", "class": SafeString("a&b"), "rows": None},
]
VALUES: list[Any] = [None, "", "O’Brien & <b>", "Zoë\n\n</textarea>", 0, 12_000, SafeString("<i>"), True, ["a"]]
WIDGETS = [
    forms.TextInput,
    forms.EmailInput,
    forms.NumberInput,
    forms.HiddenInput,
    forms.PasswordInput,
    forms.URLInput,
    forms.DateInput,
    forms.CheckboxInput,
    forms.Textarea,
]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_an_input_is_drawn_as_django_draws_it(widget: type[forms.Widget], value: Any) -> None:
    for attrs in ATTRS:
        ours, theirs = (
            widget(attrs).render("place", value, {"id": "other"}, renderer=renderer)
            for renderer in (PlainInputs(), TemplatesSetting())
        )
        assert ours == theirs
        assert isinstance(ours, SafeString)


def test_what_is_no_plain_input_is_drawn_by_its_template() -> None:
    drawn = forms.RadioSelect(choices=[("a", "A")]).render("place", "a", renderer=PlainInputs())
    assert 'type="radio"' in drawn
