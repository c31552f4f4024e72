"""Loads the invented programme."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from demonstration.errors import NotADemonstrationDatabaseError
from demonstration.models import Guest
from demonstration.rules.dates import programme_year
from demonstration.selectors import SAMPLE_REPORT, report_page, rows_of
from kit.documents.models import Edition
from kit.documents.services import make_edition
from kit.jobs.models import Job
from kit.jobs.services import start_job
from partnerships.models import Partnership, Programme, Role

MAKE_REPORT = "demonstration.tasks.make_sample_report"
Rows = Sequence[dict[str, str]]


@transaction.atomic
def load_demonstration(*, today: date) -> bool:
    """Load the demonstration, once; False when it was there already.

    Raises NotADemonstrationDatabaseError where people live whom it did not make.
    """
    if Guest.objects.exists():
        return False
    if Person.objects.exists():
        raise NotADemonstrationDatabaseError
    [row] = rows_of("programme")
    starts, ends = programme_year(today)
    programme = Programme.objects.create(**row, starts=starts, ends=ends)
    _make_partnerships(programme, rows_of("partnerships"))
    _make_people(programme, rows_of("people"))
    return True


def _make_partnerships(programme: Programme, rows: Rows) -> None:
    """Counties before the districts that lie in them."""
    counties: dict[str, Partnership] = {}
    for row in sorted(rows, key=lambda row: row["tier"] == Partnership.Tier.DISTRICT):
        partnership = Partnership.objects.create(
            programme=programme,
            name=row["name"],
            area=row["area"],
            tier=row["tier"],
            county=counties[row["county"]] if row["tier"] == Partnership.Tier.DISTRICT else None,
        )
        if partnership.tier == Partnership.Tier.COUNTY:
            counties[partnership.area] = partnership


def _make_people(programme: Programme, rows: Rows) -> None:
    areas = {(found.area, found.tier): found for found in programme.partnerships.all()}
    for position, row in enumerate(rows):
        person = Person.objects.filter(email=row["email"]).first()
        if person is None:
            person = Person.objects.create_user(row["email"], row["name"])
            Guest.objects.create(person=person, position=position)
        if row["role"]:
            role = Role.objects.create(
                person=person,
                kind=row["role"],
                programme=programme,
                partnership=areas[row["area"], row["tier"]] if row["area"] else None,
                since=programme.starts,
                until=programme.ends,
            )
            wanted = set(filter(None, row["assigned"].split("|")))
            role.assigned.set([found for found in areas.values() if found.area in wanted])


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
