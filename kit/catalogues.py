"""The catalogues in which a language's words are looked up.

What of Django this rests on: docs/decisions/0020-sentences-and-inputs-without-detours.md.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation.trans_real import TranslationCatalog, translation

NUMBERS = range(200)


def join_catalogues(language: str) -> None:
    """Put all words of a language into one catalogue, as long as all of them count alike. Django asks one after
    another, each app's own and those behind them, for each sentence that is in none: of the portal's own language that
    is nearly every one, and a page has hundreds.
    """
    words: Any = translation(language)
    found = list(catalogues(words))
    if any(counting(number) != words.plural(number) for _, counting in found for number in NUMBERS):
        return
    joined: Any = TranslationCatalog()
    joined._plurals = [words.plural]
    for catalogue, _ in reversed(found):  # the first to be asked has the last word
        joined._catalogs[0].update(catalogue)
    words._catalog, words._fallback = joined, None


def catalogues(words: Any) -> Iterator[tuple[dict[Any, str], Any]]:
    """Each with its way of counting, in the order in which they are asked."""
    while words:
        many: Any = words._catalog
        if isinstance(many, TranslationCatalog):
            yield from zip(many._catalogs, many._plurals, strict=True)  # type: ignore[attr-defined]
        else:
            yield many, words.plural
        words = words._fallback
