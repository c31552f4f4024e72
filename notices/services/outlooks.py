"""Keeping what goes next by itself in a programme, for pages that have no time to look at everybody."""

from collections.abc import Iterable
from datetime import datetime

from kit.jobs.models import Pulse
from notices.models import ReminderOutlook
from notices.rules.reminders import Gathering, known
from notices.rules.working_days import london_day
from notices.selectors.reminders import Planned, outlook, planned

CLOCK = "send reminders"  # its name in the schedule


def reckon_again(*, programme_id: int, at: datetime) -> None:
    """Keep what goes next after a date, a plan or somebody's need changed; not before the clock looked once."""
    if not ReminderOutlook.objects.filter(programme_id=programme_id).exists():
        return
    ran_at = Pulse.objects.filter(name=CLOCK).values_list("ended_at", flat=True).first()
    ran_today = ran_at is not None and london_day(ran_at) == london_day(at)
    reckon(planned(known.values(), programme_id), Gathering(programme_id, at), ran_today=ran_today)


def reckon(plans: Iterable[Planned], gathering: Gathering, *, ran_today: bool) -> None:
    """Keep what goes next, for homes to tell: on a later day, once the clock `ran_today`."""
    found = [next_one for one in plans if (next_one := outlook(one, gathering, ran_today=ran_today))]
    day = min((each.day for each in found), default=None)
    ReminderOutlook.objects.update_or_create(
        programme_id=gathering.programme_id,
        defaults={
            "day": day,
            "number": sum(each.number for each in found if each.day == day),
            "reckoned_at": gathering.at,
        },
    )
