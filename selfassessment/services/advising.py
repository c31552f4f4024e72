"""Letting advisers and area leads read a draft."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from partnerships.services.holding import hold_programme
from selfassessment.models import Assessment
from selfassessment.services.answering import note


@transaction.atomic
def open_assessment(*, assessment: Assessment, is_open: bool, by: Person, at: datetime) -> None:
    """Let those to whom the partnership is assigned read the draft, or no longer; raises ProgrammeClosedError."""
    hold_programme(assessment.partnership.programme)
    changed = Assessment.objects.filter(pk=assessment.pk, open_to_advisers=not is_open).update(open_to_advisers=is_open)
    if changed:
        deed = "assessment.opened_to_advisers" if is_open else "assessment.kept_from_advisers"
        note(deed, assessment, by=by, at=at)
