"""Asking a champion for an endorsement, and giving it or returning the project with a reason."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from projects.errors import EndorsementDecidedError, NotReadyError, ProjectSubmittedError, SealedError
from projects.models import Endorsement, Project, Seal
from projects.notifications.endorsements import tell_champions, tell_representatives
from projects.rules.endorsing import may_mail
from projects.selectors.readiness import readiness_of
from projects.services.writing import freeze, hold, note

Verdict = Endorsement.Verdict


@transaction.atomic
def ask_endorsement(*, project: Project, seen: int, by: Person, at: datetime) -> Endorsement:
    """Freeze the words as they are and ask the champion to endorse them, by email; asked again, it is the same
    question, and the email goes again when the last one is a day old: `mailed_at` says whether it went now.

    Raises NotReadyError while there is nothing to endorse or nobody to ask, ProjectChangedError,
    ProjectSubmittedError, EndorsementDecidedError when these very words are endorsed, SealedError and
    ProgrammeClosedError.
    """
    held = hold_unsealed(project, seen)
    if missing := readiness_of(held, at=at).missing():
        raise NotReadyError(missing)
    edition = freeze(held, by=by, at=at)
    asked = edition.endorsements.exclude(verdict=Verdict.RETURNED).first()
    if asked is None:
        asked = Endorsement.objects.create(edition=edition, asked_by=by, asked_at=at)
        note("project.endorsement_asked", held, by=by, at=at, details={"edition": edition.number})
    if asked.verdict:
        raise EndorsementDecidedError
    if may_mail(asked.mailed_at, at):
        mail(asked, held, by=by, at=at)
    return asked


def mail(asked: Endorsement, held: Project, *, by: Person, at: datetime) -> None:
    """Send the champion the question, for the first time or again."""
    is_again = asked.mailed_at is not None
    asked.mailed_at = at
    asked.save(update_fields=["mailed_at"])
    tell_champions(project=held, asker=by, at=at)
    if is_again:
        note("project.endorsement_asked_again", held, by=by, at=at, details={"edition": asked.edition.number})


@transaction.atomic
def endorse(*, endorsement: Endorsement, by: Person, at: datetime) -> None:
    """The champion stands behind the edition, and the representatives are told.

    Raises EndorsementDecidedError, SealedError and ProgrammeClosedError.
    """
    decide(endorsement, Verdict.ENDORSED, "", by=by, at=at)


@transaction.atomic
def return_project(*, endorsement: Endorsement, reason: str, by: Person, at: datetime) -> None:
    """The champion gives the edition back, and the representatives are told why.

    Raises EndorsementDecidedError, SealedError and ProgrammeClosedError.
    """
    decide(endorsement, Verdict.RETURNED, reason, by=by, at=at)


def decide(endorsement: Endorsement, verdict: Verdict, reason: str, *, by: Person, at: datetime) -> None:
    """One word on a question: of two at once, the second finds it decided, as when a newer edition replaced it."""
    try:
        held = hold_unsealed(endorsement.edition.project)
    except ProjectSubmittedError:
        raise EndorsementDecidedError from None
    waiting = Endorsement.objects.filter(pk=endorsement.pk, verdict="", edition=held.edition)
    if not waiting.update(verdict=verdict, reason=reason, decided_by=by, decided_at=at):
        raise EndorsementDecidedError
    note(f"project.{verdict.value}", held, by=by, at=at, details={"edition": endorsement.edition.number})
    tell_representatives(project=held, verdict=verdict.value, reason=reason, champion=by, at=at)


def hold_unsealed(project: Project, seen: int | None = None) -> Project:
    """As `hold`; raises SealedError too."""
    held = hold(project, seen)
    if Seal.objects.filter(programme=held.partnership.programme_id).exists():
        raise SealedError
    return held
