"""Moves the demonstration on to a later moment of its year: every date of its programmes goes back by as many days.

What is kept for good stays where it is: the trail, editions, leave to be late, and what was decided and posted.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Model

from audit.services import record
from demonstration.errors import MomentIsPastError, NotLoadedError, UnknownMomentError
from demonstration.models import Moment
from demonstration.selectors.files import days_of
from demonstration.selectors.moments import MOVED, demonstrated
from demonstration.services.decisions import decide_grants
from demonstration.services.mail import send_what_is_due
from grants.models import Simulation
from notices.services.outlooks import reckon_again
from partnerships.models import Invitation, KeyDate, Programme, Role
from partnerships.rules.deadlines import last_moment, local_day
from projects.models import Closure, Endorsement, Sharing, Submission
from selfassessment.models import (
    Action,
    AgreedAnswer,
    Assessment,
    ChosenFramework,
    Evidence,
    JointReview,
    Partner,
    PartnerAnswer,
)

OF_A_PROJECT = "project__partnership__programme"
OF_AN_ASSESSMENT = "assessment__partnership__programme"
# Each table that is moved: the way to its programme, and its dates.
DATES: dict[type[Model], tuple[str, ...]] = {
    Programme: ("pk", "starts", "ends", "opened_at", "closed_at"),
    Role: ("programme", "since", "until"),
    Invitation: ("programme", "since", "until"),
    ChosenFramework: ("programme", "chosen_at"),
    Assessment: ("partnership__programme", "started_at"),
    AgreedAnswer: (OF_AN_ASSESSMENT, "written_at"),
    Partner: (OF_AN_ASSESSMENT, "invited_at", "finished_at", "withdrawn_at"),
    PartnerAnswer: (f"partner__{OF_AN_ASSESSMENT}", "written_at"),
    Evidence: (OF_AN_ASSESSMENT, "added_at", "removed_at"),
    JointReview: ("partnership__programme", "started_at", "held_on"),
    Action: ("partnership__programme", "written_at", "by_when", "done_on", "dropped_at"),
    Sharing: (f"edition__{OF_A_PROJECT}", "shared_at", "confirmed_at"),
    Endorsement: (f"edition__{OF_A_PROJECT}", "asked_at", "decided_at", "mailed_at"),
    Submission: (OF_A_PROJECT, "submitted_at", "withdrawn_at"),
    Closure: ("programme", "closed_at", "reopened_at"),
    Simulation: ("programme", "made_at"),
}


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
    for programme in demonstrated().filter(state=Programme.State.OPEN):
        decide_grants(programme, today=today, at=at)
        reckon_again(programme_id=programme.pk, at=at)
    send_what_is_due(at=at)


def move_back(days: timedelta, *, at: datetime) -> None:
    """Every date of the demonstration's programmes, by as many days."""
    programmes = demonstrated()
    for table, (way, *fields) in DATES.items():
        found = table._default_manager.filter(**{f"{way}__in": programmes})
        found.update(**{field: F(field) - days for field in fields})
    for key_date in KeyDate.objects.filter(programme__in=programmes):
        key_date.closes_at = last_moment(local_day(key_date.closes_at) - days)
        key_date.save(update_fields=["closes_at"])
    for programme in programmes:
        record(
            actor=None,
            action=MOVED,
            at=at,
            subject=programme,
            programme_id=programme.pk,
            details={"days": days.days},
        )
