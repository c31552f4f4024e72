"""Looking for words as people type them: every word must be there, in any case, with accents or without.

    found = containing(partnerships, "st edmunds", "name", "area")      # finds St Édmund's

PostgreSQL's own `normalize` takes accents off, so that nothing needs to be installed in the database.
"""

import re
import unicodedata
from typing import Any, TypeVar

from django.db.models import F, Func, Model, QuerySet, TextField

MOST_WORDS = 8
IGNORED = "'\N{RIGHT SINGLE QUOTATION MARK}"
ACCENTS = re.compile("[\u0300-\u036f]")

Row = TypeVar("Row", bound=Model)


class Folded(Func):
    """Several texts as one: small letters without accents and apostrophes. As `words_of` does it in Python."""

    template = (
        r"regexp_replace(lower(normalize(concat_ws(' ', %(expressions)s), NFKD)), "
        rf"'[\u0300-\u036f''{IGNORED[1:]}]', '', 'g')"
    )
    output_field: Any = TextField()


def words_of(text: str) -> list[str]:
    """The words looked for, folded; beyond eight nothing gets fewer rows."""
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    return re.findall(r"\w+", plain.translate({ord(mark): None for mark in IGNORED}))[:MOST_WORDS]


def containing(rows: QuerySet[Row], text: str, *fields: str) -> QuerySet[Row]:
    """The rows that have every word somewhere in these fields; all of them when there is no word."""
    words = words_of(text)
    found: QuerySet[Row] = rows.alias(folded=Folded(*map(F, fields))) if words else rows  # type: ignore[assignment]
    for word in words:
        found = found.filter(folded__contains=word)
    return found
