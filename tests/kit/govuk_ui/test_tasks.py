"""Task lists, states, lights and the path of the year."""

import pytest
from django.utils.safestring import SafeString

from kit.govuk_ui.style.tasks import year
from tests.kit.govuk_ui.rendering import render, words

NASTY = "<i>&"


def test_a_task_that_can_be_done_is_a_link_and_its_status_follows() -> None:
    html = render('{% task "Assess" "/assess/" "Completed 4 May" %}9 of 9 partners{% endtask %}')
    assert words(html) == "Assess 9 of 9 partners Completed 4 May"
    assert 'href="/assess/"' in html


def test_a_task_that_cannot_start_yet_is_no_link() -> None:
    html = render('{% task "Submit" status="Cannot start yet" kind="later" %}{% endtask %}')
    assert words(html) == "Submit Cannot start yet"
    assert "<a " not in html
    assert "portal-second" not in html


def test_only_the_next_task_carries_the_accent() -> None:
    nexts = [
        "portal-tasks__item--next" in render(f'{{% task "T" status="s" kind="{kind}" %}}{{% endtask %}}')
        for kind in ("plain", "now", "waiting", "later")
    ]
    assert nexts == [False, True, False, False]


def test_what_a_task_says_is_escaped_but_its_links_are_kept() -> None:
    html = render('{% task title %}{{ title }} <a href="/again/">Ask again</a>{% endtask %}', title=NASTY)
    assert html.count("&lt;i&gt;&amp;") == 2
    assert '<a href="/again/">Ask again</a>' in html


def test_what_needs_you_says_what_by_when_and_how_long() -> None:
    html = render('{% needs_you "Approve bulletin 7" "/b/7/" %}By 3pm. 3 minutes{% endneeds_you %}')
    assert words(html) == "Approve bulletin 7 By 3pm. 3 minutes"


def test_what_is_late_is_marked_by_more_than_colour() -> None:
    html = render('{% needs_you "Late: figures" kind="alert" %}{% endneeds_you %}')
    assert "portal-alert" in html
    assert words(html) == "Late: figures"


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("not_started", "N Not started"),
        ("draft", "D Draft"),
        ("submitted", "S Submitted, not yet shared"),
        ("shared", "Shared"),
    ],
)
def test_each_state_has_its_hexagon_and_its_word(state: str, shown: str) -> None:
    html = render(f'{{% state "{state}" %}}')
    assert words(html) == shown
    assert f"portal-mark--{state.replace('_', '-')}" in html
    assert ("portal-mark__tick" in html) is (state == "shared")
    assert 'aria-hidden="true"' in html


def test_a_state_may_have_another_word() -> None:
    for word in (SafeString(NASTY), NASTY):  # what was trusted once is no markup when somebody types it
        assert words(render('{% state "shared" word %}', word=word)) == "&lt;i&gt;&amp;"


def test_an_unknown_state_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        render('{% state "lost" %}')


@pytest.mark.parametrize(
    ("colour", "letter", "word"), [("green", "G", "Green"), ("amber", "A", "Amber"), ("red", "R", "Red")]
)
def test_a_light_always_has_letter_word_and_reason(colour: str, letter: str, word: str) -> None:
    html = render(f'{{% traffic_light "{colour}" %}}Five weeks late{{% endtraffic_light %}}')
    assert words(html) == f"{letter} {word} Five weeks late"
    assert words(render(f'{{% small_light "{colour}" %}}')) == f"{letter} {word}"


def test_a_light_may_say_how_it_was_before() -> None:
    html = render('{% traffic_light "amber" "Amber. It was green in July" %}{% endtraffic_light %}')
    assert words(html) == "A Amber. It was green in July"


def test_the_path_says_in_words_where_the_year_stands() -> None:
    html = render("{% year_path steps %}", steps=year(4))
    assert html.count('aria-current="step"') == 1
    assert words(html).count("(done)") == 4
    assert "Projects (now) 27 of 38 in" in words(html)
    assert words(html).count("(to come)") == 4
    assert 'aria-label="The year"' in html


def test_a_year_not_begun_and_one_that_is_over() -> None:
    assert words(render("{% year_path steps %}", steps=year(0))).count("(done)") == 0
    over = render('{% year_path steps "Last year" %}', steps=year(9))
    assert words(over).count("(done)") == 9
    assert 'aria-label="Last year"' in over


def test_tags_are_escaped() -> None:
    assert (
        render('{% status_tag word "now" %}', word=NASTY)
        == '<strong class="portal-tag portal-tag--now">&lt;i&gt;&amp;</strong>'
    )
