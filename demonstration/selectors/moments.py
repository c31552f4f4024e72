"""Where in its year the demonstration stands."""

from datetime import datetime

from django.db.models import QuerySet

from demonstration.models import Moment
from demonstration.selectors.files import rows_of
from partnerships.models import KeyDate, Programme

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
