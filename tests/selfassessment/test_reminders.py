"""Whom reminders about assessments go to: those with something to do, by the year's own date, each once."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from notices.models import Message, Reminder
from notices.rules.kinds import kind_of
from notices.rules.reminders import Gathering, known
from notices.services.reminding import remind
from partnerships.models import KeyDate, Partnership, Programme, Role
from partnerships.rules.deadlines import last_moment
from selfassessment.models import ChosenFramework, Partner
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import completion_of, make_assessment
from tests.factories.frameworks import choose, give_framework
from tests.factories.partners import make_partner
from tests.factories.programmes import PartnershipFactory
from tests.factories.roles import RoleFactory
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
DUE = last_moment(date(2026, 6, 30))
TEN_BEFORE, FIVE_BEFORE, ONE_BEFORE = (datetime(2026, 6, day, 7, 0, tzinfo=UTC) for day in (16, 23, 29))
QUIET = datetime(2026, 6, 10, 7, 0, tzinfo=UTC)
OWN = "representative@marlvale.example"


@pytest.fixture
def year(world):
    """Assessments are due on 30 June 2026, on a framework that is chosen."""
    choose(world.here.programme, give_framework())
    KeyDate.objects.create(programme=world.here.programme, kind="assessment", closes_at=DUE)
    return world


@pytest.fixture(autouse=True)
def _without_second_step(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def text_of(message):
    return message.text.replace("\xa0", " ")


def deliver(partnership):
    Partnership.objects.filter(pk=partnership.pk).update(delivers_laa=True)
    partnership.refresh_from_db()
    return partnership


def cases(key, world, at=QUIET):
    return list(known[key].cases(Gathering(world.here.programme.pk, at)))


def reasons(key, world, at=QUIET):
    """Each person's reason, by name; empty for those who are to do something."""
    return {case.name: case.why_not for case in cases(key, world, at) if case.name}


def sent(world, at, kind="assessment"):
    """To whom one morning's run sends such a reminder."""
    there = set(Message.objects.values_list("pk", flat=True))
    remind(programme_id=world.here.programme.pk, at=at)
    new = Message.objects.filter(kind=f"selfassessment/reminder_{kind}").exclude(pk__in=there)
    return sorted(new.values_list("to", flat=True))


def test_representatives_are_reminded_before_the_date_of_the_year_and_once_a_morning(year):
    found = {at.day: sent(year, at) for at in (QUIET, TEN_BEFORE, TEN_BEFORE, FIVE_BEFORE, ONE_BEFORE)}

    assert found == {10: [], 16: [], 23: [OWN], 29: [OWN]}  # of the 16th the second run, which sends nothing again
    assert Reminder.objects.filter(kind="selfassessment/reminder_assessment").count() == 3


def test_in_a_year_without_such_a_date_nothing_goes_by_itself(year):
    KeyDate.objects.all().delete()

    assert reasons("assessment", year) == {"Odile Marchbank": ""}
    assert {case.dates.due for case in cases("assessment", year)} == {None}
    assert sent(year, TEN_BEFORE) == []


def test_who_has_completed_hears_nothing_until_it_is_opened_again(year):
    completion = completion_of(year.own)

    assert reasons("assessment", year) == {"Odile Marchbank": "assessed"}
    assert sent(year, TEN_BEFORE) == []
    reopen_assessment(completion=completion, reason="More partners", by=year.people["manager"], at=FIVE_BEFORE)
    assert reasons("assessment", year) == {"Odile Marchbank": ""}


def test_who_delivers_an_agreement_is_asked_for_the_joint_review(year):
    deliver(year.own)
    sent(year, TEN_BEFORE)

    message = Message.objects.get(kind="selfassessment/reminder_assessment")

    assert message.subject == "Ollerwick: record your joint review by 30 June 2026"
    assert f"/partnerships/{year.own.pk}/joint-review/" in text_of(message)
    assert "has not yet completed its joint review with government. It is due by 30 June 2026." in text_of(message)


def test_the_email_says_what_is_due_by_when_and_leads_there(year):
    make_assessment(year.own, {"one.first": 2})
    sent(year, TEN_BEFORE)

    message = Message.objects.get(kind="selfassessment/reminder_assessment")

    assert message.subject == "Ollerwick: complete your self-assessment by 30 June 2026"
    assert f"/partnerships/{year.own.pk}/assessment/" in text_of(message)
    assert "It is due by 30 June 2026." in text_of(message)
    assert "Odile Marchbank" in text_of(message)


@pytest.mark.parametrize("stands", ["a self-assessment", "a joint review"])
def test_who_must_have_another_kind_opened_again_first_is_left_out(year, stands):
    if stands == "a joint review":
        deliver(year.own)
    completion_of(year.own)
    Partnership.objects.filter(pk=year.own.pk).update(delivers_laa=stands == "a self-assessment")

    assert reasons("assessment", year) == {"Odile Marchbank": "other_kind"}


def test_where_nobody_can_begin_nobody_is_reminded(year):
    ChosenFramework.objects.all().delete()
    assert reasons("assessment", year) == {"Odile Marchbank": "no_framework"}

    Programme.objects.filter(pk=year.here.programme.pk).update(state="closed", closed_at=QUIET)
    assert reasons("assessment", year) == {"Odile Marchbank": "year_not_open"}


def test_a_partnership_that_names_nobody_stands_with_the_reason(year):
    found = [case for case in cases("assessment", year) if not case.address]

    assert {case.why_not for case in found} == {"nobody"}
    assert year.neighbour.name in {case.place for case in found}


def test_each_representative_of_each_partnership_hears_and_champions_do_not(year):
    other = RoleFactory(representative=True, partnership=year.own).person
    RoleFactory(representative=True, partnership=year.neighbour, person=year.people["representative"])

    assert sent(year, TEN_BEFORE) == sorted([OWN, OWN, other.email])


@pytest.mark.parametrize("what", ["completed", "role over", "framework gone"])
def test_what_is_done_meanwhile_is_not_sent(year, what):
    about = {"partnership": year.own.pk, "person": year.people["representative"].pk}
    kind = kind_of("selfassessment/reminder_assessment")

    with time_machine.travel(TEN_BEFORE, tick=False):
        before = kind.still_matters(about)
        if what == "completed":
            completion_of(year.own)
        elif what == "role over":
            Role.objects.filter(pk=year.roles["representative"].pk).update(until=date(2026, 6, 1))
        else:
            ChosenFramework.objects.all().delete()

        assert (before, kind.still_matters(about)) == (True, False)


def test_representatives_are_told_that_partners_have_not_finished_and_where(year):
    assessment = make_assessment(year.own)
    make_partner(assessment)
    Partner.objects.update(invited_at=QUIET)

    assert sent(year, datetime(2026, 6, 16, 7, 0, tzinfo=UTC), "partners") == []
    assert sent(year, datetime(2026, 6, 17, 7, 0, tzinfo=UTC), "partners") == [OWN]
    assert sent(year, FIVE_BEFORE, "partners") == [OWN]
    message = Message.objects.filter(kind="selfassessment/reminder_partners").first()
    assert message.subject == "Ollerwick: partners have not finished scoring"
    assert f"/assessments/{assessment.pk}/partners/" in text_of(message)


def test_no_reminder_tells_whoever_runs_the_programme_who_the_partners_are(year, client):
    assessment = make_assessment(year.own)
    make_partner(assessment, "Quiet Hospital", email="quiet@hospital.example")
    client.force_login(year.people["manager"])

    with time_machine.travel(QUIET, tick=False):
        client.force_login(year.people["manager"])
        page = client.get("/reminders/partners/send/").content.decode()

    said = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Odile Marchbank" in said
    assert "partners have not finished scoring" in said
    assert not any(word in page for word in ("Quiet Hospital", "Robin Partner", "hospital.example"))


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("finished", {"Odile Marchbank": "finished"}),
        ("completed", {"Odile Marchbank": "assessed"}),
        ("taken off", {}),
        ("delivers an agreement", {}),
    ],
)
def test_where_no_partner_is_waited_for_nobody_hears_of_it(year, what, why):
    assessment = make_assessment(year.own, {"one.first": 2, "one.second": 2})
    partner = make_partner(assessment)
    about = {"partnership": year.own.pk, "person": year.people["representative"].pk}
    with time_machine.travel(TEN_BEFORE, tick=False):
        assert kind_of("selfassessment/reminder_partners").still_matters(about)
    by = year.people["representative"]
    if what == "finished":
        Partner.objects.filter(pk=partner.pk).update(finished_at=QUIET)
    elif what == "completed":
        completion_of(year.own, by=by)
    elif what == "taken off":
        Partner.objects.filter(pk=partner.pk).update(withdrawn_at=QUIET, withdrawn_by=by)
    else:
        deliver(year.own)

    assert reasons("partners", year) == why
    assert sent(year, FIVE_BEFORE, "partners") == []
    if what != "delivers an agreement":
        with time_machine.travel(TEN_BEFORE, tick=False):
            assert not kind_of("selfassessment/reminder_partners").still_matters(about)


def test_one_who_waits_still_counts_beside_one_who_has_finished(year):
    assessment = make_assessment(year.own)
    make_partner(assessment, "First trust")
    make_partner(assessment, "Second trust")
    Partner.objects.filter(organisation="First trust").update(finished_at=QUIET, invited_at=QUIET - timedelta(days=9))
    Partner.objects.filter(organisation="Second trust").update(invited_at=QUIET)

    [case] = [case for case in cases("partners", year) if case.name]

    assert (case.why_not, case.dates.began, case.dates.due) == ("", date(2026, 6, 10), date(2026, 6, 30))


def test_nothing_is_looked_up_in_another_programme(year):
    choose(year.there.programme, give_framework(key="there"))
    KeyDate.objects.create(programme=year.there.programme, kind="assessment", closes_at=DUE - timedelta(days=20))
    RoleFactory(representative=True, partnership=year.abroad)
    make_partner(make_assessment(year.abroad))

    found = cases("assessment", year)

    assert {case.place for case in found} == {each.name for each in year.here.programme.partnerships.all()}
    assert {case.dates.due for case in found} == {date(2026, 6, 30)}
    assert cases("partners", year) == []
    assert sent(year, TEN_BEFORE) == [OWN]


@pytest.mark.parametrize("page", ["", "assessment/send/", "partners/send/"])
def test_any_number_takes_the_same_queries(year, client, page):
    def more(many):
        for _ in range(many):
            partnership = PartnershipFactory(programme=year.here.programme)
            RoleFactory(representative=True, partnership=partnership)
            make_partner(make_assessment(partnership))

    with time_machine.travel(QUIET, tick=False):
        client.force_login(year.people["manager"])
        assert_same_queries(more, f"/reminders/{page}", client, at_most=7)  # 8 with a second step
