"""Summary lists, tables and key figures."""

import pytest
from django.utils.html import escape
from django.utils.translation import gettext_lazy
from pytest_django.asserts import assertInHTML

from kit.govuk_ui.table import Group, Heading, Table, link, plain_table
from kit.govuk_ui.templatetags.formats import breakable_address
from tests.kit.govuk_ui.rendering import render, words

NASTY = "<script>alert(1)</script>"
COLUMNS = [Heading("Partnership"), Heading("Offer", number=True), Heading("Final", number=True, phone="result")]


def row(arguments: str, content: str = "{{ value }}", **context: object) -> str:
    return render(f"{{% summary_row {arguments} %}}{content}{{% endsummary_row %}}", **context)


def drawn(table: Table) -> str:
    return render("{% table shown %}", shown=table)


def test_a_fact_has_its_name_and_a_link_that_says_what_it_changes() -> None:
    html = row('"Champion" url="/change/"', value=NASTY)
    assert words(html) == "Champion &lt;script&gt;alert(1)&lt;/script&gt; Change (Champion)"
    assert 'href="/change/"' in html


def test_a_missing_fact_says_so_and_offers_to_add_it() -> None:
    assert words(row('"Champion" url="/add/"', "  ")) == "Champion Not given Add (Champion)"


def test_a_fact_that_cannot_be_changed_has_no_link() -> None:
    html = row('"Offer"', "£6,300")
    assert "<a " not in html
    assert "govuk-summary-list__row--no-actions" in html


def test_the_word_of_the_link_can_be_chosen() -> None:
    assert words(row('"Outcome" url="/" action="Rewrite"', "x")) == "Outcome x Rewrite (Outcome)"


def test_a_summary_list_holds_its_rows() -> None:
    html = render('{% summary_list %}{% summary_row "A" %}b{% endsummary_row %}{% endsummary_list %}')
    assert html.index("<dl") < html.index("<dt") < html.index("<dd") < html.index("</dl>")


def test_a_table_names_rows_and_columns_even_when_it_is_stacked() -> None:
    html = drawn(plain_table("Shares", COLUMNS, [("Rugby", "£6,300.00", "£8,877.27")]))
    assertInHTML('<th scope="col" role="columnheader">Partnership</th>', html)
    assertInHTML('<th scope="row" role="rowheader">Rugby</th>', html)
    assertInHTML('<td class="portal-table__number" role="cell" data-label="Offer">£6,300.00</td>', html)
    assertInHTML(
        '<td class="portal-table__result portal-table__number" role="cell" data-label="Final">£8,877.27</td>', html
    )
    assert words(html).startswith("Shares Partnership Offer Final Rugby")


def test_numbers_and_lazy_words_are_cells_and_nothing_is_none() -> None:
    html = drawn(plain_table("Shares", COLUMNS, [("Rugby", 0, gettext_lazy("Welsh"))]))
    assert words(html).endswith("Rugby 0 Welsh")
    assert "portal-table__blank" not in html


def test_a_link_as_a_cell_is_markup_and_its_words_are_not() -> None:
    html = drawn(plain_table("Shares", COLUMNS, [(link("/r/?a=1&b=2", NASTY), "", "")]))
    assertInHTML(f'<a class="govuk-link" href="/r/?a=1&amp;b=2">{escape(NASTY)}</a>', html)


def test_an_empty_cell_is_left_out_when_stacked() -> None:
    html = drawn(plain_table("Shares", COLUMNS, [("Rugby", "", None)]))
    assert html.count("portal-table__blank") == 2
    assert "None" not in html


def test_groups_have_headings_and_the_foot_has_sums() -> None:
    html = drawn(Table("Shares", COLUMNS, [Group([("Rugby", "1", "2")], "Receives (1)")], foot=[("All", "1", "2")]))
    assertInHTML('<th scope="rowgroup" role="rowheader" colspan="3">Receives (1)</th>', html)
    assert words(html[html.index("<tfoot") :]) == "All 1 2"


def test_a_table_without_foot_or_group_titles_draws_neither() -> None:
    html = drawn(plain_table("Shares", COLUMNS, []))
    assert "<tfoot" not in html
    assert "portal-table__group" not in html


def test_cells_and_captions_are_escaped() -> None:
    html = drawn(plain_table(NASTY, [Heading(NASTY), Heading(NASTY)], [(NASTY, NASTY)]))
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 6


def test_a_row_with_a_cell_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        drawn(plain_table("Shares", COLUMNS, [("Rugby", "1", "2", "3")]))


def test_a_caption_can_be_for_screen_readers_alone() -> None:
    html = drawn(Table("Shares", COLUMNS, [], caption_hidden=True, stack=False, small=True))
    assertInHTML('<caption class="govuk-visually-hidden">Shares</caption>', html)
    assert 'class="portal-table portal-table--small"' in html


def test_key_figures_are_read_with_their_labels() -> None:
    html = render(
        '{% key_figures %}{% key_figure "27 of 38" "projects are in" "4 more" %}'
        '{% key_figure 0 "unknown" %}{% endkey_figures %}'
    )
    assert words(html) == "projects are in 27 of 38 4 more unknown 0"
    assert html.count("<dt") == 2
    assert html.count("<dd") == 3


def test_an_address_may_break_after_its_sign_and_dots_and_nowhere_else() -> None:
    assert breakable_address("a.b@mail.example") == "a.b@<wbr>mail.<wbr>example"
    assert breakable_address("<b>@x") == "&lt;b&gt;@<wbr>x"
    assert breakable_address(None) == ""
