"""Banners, warnings, insets, panels and empty states."""

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from tests.kit.govuk_ui.rendering import render, words

NASTY = "<script>x</script>"


@pytest.mark.parametrize(
    ("kind", "title", "role"),
    [("", "Important", "region"), ("success", "Done", "alert"), ("alert", "There is a problem", "alert")],
)
def test_a_banner_says_what_kind_of_news_it_is(kind: str, title: str, role: str) -> None:
    html = render(f'{{% notification_banner kind="{kind}" %}}{{{{ news }}}}{{% endnotification_banner %}}', news=NASTY)
    assert words(html) == f"{title} &lt;script&gt;x&lt;/script&gt;"
    assert f'role="{role}"' in html
    assert 'aria-labelledby="notice-title"' in html


def test_a_banner_may_have_a_title_of_its_own_and_leave_the_focus_alone() -> None:
    html = render('{% notification_banner title="Before you go on" quiet=True %}x{% endnotification_banner %}')
    assert words(html) == "Before you go on x"
    assert 'data-disable-auto-focus="true"' in html


def test_what_just_happened_is_told_once_a_message_with_ids_of_their_own() -> None:
    happened = [Message(constants.SUCCESS, "Saved"), Message(constants.ERROR, NASTY), Message(constants.INFO, "Note")]
    html = render('{% include "layouts/messages.html" %}', messages=happened)
    assert words(html) == "Done Saved There is a problem &lt;script&gt;x&lt;/script&gt; Important Note"
    assert len({part.split('"')[0] for part in html.split('id="')[1:]}) == 3


def test_a_panel_is_a_named_region() -> None:
    html = render('{% panel "Waiting for you" note="4 decisions" %}x{% endpanel %}')
    assert 'aria-labelledby="waiting-for-you-heading"' in html
    assert 'id="waiting-for-you-heading"' in html
    assert words(html) == "Waiting for you 4 decisions x"


def test_a_panel_about_something_wrong_has_the_accent() -> None:
    assert "portal-panel--alert" in render('{% panel "Grant" kind="alert" %}{% endpanel %}')
    assert "portal-panel--alert" not in render('{% panel "Grant" %}{% endpanel %}')


def test_an_inset_in_the_way_has_the_accent() -> None:
    assert "portal-inset--alert" in render('{% inset kind="alert" %}x{% endinset %}')
    assert "portal-inset--alert" not in render("{% inset %}x{% endinset %}")


def test_a_warning_is_called_one_for_those_who_do_not_see_the_sign() -> None:
    assert (
        words(render("{% warning_text %}{{ text }}{% endwarning_text %}", text="You cannot")) == "! Warning You cannot"
    )


def test_details_are_closed_unless_told_otherwise() -> None:
    assert "<details" in render('{% details "Why" %}x{% enddetails %}')
    assert " open" not in render('{% details "Why" %}x{% enddetails %}')
    assert " open" in render('{% details "Why" True %}x{% enddetails %}')


def test_an_empty_state_says_what_is_not_there_and_what_to_do() -> None:
    html = render("{% empty_state title %}<p>Start one.</p>{% endempty_state %}", title=NASTY)
    assert words(html) == "&lt;script&gt;x&lt;/script&gt; Start one."


def test_a_title_has_one_h1_with_where_we_are_before_and_what_follows_after() -> None:
    html = render('{% page_title "News" caption="Lichfield" lead="Do this" %}')
    assert words(html) == "Lichfield News Do this"
    assert html.count("<h1") == 1
    assert words(render('{% page_title "News" %}')) == "News"
