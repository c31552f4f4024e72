"""The demonstration's contacts: some agreed to be shown to agencies, some are stale, two stand there twice."""

from datetime import datetime, timedelta

from django.utils import timezone

from demonstration.selectors.files import Row, path_of
from partnerships.models import ConsentWording, Programme
from partnerships.services.consent import add_wording
from partnerships.services.contacts import ContactFacts, add_contact


def add_contacts(*, programme: Programme, rows: list[Row], at: datetime) -> None:
    """Days in the rows count back from the day of loading."""
    text = path_of("consent.txt").read_text(encoding="utf-8").strip()
    wording = add_wording(programme=programme, text=text, by=None, at=at)
    areas = {(found.area, found.tier): found for found in programme.partnerships.all()}
    for row in rows:
        facts = facts_of(row, wording, at)
        facts["partnership"] = areas[row["area"], row["tier"]]
        add_contact(programme=programme, by=None, at=at, **facts)


def facts_of(row: Row, wording: ConsentWording, at: datetime) -> ContactFacts:
    """What is kept of a row, its partnership apart."""
    today = timezone.localdate(at)
    facts = ContactFacts(
        name=row["name"],
        email=row["email"],
        phone=row["phone"],
        organisation=row["organisation"],
        job_title=row["job_title"],
        topics=row["topics"].split("; "),
        checked_on=today - timedelta(days=int(row["checked_days"])),
        share_with_agencies=row["share_with_agencies"] == "yes",
    )
    if row["consent_days"]:
        facts |= ContactFacts(
            consent_wording=wording,
            consented_on=today - timedelta(days=int(row["consent_days"])),
            consented_how="form",
        )
    return facts
