"""Sharing a project in its locality, and saying that one has received it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from partnerships.services.holding import hold_programme
from projects.errors import NobodyToShareWithError, SealedError, SubmissionClosedError
from projects.models import Project, Seal, Sharing
from projects.notifications.sharing import tell_receivers
from projects.selectors.localities import others_of
from projects.selectors.windows import window_of
from projects.services.writing import freeze, hold, note


@transaction.atomic
def share_project(*, project: Project, seen: int, partners: Iterable[int], by: Person, at: datetime) -> list[Sharing]:
    """Freeze the words as they are and give them to these partnerships of the locality, by id, and tell them by email.

    Gives the new sharings: who has these very words already is not given them again. A submitted project may be given
    to more of them. Raises NobodyToShareWithError, ProjectChangedError, SubmissionClosedError and ProgrammeClosedError.
    """
    held = hold(project, seen, may_be_submitted=True)
    if window_of(held.partnership).why_not(at):
        raise SubmissionClosedError
    receivers = others_of(held.partnership).filter(pk__in=list(partners))
    if not receivers:
        raise NobodyToShareWithError
    edition = freeze(held, by=by, at=at)
    known = set(edition.sharings.values_list("partnership", flat=True))
    made = Sharing.objects.bulk_create(
        Sharing(edition=edition, partnership=receiver, shared_by=by, shared_at=at)
        for receiver in receivers
        if receiver.pk not in known
    )
    if made:
        details = {"edition": edition.number, "partnerships": [one.partnership_id for one in made]}
        note("project.shared", held, by=by, at=at, details=details)
        tell_receivers(project=held, edition=edition, sharings=made, at=at)
    return made


@transaction.atomic
def confirm_receipt(*, sharing: Sharing, by: Person, at: datetime) -> bool:
    """Say once that a partnership has received what was shared with it; whether this was the first time.

    It may be said after submission has closed, until the grants are decided: raises SealedError, ProgrammeClosedError.
    """
    programme = hold_programme(sharing.partnership.programme)
    if Seal.objects.filter(programme=programme).exists():
        raise SealedError
    is_first = Sharing.objects.filter(pk=sharing.pk, confirmed_at__isnull=True).update(confirmed_at=at, confirmed_by=by)
    if is_first:
        project = Project.objects.select_related("partnership").get(editions=sharing.edition_id)
        details = {"edition": sharing.edition.number, "partnerships": [sharing.partnership_id]}
        note("project.received", project, by=by, at=at, details=details)
    return bool(is_first)
