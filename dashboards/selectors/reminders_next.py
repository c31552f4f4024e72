"""What the clock will remind of next, as columns of the year's row: the manager's home has no query to spare."""

from datetime import date, timedelta

from django.db.models import DateField, F, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dashboards.selectors.deciding import DAY, PROGRAMME
from dashboards.selectors.stage import Riding
from kit.prepared import Computed, PreparedExpression
from notices.models import ReminderOutlook


def _kept() -> QuerySet[ReminderOutlook]:
    return ReminderOutlook.objects.filter(programme_id=PROGRAMME, day__gte=DAY)


NEXT_DAY = PreparedExpression(lambda: Subquery(_kept().values("day"), output_field=DateField()), PROGRAMME, DAY)
NUMBER = PreparedExpression(
    lambda: Coalesce(Subquery(_kept().values("number"), output_field=IntegerField()), 0), PROGRAMME, DAY
)


NEXT = date.min + timedelta(days=1)  # a mark of its own, as `deciding` asks of the day too


def columns() -> dict[str, Computed]:
    """The day, and how many."""
    own = F("pk")
    return {"reminders_day": NEXT_DAY.of(own, NEXT), "reminders_number": NUMBER.of(own, NEXT)}


def next_reminders(on: date) -> Riding:
    """Those columns, of what has not passed with the clock standing still."""
    return Riding(columns, {NEXT: on})
