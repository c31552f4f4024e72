"""Templates: nothing inline that the content security policy forbids, and no word that no translator sees."""

import re

import pytest

from tests.architecture.template_words import untranslated
from tests.architecture.tree import code_files, files, read

TEMPLATES = [name for name in files(".html", ".txt", without=("tests/",)) if "templates/" in name]
# Mail programs know nothing but inline styles, and no policy of ours reaches them.
MAILS = ("templates/emails/",)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|<[^>]*\sstyle\s*=|<[^>]*\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
INLINE_IN_CODE = re.compile(r"""<style\b|\sstyle=\\?["']|<script\b""")
# The style page shows components to those who build with them, and exists in no production; its samples are not prose.
FOR_BUILDERS = ("templates/style/", "templates/documents/sample.html")


def test_no_page_has_inline_script_or_style() -> None:
    pages = [name for name in TEMPLATES if not name.startswith(MAILS)]
    assert [(name, found[0]) for name in pages for found in INLINE.finditer(read(name))] == []


def test_no_code_writes_inline_script_or_style() -> None:
    assert [name for name in code_files() if INLINE_IN_CODE.search(read(name))] == []


def test_every_error_summary_is_drawn_by_the_one_template() -> None:
    drawn = {name for name in TEMPLATES if "govuk-error-summary" in read(name) and not name.startswith(FOR_BUILDERS)}
    assert drawn == {"kit/govuk_ui/templates/govuk/error_summary.html"}


def test_every_word_of_a_template_can_be_translated() -> None:
    names = [name for name in TEMPLATES if not name.startswith(FOR_BUILDERS)]
    assert [(name, words) for name in names for words in untranslated(read(name), is_html=name.endswith(".html"))] == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        "<style>p {}</style>",
        '<p style="top: 0">',
        '<a onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_planted_inline_code_is_seen(text: str) -> None:
    assert INLINE.search(text)


@pytest.mark.parametrize("text", ['<script src="/static/x.js" defer></script>', '<p class="style">on = off</p>'])
def test_what_is_not_inline_is_let_be(text: str) -> None:
    assert not INLINE.search(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<h1>Projects</h1>", ["Projects"]),
        ("<p>{{ n }} of {{ m }} days</p>", ["of days"]),
        ('<img alt="A map">', ["A map"]),
        ('<a aria-label="{{ x }} page">', ["page"]),
        ('{% breadcrumbs "Back to projects" %}', ["Back to projects"]),
        ('{{ value|default:"Not known" }}', ["Not known"]),
        ("{% comment %}x{% endcomment %}<b>Sent</b>", ["Sent"]),
    ],
)
def test_planted_words_are_seen(text: str, words: list[str]) -> None:
    assert untranslated(text) == words


@pytest.mark.parametrize(
    "text",
    [
        '<h1>{% translate "Projects" %}</h1>',
        "{% blocktranslate trimmed %}<b>Projects</b> of {{ n }}{% endblocktranslate %}",
        '{% breadcrumbs _("Back to projects") %}',
        '{{ at|date:"j F Y" }} – {{ n }} %',
        "{# Projects #}<!-- Projects --><p>&nbsp;&pound;</p>",
        '<script src="x">Projects</script>',
        '{% include "Some thing.html" %}',
    ],
)
def test_translated_and_unspoken_words_are_let_be(text: str) -> None:
    assert untranslated(text) == []


def test_the_title_of_a_page_with_a_wrong_form_says_error_once() -> None:
    """The skeleton says it for `form`; a page says it only for forms of other names."""
    again = re.compile(r"{% block title %}[^{]*{% if form\.[^{]*{% translate .Error:")
    assert [name for name in TEMPLATES if again.search(read(name))] == []
