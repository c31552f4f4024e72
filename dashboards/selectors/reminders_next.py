"""What the clock will remind of next, as columns of the year's row: the manager's home has no query to spare."""

from datetime import date

from django.db.models import DateField, F, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dashboards.selectors.deciding import DAY, PROGRAMME
from kit.prepared import Computed, PreparedExpression
from notices.models import ReminderOutlook
from partnerships.models import Programme


def _kept() -> QuerySet[ReminderOutlook]:
    return ReminderOutlook.objects.filter(programme_id=PROGRAMME, day__gte=DAY)


NEXT_DAY = PreparedExpression(lambda: Subquery(_kept().values("day"), output_field=DateField()), PROGRAMME, DAY)
NUMBER = PreparedExpression(
    lambda: Coalesce(Subquery(_kept().values("number"), output_field=IntegerField()), 0), PROGRAMME, DAY
)


def next_reminders(programme: Programme, *, on: date) -> dict[str, Computed]:
    """The day and how many, where it has not passed with the clock standing still; none in a year that is closed."""
    if programme.is_closed:
        return {}
    own = F("pk")
    return {"reminders_day": NEXT_DAY.of(own, on), "reminders_number": NUMBER.of(own, on)}
