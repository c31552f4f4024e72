"""Limits of a year: some stand in its terms, one in the year itself."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from partnerships.errors import ProgrammeChangedError
from partnerships.models import Programme
from partnerships.selectors.setting_up import limits_version
from partnerships.services.holding import hold_programme
from partnerships.services.programmes import change_programme
from partnerships.services.terms import draft_terms


@transaction.atomic
def set_limits(
    *, programme: Programme, contact_months: int, by: Person | None, at: datetime, seen: int | None = None, **terms: Any
) -> None:
    """Months until a contact is stale, at once; the limits in `terms`, if any, in the draft.

    `seen` is what `limits_version` said. Raises ProgrammeChangedError, ProgrammeClosedError and TermsFixedError.
    """
    held = hold_programme(programme)
    if seen is not None and limits_version(held) != seen:
        raise ProgrammeChangedError
    change_programme(programme=held, by=by, at=at, step="limits", contact_months=contact_months)
    if terms:
        draft_terms(programme=held, by=by, at=at, **terms)
