"""Three letters for places that have none of their own, and letters that tell tiers apart."""

import pytest

from dashboards.rules.letters import marks_of, three_letters


@pytest.mark.parametrize(
    ("area", "letters"),
    [
        ("Newcastle-under-Lyme", "NLY"),
        ("Kingston upon Hull", "KHU"),
        ("North East Derbyshire", "NED"),
        ("Brighton and Hove", "BHO"),
        ("Dudley", "DUD"),
        ("Ŵyl", "ŴYL"),
        ("St. Albans", "SAL"),
        ("Ely", "ELY"),
        ("7", "7"),
        ("", ""),
    ],
)
def test_letters_come_from_the_words_that_matter(area: str, letters: str) -> None:
    assert three_letters(area) == letters


def test_each_word_has_the_first_letter_that_is_free() -> None:
    assert marks_of(("metropolitan district", "unitary", "county", "district")) == ("M", "U", "C", "D")
    assert marks_of(("city", "county", "cc", "")) == ("C", "O", "?", "?")
