"""Opening a completed assessment again: the manager's deed, for a reason; what was completed stays as it was."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from partnerships.services.holding import hold_as_manager
from selfassessment.errors import ReopenedError
from selfassessment.models import Completion
from selfassessment.services.answering import note


@transaction.atomic
def reopen_assessment(*, completion: Completion, reason: str, by: Person, at: datetime) -> None:
    """The completion stands no longer, and its assessment can be answered and completed anew.

    Raises ReopenedError when somebody did it first, NotManagerError and ProgrammeClosedError.
    """
    hold_as_manager(completion.partnership.programme, by=by, at=at)
    standing = Completion.objects.standing().filter(pk=completion.pk)
    if not standing.update(reopened_by=by, reopened_at=at, reopened_for=reason):
        raise ReopenedError
    details = {"number": completion.number}
    assert completion.assessment is not None, "a joint review has no page to be opened again yet"
    note("assessment.reopened", completion.assessment, by=by, at=at, details=details)
