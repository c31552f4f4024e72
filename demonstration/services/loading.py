"""Loads the invented programmes: last year and this year of one region, and this year of another."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.models import Person
from demonstration.errors import NotADemonstrationDatabaseError
from demonstration.models import Guest, Moment
from demonstration.rules.calendar import Year, first_day, key_dates, year_before, year_from
from demonstration.selectors.files import LAST_YEAR, Row, days_of, path_of, rows_of
from demonstration.selectors.moments import FIRST_MOMENT
from demonstration.services.assessments import choose, load_frameworks
from demonstration.services.baselines import add_baselines
from demonstration.services.contacts import add_contacts
from demonstration.services.decisions import decide_grants
from demonstration.services.mail import send_what_is_due
from demonstration.services.people import add_people
from demonstration.services.projects import add_projects
from demonstration.services.reminders import send_reminders
from demonstration.services.statistics import count_rows
from ledger.services import add_budget_line
from partnerships.models import Programme
from partnerships.services.imports.applying import import_file
from partnerships.services.key_dates import set_key_dates
from partnerships.services.programmes import add_programme, close_programme, open_programme
from partnerships.services.terms import draft_terms
from partnerships.services.words import set_words

CLOSES_AFTER = timedelta(days=30)  # a year is closed some weeks after its last day


@transaction.atomic
def load_demonstration(
    *, today: date, at: datetime, moment: str = FIRST_MOMENT, keys: Collection[str] | None = None
) -> bool:
    """Load the demonstration so that `today` is that moment of its year, once; False when it was there already.

    `keys` names the programmes wanted, all by default. Raises NotADemonstrationDatabaseError where people live whom
    it did not make.
    """
    if Guest.objects.exists():
        return False
    if Person.objects.exists():
        raise NotADemonstrationDatabaseError
    Moment.objects.create(name=moment, reached_at=at)
    this_year = year_from(first_day(today, days_of("moments")[moment]))
    years = {"this": this_year, LAST_YEAR: year_before(this_year)}
    load_frameworks(at=datetime.combine(years[LAST_YEAR].starts, time(8), UTC))
    for row in rows_of("programmes"):
        if keys is None or row["key"] in keys:
            load_programme(row, years[row["year"]], today, at)
    send_what_is_due(at=at)
    return True


def load_programme(row: Row, year: Year, today: date, at: datetime) -> None:
    """One programme year from its region's folder, as a manager would set it up: last year's is closed again."""
    began = datetime.combine(year.starts, time(9), UTC)
    words = {field: row[field] for field in ("key", "name", "region")}
    programme = add_programme(**words, starts=year.starts, ends=year.ends, by=None, at=began)
    set_up(programme, row["folder"], year, began)
    choose(programme, row["framework"], at=began)
    add_people(programme=programme, rows=rows_of("people", row["folder"]), year=row["year"], at=at)
    programme = open_programme(programme=programme, by=None, at=began)
    count_rows()
    add_baselines(programme=programme, folder=row["folder"], year=row["year"])
    count_rows()
    add_projects(programme=programme, rows=rows_of("projects", row["folder"]), year=row["year"])
    count_rows()
    decide_grants(programme, today=today, at=at)
    if row["year"] == LAST_YEAR:
        close_programme(programme=programme, by=None, at=began + (year.ends - year.starts) + CLOSES_AFTER)
    else:
        add_contacts(programme=programme, rows=rows_of("contacts", row["folder"]), at=at)
        send_reminders(programme, today=today, at=at)


def set_up(programme: Programme, folder: str, year: Year, at: datetime) -> None:
    """Words, partnerships, map, rates and rules, money and dates."""
    words = {f"{row['noun']}_{field}": row[column] for row in rows_of("words", folder) for field, column in FIELDS}
    set_words(programme=programme, words=words, by=None, at=at)
    import_file(kind="partnerships", path=path_of("partnerships.csv", folder), programme=programme, by=None, at=at)
    layout = path_of("layout.hexjson", folder)
    if layout.exists():
        import_file(kind="layout", path=layout, programme=programme, by=None, at=at)
    rates = {row["tier"]: (Decimal(row["amount"]), row["source"]) for row in rows_of("rates", folder)}
    draft_terms(programme=programme, rates=rates, by=None, at=at)
    for row in rows_of("budget", folder):
        facts = {field: row[field] for field in ("name", "funder", "purpose", "ring_fenced", "kind")}
        add_budget_line(programme=programme, **facts, amount=Decimal(row["amount"]), by=None, at=at)
    set_key_dates(programme=programme, dates=key_dates(year, days_of("calendar")), by=None, at=at)


FIELDS = (("word", "one"), ("words", "many"))
