"""What a region calls things."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import Person
from partnerships.models import Programme
from partnerships.services.programmes import change_programme


def set_words(
    *, programme: Programme, words: Mapping[str, str], by: Person | None, at: datetime, seen: int | None = None
) -> Programme:
    """`words` by field of the programme (`county_word`, `county_words`); empty is the portal's own word.

    Raises ProgrammeClosedError and ProgrammeChangedError.
    """
    return change_programme(
        programme=programme, by=by, at=at, step="words", seen=seen, action="programme.words_changed", **words
    )
