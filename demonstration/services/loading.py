"""Loads the invented programmes: last year and this year of one region, and this year of another."""

from datetime import UTC, date, datetime, time

from django.db import transaction

from accounts.models import Person
from demonstration.errors import NotADemonstrationDatabaseError
from demonstration.models import Guest, Moment
from demonstration.rules.calendar import Year, first_day, year_before, year_from
from demonstration.selectors.files import Row, days_of, rows_of
from demonstration.selectors.moments import FIRST_MOMENT
from demonstration.services.people import add_people
from partnerships.models import Partnership, Programme
from partnerships.services.partnerships import add_partnership
from partnerships.services.programmes import add_programme


@transaction.atomic
def load_demonstration(*, today: date, at: datetime, moment: str = FIRST_MOMENT) -> bool:
    """Load the demonstration so that `today` is that moment of its year, once; False when it was there already.

    Raises NotADemonstrationDatabaseError where people live whom it did not make.
    """
    if Guest.objects.exists():
        return False
    if Person.objects.exists():
        raise NotADemonstrationDatabaseError
    Moment.objects.create(name=moment, reached_at=at)
    this_year = year_from(first_day(today, days_of("moments")[moment]))
    years = {"this": this_year, "last": year_before(this_year)}
    for row in rows_of("programmes"):
        _load_programme(row, years[row["year"]], at)
    return True


def _load_programme(row: Row, year: Year, at: datetime) -> None:
    """One programme year from its region's folder."""
    words = {field: row[field] for field in ("key", "name", "region")}
    began = datetime.combine(year.starts, time(9), UTC)
    programme = add_programme(**words, starts=year.starts, ends=year.ends, by=None, at=began)
    _add_partnerships(programme, rows_of("partnerships", row["folder"]), at)
    add_people(programme=programme, rows=rows_of("people", row["folder"]), year=row["year"], at=at)


def _add_partnerships(programme: Programme, rows: list[Row], at: datetime) -> None:
    """Counties before the districts that lie in them."""
    counties: dict[str, Partnership] = {}
    for row in sorted(rows, key=lambda row: row["tier"] == Partnership.Tier.DISTRICT):
        words = {field: row[field] for field in ("name", "area", "tier")}
        county = counties[row["county"]] if row["county"] else None
        partnership = add_partnership(programme=programme, **words, county=county, by=None, at=at)
        if partnership.tier == Partnership.Tier.COUNTY:
            counties[partnership.area] = partnership
