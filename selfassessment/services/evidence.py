"""Evidence beside a statement: a file or a link, added and removed by whoever's it is, and frozen on completing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from audit.services import record
from kit.files.models import Upload
from kit.files.rules.kinds import DOCUMENTS, IMAGES
from kit.files.services import discard_upload, store_upload
from selfassessment.errors import FinishedError, TooManyFilesError, TooMuchEvidenceError
from selfassessment.models import Assessment, CompletedEvidence, Completion, Evidence, Partner, Statement
from selfassessment.selectors.evidence import evidence_of
from selfassessment.services.answering import hold_draft
from selfassessment.services.partners import hold_partner

TAKEN = DOCUMENTS | IMAGES
MOST = 10  # beside one statement, of one partner or of the partnership
# Files of one partner, those removed of late among them (services.clearing): whoever has its link cannot fill the disk.
MOST_BY_LINK = 100


@dataclass(frozen=True)
class Owner:
    """Whose evidence it is: a partner's, by its link, or the partnership's own, put there by one of its people."""

    assessment: Assessment
    person: Person | None = None
    partner: Partner | None = None

    def hold(self) -> Assessment:
        """The draft, locked; raises what `hold_draft` and `hold_partner` do, and FinishedError."""
        if self.partner is None:
            return hold_draft(self.assessment)
        held = hold_partner(self.partner)
        if held.finished_at:
            raise FinishedError
        return held.assessment


def add_evidence(*, owner: Owner, key: str, title: str, link: str = "", file: Any = None, at: datetime) -> Evidence:
    """Put a file, or else a link, beside the statement of that key; the same again is nothing new.

    Raises UploadRefused, TooMuchEvidenceError, TooManyFilesError, FinishedError, PartnerTakenOffError, CompletedError
    and ProgrammeClosedError; nothing is kept then. A file is scanned before anything is locked.
    """
    upload = store_upload(file=file, by=owner.person, allowed=TAKEN, at=at) if file else None
    try:
        found, is_new = put(owner=owner, key=key, title=title, link="" if upload else link, upload=upload, at=at)
    except Exception:
        drop(upload)
        raise
    if not is_new:
        drop(upload)
    return found


@transaction.atomic
def put(*, owner: Owner, key: str, title: str, link: str, upload: Upload | None, at: datetime) -> tuple[Evidence, bool]:
    """The row, and whether it is new."""
    held = owner.hold()
    there = Evidence.objects.standing().filter(assessment=held, partner=owner.partner, statement__key=key)
    same = there.filter(title=title, link=link, upload__sha256=upload.sha256 if upload else None).first()
    if same:
        return same, False
    if there.count() >= MOST:
        raise TooMuchEvidenceError
    if upload and owner.partner and owner.partner.evidence.filter(upload__isnull=False).count() >= MOST_BY_LINK:
        raise TooManyFilesError
    added = Evidence.objects.create(
        assessment=held,
        statement=Statement.objects.get(version=held.made_on_id, key=key),
        partner=owner.partner,
        title=title,
        link=link,
        upload=upload,
        added_by=owner.person,
        added_at=at,
    )
    note("assessment.evidence_added", held, by=owner.person, at=at)
    return added, True


def drop(upload: Upload | None) -> None:
    """A file that nothing came of."""
    if upload:
        discard_upload(upload=upload)


@transaction.atomic
def remove_evidence(*, evidence: Evidence, owner: Owner, at: datetime) -> None:
    """Take it away, as whose it is; done twice it is done once. Raises what `Owner.hold` does."""
    held = owner.hold()
    own = Evidence.objects.standing().filter(pk=evidence.pk, assessment=held, partner=owner.partner)
    if own.update(removed_at=at):
        note("assessment.evidence_removed", held, by=owner.person, at=at)


def freeze_evidence(completion: Completion, assessment: Assessment) -> None:
    """What counts of it, as it stands, with the organisation of the partner that added it."""
    CompletedEvidence.objects.bulk_create(
        CompletedEvidence(
            completion=completion,
            statement=row.statement,
            title=row.title,
            link=row.link,
            upload=row.upload,
            organisation=row.partner.organisation if row.partner else "",
        )
        for row in evidence_of(assessment)
    )


def note(action: str, held: Assessment, *, by: Person | None, at: datetime) -> None:
    """That something changed, never what."""
    partnership = held.partnership
    record(actor=by, action=action, at=at, subject=partnership, programme_id=partnership.programme_id)
