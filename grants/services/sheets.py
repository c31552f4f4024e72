"""Proof sheets of many partnerships, which a worker sets: a page of a thousand takes longer than anybody waits."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import get_language, gettext

from grants.models import Determination
from grants.selectors.sheet import Sheet
from kit.documents.models import Edition
from kit.documents.request import Limits
from kit.documents.services import keep_page, make_file
from kit.jobs.models import Job
from kit.jobs.services import start_job

MAKE_SHEET = "grants.tasks.make_proof_sheet"
KIND = "proof-sheet"
PATIENCE = Limits(seconds=240)  # fifteen times what a thousand partnerships take on a quiet machine


@transaction.atomic
def ask_for_sheet(*, determination: Determination, by: models.Model, at: datetime) -> Job:
    """Have a worker set the sheet; whoever asks again meanwhile is led to the same job."""
    Determination.objects.select_for_update(of=("self",)).get(pk=determination.pk)
    going = Job.objects.unfinished().filter(
        kind=MAKE_SHEET, owner_id=by.pk, arguments__determination=determination.pk, cancel_asked=False
    )
    if job := going.first():
        return job
    title = gettext("Making proof sheet %(number)s") % {"number": determination.number}
    arguments = {"determination": determination.pk, "language": get_language()}
    return start_job(kind=MAKE_SHEET, title=title, by=by, at=at, arguments=arguments)


def make_sheet(*, sheet: Sheet, determination: Determination, by: models.Model, at: datetime) -> Edition:
    """The edition of exactly this page, made now unless it was before."""
    edition = keep_page(
        kind=KIND,
        subject=str(determination.pk),
        title=sheet.title,
        author=sheet.head.author,
        html=sheet.html,
        at=sheet.dated,
        by=by,
    )
    make_file(edition_id=edition.pk, at=at, limits=PATIENCE)
    edition.refresh_from_db()
    return edition
