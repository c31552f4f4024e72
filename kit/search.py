"""Looking for words as people type them: every word must be there, in any case, with accents or without.

    found = containing(partnerships, "st edmunds", "name", "area")      # finds St Édmund's

PostgreSQL's own `normalize` takes accents off, so that nothing needs to be installed in the database.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import BooleanField, F, Func, Model, QuerySet, TextField, Value

MOST_WORDS = 8
IGNORED = "'\N{RIGHT SINGLE QUOTATION MARK}"
SIGMA, FINAL = "\N{GREEK SMALL LETTER SIGMA}", "\N{GREEK SMALL LETTER FINAL SIGMA}"  # Python ends words in the second
MEANT = r"\_"
ACCENTS = re.compile("[\u0300-\u036f]")

Row = TypeVar("Row", bound=Model)


class Folded(Func):
    """Several texts as one: small letters without accents and apostrophes. As `folded` does it in Python."""

    template = (
        r"regexp_replace(translate(lower(normalize(concat_ws(' ', %(expressions)s), NFKD)), "
        rf"'{FINAL}', '{SIGMA}'), '[\u0300-\u036f''{IGNORED[1:]}]', '', 'g')"
    )
    output_field: Any = TextField()


def folded(text: str) -> str:
    """Small letters without accents and apostrophes."""
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    return plain.translate({ord(FINAL): SIGMA} | {ord(mark): None for mark in IGNORED})


def words_of(text: str) -> list[str]:
    """The words looked for, folded; beyond eight nothing gets fewer rows."""
    return re.findall(r"\w+", folded(text))[:MOST_WORDS]


def has_words(words: Iterable[str], *texts: str) -> bool:
    """Whether every word looked for stands somewhere in these texts; as `containing` asks it of rows."""
    told = folded(" ".join(texts))
    return all(word in told for word in words)


class LikeAll(Func):
    """Whether a text is like each of some patterns, which are one value however many they are."""

    template, arg_joiner, output_field = "%(expressions)s)", " LIKE ALL(", BooleanField()


def patterns_of(text: str) -> list[str]:
    """The words looked for, each as what a text that has it is like; "_" is the one sign of a word that means more."""
    return [f"%{word.replace('_', MEANT)}%" for word in words_of(text)]


def matching(rows: QuerySet[Row], patterns: Sequence[str] | str, *fields: str) -> QuerySet[Row]:
    """The rows whose fields together are like every pattern; a query written once has a mark for all of them."""
    found: QuerySet[Row] = rows.alias(folded=Folded(*map(F, fields)))  # type: ignore[assignment]
    return found.filter(LikeAll(F("folded"), Value(patterns)))


def containing(rows: QuerySet[Row], text: str, *fields: str) -> QuerySet[Row]:
    """The rows that have every word somewhere in these fields; all of them when there is no word."""
    patterns = patterns_of(text)
    return matching(rows, patterns, *fields) if patterns else rows
