"""Widths, wrapping and fitting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.charts.text import fit, lowered, one_line, width_of, wrap


def test_a_wide_word_is_wider_than_a_thin_one_and_bold_is_wider_still() -> None:
    assert width_of("iiii", 10) < width_of("nnnn", 10) < width_of("WWWW", 10) < width_of("WWWW", 10, bold=True)


def test_accents_and_joiners_add_no_width() -> None:
    assert width_of("ŵŷéŁ", 10) == width_of("wyeŁ", 10)
    assert width_of("e\u0301\u200d", 10) == width_of("e", 10)


def test_a_name_breaks_after_its_hyphens() -> None:
    assert wrap("Newcastle-under-Lyme", 80, 13) == ("Newcastle-", "under-Lyme")


def test_what_does_not_fit_ends_in_dots() -> None:
    lines = wrap("Newcastle-under-Lyme Local Strategic Partnership", 80, 13, most=2)

    assert lines == ("Newcastle-", "under-Lyme…")


def test_a_word_longer_than_the_line_is_cut_between_letters_and_nothing_is_lost() -> None:
    word = "Llanfairpwllgwyngyll"

    lines = wrap(word, 60, 13, most=9)

    assert len(lines) > 1
    assert "".join(lines) == word


def test_no_words_make_no_lines() -> None:
    assert wrap("  ", 80, 13) == ()
    assert one_line("", 80, 13) == ""


def test_fit_chooses_the_largest_size_that_breaks_no_word() -> None:
    assert fit("Dudley", 70, (13, 12, 11)) == (13, ("Dudley",))
    size, lines = fit("Wolverhampton", 78, (13, 12, 11, 10))
    assert size < 13
    assert lines == ("Wolverhampton",)


def test_fit_cuts_what_fits_at_no_size() -> None:
    size, lines = fit("A very long name of a partnership with many a word", 40, (13, 12))

    assert size == 12
    assert lines[-1].endswith("…")


@given(st.text(max_size=80), st.floats(20, 300), st.integers(1, 4))
def test_lines_are_never_too_wide_nor_too_many(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, 13, most=most)

    assert len(lines) <= most
    assert all(width_of(line, 13) <= width for line in lines)


@pytest.mark.parametrize(("word", "low"), [("Submitted", "submitted"), ("LAA agreed", "LAA agreed"), ("", "")])
def test_a_word_is_made_small_for_the_middle_of_a_sentence(word: str, low: str) -> None:
    assert lowered(word) == low
