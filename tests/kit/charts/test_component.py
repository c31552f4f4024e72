"""A figure in a page: picture, key, and the same as a table, with nothing a strict policy would refuse."""

import re
from dataclasses import replace

from django.template import Context, Template
from django.template.loader import render_to_string

from kit.charts.bars import Bar, Bars, bars
from kit.charts.figure import Caption, Figure
from kit.charts.hexmap import hexmap
from kit.charts.numbers import Gap
from kit.govuk_ui.style.chart_maps import MAP, region
from kit.govuk_ui.style.chart_numbers import BAR
from kit.govuk_ui.style.charts import context
from tests.kit.charts.drawing import parse

HOSTILE = "<b>Bow</b> & “Bromley”"
FIGURE = bars(Bars(Caption("The message", "How to read it."), (Bar(HOSTILE, 3), Bar("B", Gap("Hidden")))), BAR)


def shown(figure: Figure, arguments: str = "") -> str:
    template = Template("{% load charts %}{% chart figure " + arguments + " %}")
    return template.render(Context({"figure": figure}))


def test_the_picture_goes_out_as_it_is_and_the_table_is_escaped() -> None:
    html = shown(FIGURE)

    assert FIGURE.svg in html
    assert FIGURE.narrow in html
    assert "<b>Bow</b>" not in html
    assert '<th scope="row" role="rowheader">&lt;b&gt;Bow&lt;/b&gt; &amp; “Bromley”</th>' in html


def test_the_table_has_a_caption_and_headers_with_their_scope() -> None:
    html = shown(FIGURE)

    assert re.search(r"<caption[^>]*>The message</caption>", html)
    assert [re.sub(r"\s+", " ", tag) for tag in re.findall(r"<th scope=\"col\"", html)] == ['<th scope="col"'] * 3
    assert "Hidden" in html


def test_an_empty_figure_says_so_in_its_table() -> None:
    html = shown(bars(Bars(Caption("The message", "How to read it."), ()), BAR))

    assert '<th scope="row" role="rowheader">Nothing to show yet</th>' in html


def test_a_heading_above_can_stand_for_the_title() -> None:
    assert "<figcaption" in shown(FIGURE)
    assert "<figcaption" not in shown(FIGURE, "titled=False")


def test_the_table_can_be_open_at_once() -> None:
    assert not re.search(r"<details[^>]*\sopen", shown(FIGURE))
    assert re.search(r"<details[^>]*\sopen", shown(FIGURE, "opened=True"))


def test_a_map_of_links_can_be_skipped() -> None:
    figure = hexmap(region(), MAP, ident="map")

    html = shown(figure)

    assert 'href="#map-after"' in html
    assert 'id="map-after"' in html
    assert "Skip" not in shown(FIGURE)


def test_nothing_in_it_needs_inline_style_or_script() -> None:
    html = render_to_string("style/charts.html", {**context(), "section": {"title": "Pictures"}, "sections": []})

    assert " style=" not in html
    assert "<script>" not in html


def test_the_same_figure_twice_on_a_page_takes_an_id_from_the_caller() -> None:
    one, other = (bars(Bars(Caption("The message", "Same."), ()), BAR, ident=ident) for ident in ("a", "b"))

    assert parse(one.svg).get("aria-labelledby") == "a-t a-d"
    assert parse(other.svg).get("aria-labelledby") == "b-t b-d"
    assert replace(one, ident="b").table == other.table
