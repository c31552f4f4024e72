"""A year is copied while somebody changes it: the copy is of one moment."""

from datetime import UTC, date, datetime

import pytest

from partnerships.models import AccountableBody
from partnerships.services.partnerships import add_partnership
from partnerships.services.roles import give_role
from partnerships.services.years import NewYear, add_year
from tests.at_once import begun_while_open
from tests.factories import PartnershipFactory, PersonFactory, ProgrammeFactory, RoleFactory

AT = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_whoever_copies_a_year_waits_for_whoever_changes_it() -> None:
    source = ProgrammeFactory(starts=date(2026, 4, 1), ends=date(2027, 3, 31))
    PartnershipFactory(programme=source, area="Ollerwick")
    manager, person = RoleFactory(manager=True, programme=source).person, PersonFactory()
    year = NewYear("next", "Learning", "Marlvale", date(2027, 4, 1), date(2028, 3, 31), source, with_people=True)

    with begun_while_open(lambda: add_year(year=year, by=manager, at=AT)) as begin:
        body = AccountableBody.objects.create(programme=source, name="Tarnholt Council", identifier="GB-LAE-TAR")
        added = {"name": "Tarnholt Together", "area": "Tarnholt", "tier": "unitary", "accountable_body": body}
        tarnholt = add_partnership(programme=source, by=None, at=AT, **added)
        copying = begin()
        asked = {"kind": "representative", "partnership": tarnholt, "since": AT.date()}
        give_role(person=person, programme=source, by=None, at=AT, **asked)

    copy = copying.result().programme.partnerships.get(area="Tarnholt")
    assert copy.accountable_body.name == "Tarnholt Council"
    assert [role.person for role in copy.roles.all()] == [person]
