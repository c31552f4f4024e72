"""Loads the invented programme."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from accounts.services import add_person
from demonstration.errors import NotADemonstrationDatabaseError
from demonstration.models import Guest
from demonstration.rules.dates import programme_year
from demonstration.selectors import SAMPLE_REPORT, report_page, rows_of
from kit.documents.models import Edition
from kit.documents.services import make_edition
from kit.jobs.models import Job
from kit.jobs.services import start_job
from partnerships.models import Partnership, Programme
from partnerships.services.partnerships import add_partnership
from partnerships.services.programmes import add_programme
from partnerships.services.roles import give_role

MAKE_REPORT = "demonstration.tasks.make_sample_report"
Rows = Sequence[dict[str, str]]


@transaction.atomic
def load_demonstration(*, today: date, at: datetime) -> bool:
    """Load the demonstration of the year that holds `today`, once; False when it was there already.

    Raises NotADemonstrationDatabaseError where people live whom it did not make.
    """
    if Guest.objects.exists():
        return False
    if Person.objects.exists():
        raise NotADemonstrationDatabaseError
    [row] = rows_of("programme")
    starts, ends = programme_year(today)
    programme = add_programme(**row, starts=starts, ends=ends, by=None, at=at)
    _add_partnerships(programme, rows_of("partnerships"), at)
    _add_people(programme, rows_of("people"), at)
    return True


def _add_partnerships(programme: Programme, rows: Rows, at: datetime) -> None:
    """Counties before the districts that lie in them."""
    counties: dict[str, Partnership] = {}
    for row in sorted(rows, key=lambda row: row["tier"] == Partnership.Tier.DISTRICT):
        words = {field: row[field] for field in ("name", "area", "tier")}
        county = counties[row["county"]] if row["county"] else None
        partnership = add_partnership(programme=programme, **words, county=county, by=None, at=at)
        if partnership.tier == Partnership.Tier.COUNTY:
            counties[partnership.area] = partnership


def _add_people(programme: Programme, rows: Rows, at: datetime) -> None:
    """A person's second row is their second role."""
    areas = {(found.area, found.tier): found for found in programme.partnerships.all()}
    for position, row in enumerate(rows):
        person = Person.objects.filter(email=row["email"]).first() or _add_guest(row, position, at)
        if row["role"]:
            wanted = set(filter(None, row["assigned"].split("|")))
            give_role(
                person=person,
                kind=row["role"],
                programme=programme,
                partnership=areas[row["area"], row["tier"]] if row["area"] else None,
                assigned=[found for found in areas.values() if found.area in wanted],
                since=programme.starts,
                until=programme.ends,
                by=None,
                at=at,
            )


def _add_guest(row: dict[str, str], position: int, at: datetime) -> Person:
    person = Person(email=row["email"], name=row["name"])
    add_person(person=person, by=None, at=at)
    Guest.objects.create(person=person, position=position)
    return person


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
