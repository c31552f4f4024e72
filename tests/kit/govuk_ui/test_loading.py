"""Templates lose their indentation on the way in, and nothing else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

HTML = sorted(Path(settings.BASE_DIR).glob("templates/**/*.html")) + sorted(
    Path(settings.BASE_DIR).glob("kit/**/templates/**/*.html")
)
SPANNING = re.compile(r"{% blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}(?:(?!{% endblocktrans).)*\n", re.DOTALL)


def test_a_page_is_sent_without_the_indentation_of_its_templates() -> None:
    drawn = render_to_string("components/empty_state.html", {"title": "Nothing", "content": "Add one"})
    source = (Path(settings.BASE_DIR) / "templates/components/empty_state.html").read_text(encoding="utf-8")
    assert "\n  " in source
    assert not re.search(r"\n[ \t]", drawn)
    assert source.count("\n") == get_template("components/empty_state.html").template.source.count("\n")  # type: ignore[attr-defined]


def test_a_mail_keeps_the_space_it_is_written_with() -> None:
    source = Path(settings.BASE_DIR, "templates/emails/partnerships/invitation.txt").read_text(encoding="utf-8")
    assert get_template("emails/partnerships/invitation.txt").template.source == source  # type: ignore[attr-defined]


@pytest.mark.parametrize("mark", ["<pre", "<textarea"])
def test_no_template_has_an_element_in_which_space_would_be_shown(mark: str) -> None:
    assert [path.name for path in HTML if mark in path.read_text(encoding="utf-8")] == []


def test_no_translated_text_runs_over_lines_untrimmed_as_its_space_would_be_lost_in_the_look_up() -> None:
    assert SPANNING.search("{% blocktranslate count n=1 %}a\n b{% endblocktranslate %}")
    assert not SPANNING.search("{% blocktranslate trimmed %}a\n b{% endblocktranslate %}")
    assert [path.name for path in HTML if SPANNING.search(path.read_text(encoding="utf-8"))] == []
