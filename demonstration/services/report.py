"""The sample report, made by a worker."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from demonstration.selectors.report import SAMPLE_REPORT, report_page
from kit.documents.models import Edition
from kit.documents.services import make_edition
from kit.jobs.models import Job
from kit.jobs.services import start_job
from partnerships.models import Programme

MAKE_REPORT = "demonstration.tasks.make_sample_report"


@transaction.atomic
def ask_for_sample_report(*, by: Person, title: str, at: datetime) -> Job:
    """Have a worker set the sample report; its page follows the job."""
    return start_job(kind=MAKE_REPORT, title=title, by=by, at=at)


def sample_edition(*, by: Person, at: datetime) -> Edition:
    """The edition of the sample report as the programme stands: an unchanged one is not set again."""
    programme = Programme.objects.earliest("pk")
    html = report_page(programme, on=at.date())
    return make_edition(
        kind=SAMPLE_REPORT, title=str(programme), author=programme.name, html=html, at=at, by=by, subject=str(by.pk)
    )
