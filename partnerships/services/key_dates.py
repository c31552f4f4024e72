"""The dates that a year turns on."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from notices.services.outlooks import reckon_again
from partnerships.errors import DateOutsideYearError, DatesImpossibleError
from partnerships.models import KeyDate, Programme
from partnerships.rules.deadlines import last_moment, local_day
from partnerships.rules.key_dates import impossible, outside
from partnerships.services.holding import before_and_after, hold_programme, mark_saved


@transaction.atomic
def set_key_dates(
    *,
    programme: Programme,
    dates: Mapping[str, date | None],
    by: Person | None,
    at: datetime,
    seen: int | None = None,
) -> Programme:
    """Days by kind, each until its last second in London; None takes a date away, kinds left out stay.

    Raises DateOutsideYearError, DatesImpossibleError, ProgrammeClosedError and ProgrammeChangedError.
    """
    held = hold_programme(programme, seen)
    given = {str(kind): day for kind, day in dates.items() if day}
    strangers = outside(given, held.starts, held.ends)
    if strangers:
        raise DateOutsideYearError(strangers)
    there = {row.kind: local_day(row.closes_at) for row in held.key_dates.all()}
    changed = {str(kind): (there.get(kind), day) for kind, day in dates.items() if there.get(kind) != day}
    backwards = impossible({**{kind: day for kind, day in there.items() if kind not in dates}, **given})
    if backwards:
        raise DatesImpossibleError(backwards)
    _write(held, changed)
    mark_saved(held, "dates")
    if changed:
        held.version += 1
        held.save(update_fields=["version"])
        details = before_and_after(changed)
        reckon_again(programme_id=held.pk, at=at)
        record(actor=by, action="programme.dates_changed", at=at, subject=held, programme_id=held.pk, details=details)
    return held


def _write(held: Programme, changed: Mapping[str, tuple[date | None, date | None]]) -> None:
    held.key_dates.filter(kind__in=changed).delete()
    KeyDate.objects.bulk_create(
        KeyDate(programme=held, kind=kind, closes_at=last_moment(day)) for kind, (_, day) in changed.items() if day
    )
