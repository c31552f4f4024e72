"""The people of the demonstration: who holds a role, who was asked, and whom a visitor can be."""

from datetime import date, datetime, timedelta

from accounts.models import Person
from accounts.services.people import add_person
from demonstration.models import Guest
from demonstration.selectors.files import LAST_YEAR, Row
from partnerships.models import Partnership, Programme, Role
from partnerships.services.invitations import Asked, invite, send_invitation
from partnerships.services.roles import give_role

DEPUTY = "deputy"
# What the column `last_year` says of those who take part in a year.
TAKES_PART = {"this": ("", "yes"), LAST_YEAR: ("yes", "only")}
# Who can still look at last year; the others' roles ended with it.
STAY = (Role.Kind.MANAGER, Role.Kind.FINANCE, Role.Kind.STEERING, Role.Kind.EVALUATOR)

# When those who were asked were sent their invitation; the others wait for it to be sent.
SENT_AGO = {"sent": timedelta(days=3), "expired": timedelta(days=40)}

Areas = dict[tuple[str, str], Partnership]


def add_people(*, programme: Programme, rows: list[Row], year: str, at: datetime) -> None:
    """Those of the rows who take part in that year (`this` or `last`); a person's second row is their second role."""
    areas: Areas = {(found.area, found.tier): found for found in programme.partnerships.all()}
    for row in rows:
        if row["last_year"] not in TAKES_PART[year]:
            continue
        if row["waits"]:
            _invite(row, programme, areas, at)
        else:
            person = Person.objects.filter(email=row["email"]).first() or _add_person(row, at)
            _give(person, row, programme, areas, at, until=_end(row, programme, year))


def _end(row: Row, programme: Programme, year: str) -> date | None:
    return None if year == LAST_YEAR and row["role"] in STAY else programme.ends


def _give(person: Person, row: Row, programme: Programme, areas: Areas, at: datetime, *, until: date | None) -> None:
    if not row["role"]:
        return
    wanted = set(filter(None, row["assigned"].split("|")))
    give_role(
        person=person,
        kind=Role.Kind.MANAGER if row["role"] == DEPUTY else row["role"],
        is_deputy=row["role"] == DEPUTY,
        organisation=row["organisation"],
        programme=programme,
        partnership=areas[row["area"], row["tier"]] if row["area"] else None,
        assigned=[found for found in areas.values() if found.area in wanted],
        since=programme.starts,
        until=until,
        by=None,
        at=at,
    )


def _invite(row: Row, programme: Programme, areas: Areas, at: datetime) -> None:
    """Somebody who was asked, how long ago the row's `waits` says; or is still to be asked."""
    invitation = invite(
        programme=programme,
        asked=Asked(
            kind=row["role"],
            partnership=areas[row["area"], row["tier"]],
            email=row["email"],
            name=row["name"],
            phone=row["phone"],
            organisation=row["organisation"],
            since=programme.starts,
            until=programme.ends,
        ),
        by=None,
        at=at,
    )
    if row["waits"] in SENT_AGO:
        send_invitation(invitation=invitation, by=None, at=at - SENT_AGO[row["waits"]])


def _add_person(row: Row, at: datetime) -> Person:
    person = Person(email=row["email"], name=row["name"], phone=row["phone"])
    add_person(person=person, by=None, at=at)
    if row["guest"]:
        Guest.objects.create(person=person, position=Guest.objects.count())
    return person
