"""What the demonstration holds: two years of one region and a running year of another, with invented people."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from demonstration.errors import NotADemonstrationDatabaseError
from demonstration.models import Guest, Moment
from demonstration.services.loading import load_demonstration
from partnerships.models import Contact, Invitation, KeyDate, Partnership, Programme, Role
from partnerships.rules.deadlines import local_day
from partnerships.selectors.programmes import terms_in_force
from projects.models import Project
from selfassessment.models import CompletedAnswer
from tests.demonstration.loaded import AT, FIRST, LAST, SECOND, TODAY, load_once
from tests.factories import PersonFactory


def tiers_of(programme: Programme) -> Counter[str]:
    return Counter(programme.partnerships.values_list("tier", flat=True))


def test_it_holds_two_years_of_one_region_and_one_of_another(db: None) -> None:
    assert load_demonstration(today=TODAY, at=AT) is True
    this, last, other = (Programme.objects.get(key=key) for key in (FIRST, LAST, SECOND))
    assert (this.region, last.region) == (this.region, this.region) != (other.region, other.region)
    assert [year.state for year in (this, last, other)] == ["open", "closed", "open"]
    assert last.ends + timedelta(days=1) == this.starts <= TODAY <= this.ends
    assert tiers_of(this) == tiers_of(last) == {"metropolitan": 7, "unitary": 3, "county": 4, "district": 24}
    assert tiers_of(other) == {"unitary": 12, "county": 7, "district": 55}
    districts = Counter(this.partnerships.filter(tier="district").values_list("county__area", flat=True))
    assert sorted(districts.values()) == [5, 5, 6, 8]
    assert not this.partnerships.filter(hex_q=None).exists()
    assert not other.partnerships.exclude(hex_q=None).exists()
    assert terms_in_force(this).rates.get(tier="county").amount != terms_in_force(other).rates.get(tier="county").amount


@pytest.fixture
def loaded(db: None) -> Programme:
    load_once(FIRST)
    return Programme.objects.get()


def test_it_has_somebody_in_every_role_and_somebody_in_none(loaded: Programme) -> None:
    assert set(Role.objects.held_on(TODAY).values_list("kind", flat=True)) == set(Role.Kind.values)
    assert Guest.objects.filter(person__roles=None).count() == 1
    assert Role.objects.get(is_deputy=True).person != Role.objects.get(kind="manager", is_deputy=False).person


def test_postgresql_has_counted_what_was_loaded_before_it_is_committed(db: None) -> None:
    """Else it plans as if tables were empty, as they may have been when it counted last."""
    load_demonstration(today=TODAY, at=AT, keys=[FIRST])
    with connection.cursor() as cursor:
        for model in (Role, CompletedAnswer, Project):
            cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table])
            assert cursor.fetchone() == (model.objects.count(),)


def test_today_is_twelve_days_before_the_deadline_for_projects(loaded: Programme) -> None:
    deadline = KeyDate.objects.get(kind="submission").closes_at
    assert local_day(deadline) - TODAY == timedelta(days=12)
    assert Moment.objects.latest().name == "submission"


def test_some_were_asked_and_have_not_answered_and_some_are_still_to_be_asked(loaded: Programme) -> None:
    states = {invitation.state_at(AT) for invitation in Invitation.objects.all()}
    assert states == {Invitation.State.READY, Invitation.State.SENT, Invitation.State.EXPIRED}


def test_some_contacts_are_stale_and_only_those_who_agreed_are_shown_to_agencies(loaded: Programme) -> None:
    contacts = Contact.objects.all()
    assert contacts.filter(checked_on__lt=TODAY - timedelta(days=200)).exists()
    assert contacts.filter(share_with_agencies=True, consented_on=None).count() == 0 < contacts.count()


def test_every_partnership_is_placed_under_its_accountable_body(loaded: Programme) -> None:
    assert not Partnership.objects.filter(accountable_body=None).exists()


def test_loading_it_again_changes_nothing(loaded: Programme) -> None:
    assert load_demonstration(today=date(2030, 1, 1), at=AT) is False
    assert Programme.objects.get().starts == loaded.starts


def test_a_database_with_people_of_its_own_is_left_alone(db: None) -> None:
    PersonFactory()
    with pytest.raises(NotADemonstrationDatabaseError):
        load_demonstration(today=TODAY, at=AT)
    with pytest.raises(CommandError, match="people of its own"):
        call_command("demonstration")
    assert not Programme.objects.exists()
