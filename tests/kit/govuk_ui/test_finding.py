"""Breadcrumbs, pagination, tabs and filters."""

import re

import pytest
from django.core.paginator import Paginator
from pytest_django.asserts import assertInHTML

from tests.kit.govuk_ui.rendering import asked, render, words

NASTY = '<b onclick="x">&'
SAFE = "&lt;b onclick=&quot;x&quot;&gt;&amp;"


def links(html: str) -> list[str]:
    return [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]*)"', html)]


def paged(number: int, pages: int, path: str = "/projects/") -> str:
    return render("{% pagination page %}", asked(path), page=Paginator(range(pages), 1).get_page(number))


def test_breadcrumbs_stand_in_a_list_in_a_landmark() -> None:
    html = render(
        '{% breadcrumbs %}{% crumb "Region" "/r/" %}{% crumb name "/s/?a=1&b=2" %}{% endbreadcrumbs %}', name=NASTY
    )
    assertInHTML('<a class="govuk-breadcrumbs__link" href="/r/">Region</a>', html)
    assert links(html) == ["/r/", "/s/?a=1&b=2"]
    assert SAFE in html
    assert 'aria-label="Breadcrumb"' in html


def test_two_breadcrumbs_can_be_told_apart() -> None:
    assert 'aria-label="To Lichfield"' in render('{% breadcrumbs "To Lichfield" %}{% endbreadcrumbs %}')


def test_a_back_link_says_back_unless_told_otherwise() -> None:
    assert words(render('{% back_link "/x/" %}')) == "Back"
    assert words(render('{% back_link "/x/" "Back to Staffordshire" %}')) == "Back to Staffordshire"


def test_one_page_needs_no_pagination() -> None:
    assert paged(1, 1).strip() == ""


def test_pagination_keeps_the_rest_of_the_address() -> None:
    html = paged(2, 3, "/projects/?county=a%26b&county=c&page=2")
    assert links(html)[0] == "?county=a%26b&county=c&page=1"
    assert all("county=a%26b&county=c" in link for link in links(html))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, "1 2 … 40 Next page"),
        (2, "Previous page 1 2 3 … 40 Next page"),
        (21, "Previous page 1 … 20 21 22 … 40 Next page"),
        (40, "Previous page 1 … 39 40"),
    ],
)
def test_pagination_shows_a_window_of_pages(number: int, shown: str) -> None:
    assert words(paged(number, 40)) == shown


def test_pagination_says_which_page_this_is() -> None:
    html = paged(2, 3)
    assert html.count('aria-current="page"') == 1
    assertInHTML(
        '<a class="govuk-link govuk-pagination__link" href="?page=2" aria-label="Page 2" aria-current="page">2</a>',
        html,
    )


def test_tabs_link_to_their_views_and_only_the_first_is_shown() -> None:
    html = render(
        '{% tabs "Bulletin" %}{% tab "As a page" %}one{% endtab %}{% tab name "mail" %}two{% endtab %}{% endtabs %}',
        name=NASTY,
    )
    assert links(html) == ["#as-a-page", "#mail"]
    assertInHTML('<div class="govuk-tabs__panel" id="as-a-page">one</div>', html)
    assertInHTML('<div class="govuk-tabs__panel govuk-tabs__panel--hidden" id="mail">two</div>', html)
    assert SAFE in html


def test_a_second_set_of_tabs_does_not_inherit_from_the_first() -> None:
    one = '{% tabs "A" %}{% tab "One" %}1{% endtab %}{% endtabs %}'
    html = render(one + one.replace("One", "Two"))
    assert links(html) == ["#one", "#two"]
    assert "govuk-tabs__panel--hidden" not in html


def test_a_filter_panel_asks_by_get_and_folds_only_when_nothing_is_chosen() -> None:
    html = render("{% filter_panel %}<input name=q>{% endfilter_panel %}", asked("/projects/?q=1"))
    assert '<form method="get" action="/projects/"' in html
    assert "data-fold-on-a-phone" in html
    assert "Clear filters" not in html
    chosen = render("{% filter_panel chosen=True %}{% endfilter_panel %}", asked("/projects/?q=1"))
    assert "data-fold-on-a-phone" not in chosen
    assert links(chosen) == ["/projects/"]


def test_each_chosen_filter_can_be_taken_away() -> None:
    html = render("{% chosen_filters chosen %}", chosen=[("Shropshire", "?tier=x"), (NASTY, "?")])
    assert links(html) == ["?tier=x", "?"]
    assert words(html).startswith("Chosen filters Take away the filter: Shropshire")
    assert SAFE in html
    assert render("{% chosen_filters chosen %}", chosen=[]).strip() == ""
