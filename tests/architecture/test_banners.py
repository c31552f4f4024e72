"""What people are told in a banner is a sentence, and ends with a full stop."""

import re

import pytest

from tests.architecture.banners import banners
from tests.architecture.tree import code_files, files, read

ENDS = (".", "?", "%(why)s")  # the last is a sentence of its own
# Templates that are nothing but such messages: the library's, and those that `said_of_year` and its like draw.
TEMPLATES = ("/messages/", "partnerships/years/", "partnerships/imports/said", "partnerships/people/", "role_switched")
WITHOUT_END = re.compile(r'[^.?\s](?=\{% endblocktranslate %\})|\{% translate "[^"]*[^.?"]" %\}')


def of_banners() -> list[str]:
    """A caption is none."""
    found = files(".txt", without=("tests/", "templates/emails/"))
    return [name for name in found if any(part in name for part in TEMPLATES) and not name.endswith("caption.txt")]


def test_every_banner_that_code_puts_into_words_is_a_sentence() -> None:
    said = [(name, line, words) for name in code_files() for line, words in sorted(banners(read(name)))]
    assert [each for each in said if not each[2].rstrip().endswith(ENDS)] == []


def test_every_template_of_a_banner_holds_sentences() -> None:
    assert len(of_banners()) > 20
    assert [name for name in of_banners() if WITHOUT_END.search(read(name))] == []


@pytest.mark.parametrize(
    "body",
    [
        "messages.success(request, _('It is saved'))",
        "said = ngettext('One is saved', '{n} are saved', n)\n    messages.info(request, said.format(n=n))",
        "messages.error(request, WORDS[why])",
        "messages.warning(request, said_of(why))",
    ],
    ids=["in the call", "in a name", "of the module", "of a function"],
)
def test_words_without_a_full_stop_are_seen_wherever_they_stand(body: str) -> None:
    around = "WORDS = {1: _('It is saved')}\ndef said_of(why):\n    return _('It is saved')\n"
    source = f"{around}def view(request):\n    {body}"
    assert not all(words.endswith(ENDS) for _line, words in banners(source))
    assert banners(source)


@pytest.mark.parametrize("text", ['{% translate "It is saved" %}', "{% blocktranslate %}It is{% endblocktranslate %}"])
def test_a_template_without_a_full_stop_is_seen(text: str) -> None:
    assert WITHOUT_END.search(text)
