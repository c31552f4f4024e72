"""Markup from a shape and its parts says what Django's `format_html` says."""

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from kit.charts.markup import Svg
from kit.govuk_ui.markup import filled, joined

PARTS = ["<b>&amp;'\"", mark_safe("<b>"), Svg("<svg/>"), _("Title & more"), 7, 1234.5, None, True, "", "Ŵyl"]


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_a_part_is_escaped_as_django_escapes_it(part: object) -> None:
    assert filled("<p>{}</p>", part) == format_html("<p>{}</p>", part)
    assert filled('<p id="{key}">', key=part) == format_html('<p id="{key}">', key=part)


def test_what_comes_of_it_is_safe() -> None:
    assert isinstance(filled("{}", "<"), SafeString)
    assert filled("{}{}", filled("{}", "<"), ">") == "&lt;&gt;"


def test_parts_stand_one_after_the_other() -> None:
    assert joined(["<", mark_safe("<br>"), 1]) == "&lt;<br>1"
    assert isinstance(joined([]), SafeString)
