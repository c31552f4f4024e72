"""A list to choose from is drawn as Django draws it, only sooner."""

from html.parser import HTMLParser

import pytest
from django import forms as django_forms
from django.forms.models import ModelChoiceIteratorValue

from kit.govuk_ui.forms.widgets import DropDown

PLAIN = [(None, "Choose"), ("a", "Ash"), (2, "Two")]
GROUPED = [("", "Choose"), ("Trees & <hedges>", [("a", "Ash"), ("b", "<b>Birch</b>")]), ("c", 'Crab "apple"')]


class Told(HTMLParser):
    """Tags with their attributes, and the words between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.parts.append(data.strip())


@pytest.mark.parametrize("choices", [PLAIN, GROUPED, []], ids=["plain", "grouped", "empty"])
@pytest.mark.parametrize("value", ["", None, "a", 2, "2", "nothing of these", '"><script>'])
def test_it_is_drawn_as_django_draws_it(choices: list[object], value: object) -> None:
    attributes = {"id": "id_tree", "class": "govuk-select", "required": True, "aria-describedby": 'x"y'}
    ours = DropDown(choices=choices).render("tree", value, attributes)
    theirs = django_forms.Select(choices=choices).render("tree", value, attributes)
    assert Told(ours).parts == Told(theirs).parts


def test_a_row_of_a_table_is_chosen_by_its_key() -> None:
    choices = [(ModelChoiceIteratorValue(7, object()), "Seven"), (ModelChoiceIteratorValue(8, object()), "Eight")]
    assert '<option value="7" selected>Seven</option>' in DropDown(choices=choices).render("row", 7)
