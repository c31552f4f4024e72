"""Files of evidence that somebody removed and that nothing completed needs: the clock takes them from the disk."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from kit.files.services import discard_upload
from selfassessment.models import CompletedEvidence, Evidence

KEPT = timedelta(days=1)


@transaction.atomic
def clear_removed_evidence(*, at: datetime) -> int:
    """Forget what was removed a day ago or longer, row and file, unless it is in something that was completed, also if
    that was opened again; returns how many. The trail still tells that something was removed, and when.

    Files go once the rows are gone for certain. Run twice, or twice at once, it is done once.
    """
    completed = CompletedEvidence.objects.filter(upload=OuterRef("upload"))
    removed = Evidence.objects.filter(removed_at__lt=at - KEPT, upload__isnull=False).exclude(Exists(completed))
    gone = list(removed.select_related("upload").select_for_update(of=("self",), skip_locked=True))
    for row in gone:
        upload = row.upload
        row.delete()
        if upload:
            discard_upload(upload=upload)
    return len(gone)
