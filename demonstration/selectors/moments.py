"""Where in its year the demonstration stands."""

from datetime import datetime

from django.db.models import QuerySet

from audit.models import Entry
from demonstration.models import Moment
from demonstration.selectors.files import rows_of
from partnerships.models import KeyDate, Programme

MOVED = "programme.moved"  # what the trail calls it
FIRST_MOMENT = "submission"  # the one that ends with the deadline of the same name


def demonstrated() -> QuerySet[Programme]:
    """The programmes that the demonstration made; others may stand beside them."""
    return Programme.objects.filter(key__in=[row["key"] for row in rows_of("programmes")])


def deadline_missed(*, at: datetime) -> datetime | None:
    """The deadline that the demonstration stands before, when it has gone by meanwhile; None when all is well."""
    if not Moment.objects.exists() or Moment.objects.latest().name != FIRST_MOMENT:
        return None
    deadlines = KeyDate.objects.filter(
        programme__in=demonstrated().filter(state=Programme.State.OPEN), kind=FIRST_MOMENT, closes_at__lt=at
    )
    return deadlines.values_list("closes_at", flat=True).order_by("closes_at").first()


def days_moved() -> int:
    """By how many days the demonstration was moved since it was loaded, one way or the other."""
    moved = Entry.objects.filter(action=MOVED).order_by("pk").values_list("subject_key", "details__days")
    by_programme: dict[str, int] = {}
    for programme, days in moved:
        by_programme[programme] = by_programme.get(programme, 0) + days
    return max(map(abs, by_programme.values()), default=0)
