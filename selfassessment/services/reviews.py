"""Writing down a joint review, part by part: the meeting, what it found theme by theme, what is to improve.

Each part is taken with the mark of what its writer saw (`rules.reviewing.mark_of`): nobody writes over what somebody
else has written meanwhile. All of it raises CompletedError, NotJointError and ProgrammeClosedError.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from audit.services import record
from kit.files.models import Upload
from kit.files.rules.kinds import DOCUMENTS
from kit.files.services import discard_upload, store_upload
from partnerships.models import Partnership
from partnerships.services.holding import hold_programme
from selfassessment.errors import (
    CompletedError,
    NoFrameworkError,
    NotJointError,
    ReviewChangedError,
    TooManyImprovementsError,
)
from selfassessment.models import JointReview, ReviewFinding, ReviewImprovement
from selfassessment.rules.answering import Outcome
from selfassessment.rules.reviewing import (
    MOST_IMPROVEMENTS,
    Finding,
    Improvement,
    Meeting,
    Part,
    outcome_for,
)
from selfassessment.selectors.frameworks import chosen_version
from selfassessment.selectors.reviews import CHANGED, DOCUMENT, IMPROVEMENTS, MEETING, meeting_of


@transaction.atomic
def start_review(*, partnership: Partnership, by: Person, at: datetime) -> JointReview:
    """Begin the partnership's joint review on the framework of the year, or go on with the one that is begun.

    Raises NoFrameworkError, NotJointError and ProgrammeClosedError.
    """
    programme = hold_programme(partnership.programme)
    refuse_assessing(partnership)
    version = chosen_version(programme)
    if version is None:
        raise NoFrameworkError
    facts = {"made_on": version, "started_by": by, "started_at": at}
    review, is_new = JointReview.objects.get_or_create(partnership=partnership, defaults=facts)
    if is_new:
        note("review.started", review, by=by, at=at)
    return review


@transaction.atomic
def write_meeting(*, review: JointReview, meeting: Meeting, seen: int, by: Person, at: datetime) -> None:
    """The day, and who took part. Raises ReviewChangedError."""
    held = hold_review(review)
    if is_news(meeting, seen=seen, stands=meeting_of(held)):
        held.held_on = meeting.held_on
        held.for_government, held.for_partnership = meeting.for_government, meeting.for_partnership
        keep(held, MEETING, by=by, at=at)


@transaction.atomic
def write_finding(*, review: JointReview, theme: str, finding: Finding, seen: int, by: Person, at: datetime) -> None:
    """What is said of one theme of the framework. Raises ReviewChangedError."""
    held = hold_review(review)
    row = held.findings.filter(theme=theme).first()
    if is_news(finding, seen=seen, stands=Finding(row.level, row.text) if row else None):
        said = {"level": finding.level, "text": finding.text}
        ReviewFinding.objects.update_or_create(review=held, theme=theme, defaults=said)
        keep(held, theme, by=by, at=at)


@transaction.atomic
def name_improvements(
    *, review: JointReview, improvements: Sequence[Improvement], seen: int, by: Person, at: datetime
) -> None:
    """One or two, or none as yet, in their order. Raises TooManyImprovementsError and ReviewChangedError."""
    if len(improvements) > MOST_IMPROVEMENTS:
        raise TooManyImprovementsError
    held = hold_review(review)
    stands = [Improvement(row.theme, row.text) for row in held.improvements.all()]
    if is_news(improvements, seen=seen, stands=stands):
        held.improvements.all().delete()
        ReviewImprovement.objects.bulk_create(
            ReviewImprovement(review=held, number=number, theme=each.theme, text=each.text)
            for number, each in enumerate(improvements, 1)
        )
        keep(held, IMPROVEMENTS, by=by, at=at)


def attach_document(*, review: JointReview, file: Any, seen: int, by: Person, at: datetime) -> None:
    """One file, in place of another; the same file again is nothing. Raises UploadRefused and ReviewChangedError."""
    upload = store_upload(file=file, by=by, allowed=DOCUMENTS, at=at)  # a scan may take its time, so no row is held
    try:
        with transaction.atomic():
            is_kept = put_document(review, upload, seen=seen, by=by, at=at)
    except Exception:
        discard_upload(upload=upload)
        raise
    if not is_kept:
        discard_upload(upload=upload)


@transaction.atomic
def take_off_document(*, review: JointReview, seen: int, by: Person, at: datetime) -> None:
    """The review has no document. Raises ReviewChangedError."""
    put_document(review, None, seen=seen, by=by, at=at)


def put_document(review: JointReview, upload: Upload | None, *, seen: int, by: Person, at: datetime) -> bool:
    """Inside a transaction: the file in place of what stands, which goes unless a completion has it; False: no news."""
    held = hold_review(review)
    before = held.document
    if before and upload and before.sha256 == upload.sha256 and before.name == upload.name:
        return False
    if not is_news(upload.pk if upload else None, seen=seen, stands=before.pk if before else None):
        return False
    held.document = upload
    keep(held, DOCUMENT, by=by, at=at)
    if before and not held.completions.filter(meeting__document=before).exists():
        discard_upload(upload=before)
    return True


def hold_review(review: JointReview) -> JointReview:
    """The review as it stands, its year and its row locked, while it may change."""
    hold_programme(review.partnership.programme)
    found = JointReview.objects.select_for_update(of=("self",))
    held = found.select_related("partnership__programme", "made_on", "document").get(pk=review.pk)
    if not held.partnership.delivers_laa:
        raise NotJointError
    if held.completions.standing().exists():
        raise CompletedError
    return held


def refuse_assessing(partnership: Partnership) -> None:
    """Raises NotJointError for a partnership that by now delivers no agreement."""
    if not Partnership.objects.filter(pk=partnership.pk, delivers_laa=True).exists():
        raise NotJointError


def is_news(part: Part, *, seen: int, stands: Part) -> bool:
    """Whether it is to be written. Raises ReviewChangedError."""
    outcome = outcome_for(part, seen=seen, stands=stands)
    if outcome is Outcome.OVERTAKEN:
        raise ReviewChangedError
    return outcome is Outcome.WRITTEN


def keep(held: JointReview, part: str, *, by: Person, at: datetime) -> None:
    """The row, moved on by a version, and the trail: which part was written, never what."""
    held.version += 1
    held.save()
    note(CHANGED, held, by=by, at=at, part=part)


def note(action: str, review: JointReview, *, by: Person, at: datetime, **details: object) -> None:
    """Keep a deed about a review in the trail, by its partnership."""
    subject = review.partnership
    record(actor=by, action=action, at=at, subject=subject, programme_id=subject.programme_id, details=details)
