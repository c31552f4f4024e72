"""Changing on which days a programme's reminders go."""

from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import F

from audit.services import record
from notices.errors import PlanChangedError
from notices.models import ReminderPlan
from notices.rules.reminders import Plan, ReminderKind
from notices.services.outlooks import reckon_again


@transaction.atomic
def plan_reminders(
    *, kind: ReminderKind, programme_id: int, plan: Plan, seen: int, by: models.Model, at: datetime
) -> None:
    """From then on a programme's reminders of a kind go on these days, or not by themselves; `seen` is the version that
    the person saw, 0 where nobody had changed it. Raises PlanChangedError when it is no longer that one.
    """
    days = {"before": list(plan.before), "after": list(plan.after), "changed_by_id": by.pk, "changed_at": at}
    if seen:
        rows = ReminderPlan.objects.filter(programme_id=programme_id, kind=kind.name, version=seen)
        if not rows.update(**days, version=F("version") + 1):
            raise PlanChangedError
    else:
        try:
            with transaction.atomic():
                ReminderPlan.objects.create(programme_id=programme_id, kind=kind.name, **days)
        except IntegrityError:
            raise PlanChangedError from None
    details = {"reminder": kind.key, "before": list(plan.before), "after": list(plan.after)}
    reckon_again(programme_id=programme_id, at=at)
    record(actor=by, action="reminder.planned", at=at, programme_id=programme_id, details=details)
