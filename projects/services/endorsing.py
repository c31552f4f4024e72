"""Asking a champion for an endorsement, and giving it or returning the project with a reason."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from projects.errors import EndorsementDecidedError, ProjectSubmittedError
from projects.models import Endorsement, Project
from projects.services.writing import freeze, hold, note

Verdict = Endorsement.Verdict


@transaction.atomic
def ask_endorsement(*, project: Project, seen: int, by: Person, at: datetime) -> Endorsement:
    """Freeze the words as they are and ask the champion to endorse them; asked again, it is the same question.

    Raises ProjectChangedError, ProjectSubmittedError, EndorsementDecidedError when these very words are endorsed,
    and ProgrammeClosedError.
    """
    held = hold(project, seen)
    edition = freeze(held, by=by, at=at)
    standing = edition.endorsements.exclude(verdict=Verdict.RETURNED).first()
    if standing is not None:
        if standing.verdict:
            raise EndorsementDecidedError
        return standing
    asked = Endorsement.objects.create(edition=edition, asked_by=by, asked_at=at)
    note("project.endorsement_asked", held, by=by, at=at, details={"edition": edition.number})
    return asked


@transaction.atomic
def endorse(*, endorsement: Endorsement, by: Person, at: datetime) -> None:
    """The champion stands behind the edition; raises EndorsementDecidedError and ProgrammeClosedError."""
    decide(endorsement, Verdict.ENDORSED, "", by=by, at=at)


@transaction.atomic
def return_project(*, endorsement: Endorsement, reason: str, by: Person, at: datetime) -> None:
    """The champion gives the edition back, and says why; raises EndorsementDecidedError and ProgrammeClosedError."""
    decide(endorsement, Verdict.RETURNED, reason, by=by, at=at)


def decide(endorsement: Endorsement, verdict: Verdict, reason: str, *, by: Person, at: datetime) -> None:
    """One word on a question: of two at once, the second finds it decided, as when a newer edition replaced it."""
    try:
        held = hold(endorsement.edition.project)
    except ProjectSubmittedError:
        raise EndorsementDecidedError from None
    waiting = Endorsement.objects.filter(pk=endorsement.pk, verdict="", edition=held.edition)
    if not waiting.update(verdict=verdict, reason=reason, decided_by=by, decided_at=at):
        raise EndorsementDecidedError
    note(f"project.{verdict.value}", held, by=by, at=at, details={"edition": endorsement.edition.number})
