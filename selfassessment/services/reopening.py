"""Opening a completed assessment or joint review again: the manager's deed, for a reason; what was completed stays."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.services.holding import hold_as_manager
from selfassessment.errors import ReopenedError
from selfassessment.models import Completion
from selfassessment.notifications.reopening import tell_of_reopening
from selfassessment.selectors.reopening import told_of


@transaction.atomic
def reopen_assessment(*, completion: Completion, reason: str, by: Person, at: datetime) -> list[Person]:
    """The completion stands no longer, and what it froze can be changed and completed anew; who was told, by email.

    Raises ReopenedError when somebody did it first, NotManagerError and ProgrammeClosedError.
    """
    hold_as_manager(completion.partnership.programme, by=by, at=at)
    standing = Completion.objects.standing().filter(pk=completion.pk)
    if not standing.update(reopened_by=by, reopened_at=at, reopened_for=reason):
        raise ReopenedError
    details = {"number": completion.number}
    action, about = "review.reopened" if completion.is_joint else "assessment.reopened", completion.partnership
    record(actor=by, action=action, at=at, subject=about, programme_id=about.programme_id, details=details)
    completion.reopened_by, completion.reopened_at, completion.reopened_for = by, at, reason
    told = told_of(about, at=at)
    tell_of_reopening(completion=completion, people=told, at=at)
    return told
