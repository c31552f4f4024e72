"""Submitting a project, and taking it back."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from projects.errors import NotReadyError, NotSubmittedError, ProjectChangedError, SubmissionClosedError
from projects.models import Project, Submission
from projects.notifications.submissions import send_receipt
from projects.rules.submission import why_not
from projects.selectors.readiness import readiness_of
from projects.selectors.windows import admission_of, window_of
from projects.services.writing import hold, note


@transaction.atomic
def submit_project(*, project: Project, seen: int, by: Person, at: datetime) -> Submission:
    """Hand in the latest edition, which the champion has endorsed, and email the receipt.

    What counts is `at`, when the request arrived. Submitted again, it is the same submission. Raises NotReadyError with
    every reason, ProjectChangedError and ProgrammeClosedError.
    """
    held = hold(project, may_be_submitted=True)
    if standing := Submission.objects.standing().filter(project=held).first():
        return standing
    if held.version != seen:
        raise ProjectChangedError
    window = window_of(held.partnership)
    reasons = why_not(window, readiness_of(held, at=at), at)
    if reasons or held.edition is None:
        raise NotReadyError(reasons)
    admission = admission_of(held.partnership, at) if window.is_late(at) else None
    submission = Submission.objects.create(
        project=held, edition=held.edition, submitted_by=by, submitted_at=at, admission=admission
    )
    details = {"edition": held.edition.number, "reference": submission.reference, "late": admission is not None}
    note("project.submitted", held, by=by, at=at, details=details)
    send_receipt(submission=submission, at=at)
    return submission


@transaction.atomic
def withdraw_project(*, project: Project, by: Person, at: datetime) -> None:
    """Take a submitted project back, while it could still be submitted again; not one handed in after `at`, which
    who asked then cannot have meant.

    Raises NotSubmittedError, SubmissionClosedError and ProgrammeClosedError.
    """
    held = hold(project, may_be_submitted=True)
    if window_of(held.partnership).why_not(at):
        raise SubmissionClosedError
    meant = Submission.objects.standing().filter(project=held, submitted_at__lte=at)
    if not meant.update(withdrawn_by=by, withdrawn_at=at):
        raise NotSubmittedError
    note("project.withdrawn", held, by=by, at=at)
