"""A heat table: numbers on grounds, marks on what is weak, blocks on a phone or a scroll of its own."""

import re

from django.template import Context, Template

from kit.govuk_ui.heat import Cell, HeatRow, HeatTable

ROWS = [
    HeatRow("Trust", [Cell("1.50", "(6)", 1, weak=True), Cell("3.50", "(2)", 5)]),
    HeatRow("<b>Vision</b>", instead="Not begun"),
]


def drawn(*, upright: bool) -> str:
    table = HeatTable("Scores", "Theme", ["Region", "A & B"], [("Counties", ROWS)], upright)
    return " ".join(Template("{% heat_table heat %}").render(Context({"heat": table})).split())


def test_a_cell_says_its_number_of_how_many_on_its_ground() -> None:
    page = drawn(upright=False)

    assert '<td role="cell" class="h1 weak" data-label="Region">1.50 <small>(6)</small></td>' in page
    assert '<td role="cell" class="h5" data-label="A &amp; B">3.50 <small>(2)</small></td>' in page


def test_a_row_without_numbers_says_why_across_all() -> None:
    assert '<td role="cell" colspan="2">Not begun</td>' in drawn(upright=False)


def test_names_are_text() -> None:
    assert "&lt;b&gt;Vision&lt;/b&gt;" in drawn(upright=True)


def test_what_a_cell_says_is_text_too() -> None:
    table = HeatTable("Scores", "Theme", ["Region"], [("", [HeatRow("Trust", [Cell("<5", "(<6)")])])])
    page = Template("{% heat_table heat %}").render(Context({"heat": table}))

    assert "&lt;5 <small>(&lt;6)</small>" in page


def test_one_with_upright_columns_scrolls_by_itself_and_takes_focus() -> None:
    page = drawn(upright=True)

    assert '<div class="portal-scroll" tabindex="0" role="region" aria-label="Scores">' in page
    assert "data-label" not in page
    assert '<td class="h1 weak">1.50 <small>(6)</small></td>' in page


def test_a_group_has_its_title_across_the_whole_table() -> None:
    assert re.search(r'colspan="3">\s*Counties', drawn(upright=True))
