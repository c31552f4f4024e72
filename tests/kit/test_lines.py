"""A line of words holds what people see: typed into a form, or from a cell of a file."""

import pytest
from django.core.exceptions import ValidationError

from kit.govuk_ui import forms
from kit.lines import one_line

UNSEEN = {
    "a line's end": ("Ann\r\nBcc: bob@example.org", "Ann  Bcc: bob@example.org"),
    "a tab": ("Ann\tLee", "Ann Lee"),
    "a line separator": ("Ann\u2028Lee", "Ann Lee"),
    "a control character": ("An\x07n", "Ann"),
    "a mark of direction": ("\u202enna", "nna"),
    "a blank of no width": ("A\u200bnn", "Ann"),
    "a byte order mark": ("\ufeffAnn", "Ann"),
}
KEPT = {
    "Welsh": "Siân Tŷ-Mawr",
    "an accent of its own": "Zoe\u0308",
    "a joiner between letters": "\u0915\u094d\u200d\u0937",
    "a picture of several": "\U0001f469\u200d\U0001f4bb Ann",
    "a formula": "=1+1",
}
EMPTY = ["\u200b", "\u202e\u2060", "\u3164", "\u200d", "\u0301", " \n\t "]


@pytest.mark.parametrize(("typed", "kept"), UNSEEN.values(), ids=UNSEEN)
def test_a_line_is_rid_of_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert forms.TextField(what="the name").clean(typed) == kept == one_line(typed)


@pytest.mark.parametrize("typed", KEPT.values(), ids=KEPT)
def test_what_people_write_stays_as_it_is(typed: str) -> None:
    assert forms.TextField(what="the name").clean(typed) == typed == one_line(typed)


@pytest.mark.parametrize("typed", EMPTY, ids=[ascii(each) for each in EMPTY])
def test_a_name_that_nobody_can_see_is_no_name(typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter the name"):
        forms.TextField(what="the name").clean(typed)


def test_a_password_is_taken_as_it_was_typed() -> None:
    assert forms.PasswordField().clean(" a\u200bb\t") == " a\u200bb\t"
