"""What an address asks of a list: kept when it makes sense, said in words, and taken away by one link each."""

import pytest
from django.test import RequestFactory
from django.utils.safestring import SafeString

from kit.govuk_ui.filters import MOST_OPTIONS, Choice, Filters, Tick, Words
from tests.kit.govuk_ui.rendering import render

TIERS = [("district", "District"), ("county", "County <b>")]


def filters(address: str = "", *, many: int = 0) -> Filters:
    options = [(str(number), f"Place {number}") for number in range(many)]
    return Filters(
        RequestFactory().get(f"/list/?{address}"),
        Words("Name or area"),
        Choice("tier", "Tier", TIERS),
        Choice("place", "Place", options, say_label=False),
        Tick("stale", "Not checked for 6 months"),
    )


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("", ("", "", "")),
        ("q=+Oller+wick+&tier=county&stale=on", ("Oller wick", "county", "on")),
        ("tier=village", ("", "", "")),
        ("tier=", ("", "", "")),
        ("q=%00", ("", "", "")),
        ("q=%25+-+%27", ("", "", "")),
        ("q=" + "x" * 500, ("x" * 200, "", "")),
        ("place=3", ("", "", "")),
    ],
)
def test_what_makes_no_sense_narrows_nothing(address: str, given: tuple[str, ...]) -> None:
    found = filters(address)
    assert tuple(map(found.given, ("q", "tier", "stale"))) == given
    assert found.given("place") == found.given("unheard of") == ""


def test_each_filter_is_said_in_words_with_the_address_without_it() -> None:
    found = filters("q=oller&tier=district&place=2&stale=on&page=4&format=csv&show=x", many=5)
    assert found.chosen == [
        ("“oller”", "?tier=district&place=2&stale=on&show=x"),
        ("Tier: District", "?q=oller&place=2&stale=on&show=x"),
        ("Place 2", "?q=oller&tier=district&stale=on&show=x"),
        ("Not checked for 6 months", "?q=oller&tier=district&place=2&show=x"),
    ]


def test_an_option_that_there_is_not_is_said_and_taken_away_like_any_other() -> None:
    assert filters("tier=village&stale=on", many=5).chosen == [
        ("Tier: all, as there is no “village”", "?stale=on"),
        ("Not checked for 6 months", "?tier=village"),
    ]
    assert filters("tier=+&place=7").chosen == []


def test_the_fields_are_drawn_with_labels_and_what_was_chosen() -> None:
    html = render("{{ filters }}", filters=filters("q=%22%3Cx&tier=county&stale=on"))
    assert '<label class="govuk-label govuk-label--s" for="id_q">Name or area</label>' in html
    assert 'id="id_q" name="q" type="search" maxlength="200" value="&quot;&lt;x"' in html
    assert '<option value="">All</option><option value="district">District</option>' in html
    assert '<option value="county" selected>County &lt;b&gt;</option>' in html
    assert 'id="id_stale" name="stale" type="checkbox" checked' in html


@pytest.mark.parametrize(("many", "is_there"), [(0, False), (1, True), (MOST_OPTIONS, True), (MOST_OPTIONS + 1, False)])
def test_a_list_with_nothing_or_too_much_to_choose_from_is_not_shown(many: int, is_there: bool) -> None:
    found = filters("place=0", many=many)
    assert ("id_place" in str(found)) is is_there
    assert found.given("place") == ("0" if is_there else "")


def test_words_that_were_trusted_once_are_not_trusted_when_somebody_types_them() -> None:
    for label in (SafeString("<i>x</i>"), "<i>x</i>"):
        drawn = Choice("place", "Place", [("1", label)]).drawn("")
        assert '<option value="1">&lt;i&gt;x&lt;/i&gt;</option>' in drawn
