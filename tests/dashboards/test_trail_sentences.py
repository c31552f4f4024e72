"""Sentences of the trail are remembered by the reader's language and by all that they tell."""

from datetime import date
from decimal import Decimal

from django.utils.translation import override

from dashboards.selectors.trail_words import sentence, sentence_in


def test_another_subject_and_another_detail_are_another_sentence() -> None:
    told = {
        sentence("role.given", "Odile", {"kind": "champion"}),
        sentence("role.given", "Tamsin", {"kind": "champion"}),
        sentence("role.given", "Odile", {"kind": "adviser"}),
        sentence("role.given", "", {"kind": "adviser"}),
    }
    assert len(told) == 4
    assert sentence("role.given", "Odile", {"kind": "champion"}) in told


def test_details_that_are_no_json_yet_are_told_as_they_will_be_kept() -> None:
    kept = sentence("budget.added", "Core", {"amount": "12.50", "until": "2026-05-18"})
    assert sentence("budget.added", "Core", {"amount": Decimal("12.50"), "until": date(2026, 5, 18)}) == kept


def test_each_language_has_sentences_of_its_own() -> None:
    before = sentence_in.cache_info().misses
    for language in ("en-gb", "cy"):
        with override(language):
            sentence("role.given", "A reader of both", {})
    assert sentence_in.cache_info().misses == before + 2
