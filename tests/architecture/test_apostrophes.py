"""Sentences that people read have typographic apostrophes, in code and in templates."""

import ast
import re

import pytest

from tests.architecture.tree import code_files, files, read

STRAIGHT = re.compile(r"\w'(?:\w|\s|$)")
TRANSLATED = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SENTENCE = re.compile(
    r"""\{% translate "([^"]*)"|_\("([^"]*)"\)|\{% blocktranslate\b.*?%\}(.*?)\{% endblocktranslate""", re.DOTALL
)
TAG = re.compile(r"\{[{%].*?[%}]\}")


def straight_in_code(source: str) -> list[str]:
    """The translated words of a module that have a straight apostrophe."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    words = [arg.value for call in calls if name_of(call) in TRANSLATED for arg in call.args if is_text(arg)]
    return [word for word in words if STRAIGHT.search(word)]


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def straight_in_template(source: str) -> list[str]:
    """The same of a template."""
    sentences = [next(filter(None, found.groups()), "") for found in SENTENCE.finditer(source)]
    return [words for words in sentences if STRAIGHT.search(TAG.sub("", words))]


def test_no_sentence_in_code_has_a_straight_apostrophe() -> None:
    assert {name: found for name in code_files() if (found := straight_in_code(read(name)))} == {}


def test_no_sentence_in_a_template_has_a_straight_apostrophe() -> None:
    templates = [name for name in files(".html", ".txt", without=("tests/",)) if "templates/" in name]
    assert {name: found for name in templates if (found := straight_in_template(read(name)))} == {}


@pytest.mark.parametrize("source", ['_("the year\'s name")', 'gettext_lazy("the partners\' words")'])
def test_a_planted_one_in_code_is_seen(source: str) -> None:
    assert len(straight_in_code(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "The year\'s name" %}',
        '{% page_title _("The year\'s name") %}',
        "{% blocktranslate %}The year's {{ name|default:'x' }}{% endblocktranslate %}",
    ],
)
def test_a_planted_one_in_a_template_is_seen(source: str) -> None:
    assert len(straight_in_template(source)) == 1


@pytest.mark.parametrize("source", ['_("the year’s name")', "say('it’s')", '"it\'s"'])
def test_others_are_let_be(source: str) -> None:
    assert straight_in_code(source) == []
