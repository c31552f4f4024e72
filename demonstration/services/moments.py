"""Moves the demonstration on to a later moment of its year: every date of its programmes goes back by as many days."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from audit.services import record
from demonstration.errors import MomentIsPastError, NotLoadedError, UnknownMomentError
from demonstration.models import Moment
from demonstration.selectors.files import days_of
from demonstration.selectors.moments import demonstrated
from partnerships.models import Invitation, KeyDate, Programme, Role
from partnerships.rules.deadlines import last_moment, local_day


@transaction.atomic
def move_to(*, moment: str, today: date, at: datetime) -> None:
    """Let today be that moment; the one that stands is reckoned anew, as on the day of loading.

    Raises UnknownMomentError, NotLoadedError, and MomentIsPastError for an earlier one or when every year is closed.
    """
    days = days_of("moments")
    if moment not in days:
        raise UnknownMomentError(sorted(days))
    here = Moment.objects.select_for_update().order_by("-pk").first()
    if here is None:
        raise NotLoadedError
    running = demonstrated().filter(state=Programme.State.OPEN).order_by("starts").first()
    if days[moment] < days[here.name] or running is None:
        raise MomentIsPastError
    move_back(timedelta(days=days[moment]) - (today - running.starts), at=at)
    Moment.objects.create(name=moment, reached_at=at)


def move_back(days: timedelta, *, at: datetime) -> None:
    """Every date of the demonstration's programmes, by as many days; what was kept in the trail stays as it was."""
    programmes = demonstrated()
    programmes.update(**{field: F(field) - days for field in ("starts", "ends", "opened_at", "closed_at")})
    for table in (Role, Invitation):
        table.objects.filter(programme__in=programmes).update(since=F("since") - days, until=F("until") - days)
    for key_date in KeyDate.objects.filter(programme__in=programmes):
        key_date.closes_at = last_moment(local_day(key_date.closes_at) - days)
        key_date.save(update_fields=["closes_at"])
    for programme in programmes:
        record(
            actor=None,
            action="programme.moved",
            at=at,
            subject=programme,
            programme_id=programme.pk,
            details={"days": days.days},
        )
