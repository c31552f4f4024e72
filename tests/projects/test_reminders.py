"""Whom reminders about projects and people go to: those with something to do, each by the date that holds for them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notices.models import Message, Reminder
from notices.rules.reminders import Case, Gathering, known
from notices.services.reminding import remind
from partnerships.models import KeyDate, Partnership, Programme, Role
from partnerships.rules.deadlines import last_moment
from projects.models import Admission, Closure, Endorsement, Project, Seal, Sharing
from tests.factories import World
from tests.factories.invitations import InvitationFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import CLOSES, give_terms, make_project
from tests.factories.roles import RoleFactory

# Eight o'clock in London.
TEN_BEFORE, FIVE_BEFORE, ONE_BEFORE = (datetime(2026, 6, day, 7, 0, tzinfo=UTC) for day in (16, 23, 29))
QUIET = datetime(2026, 6, 10, 7, 0, tzinfo=UTC)


@pytest.fixture
def year(world: World) -> World:
    """A year whose projects are due on 30 June 2026."""
    give_terms(world.here.programme)
    return world


def cases(key: str, world: World, at: datetime = QUIET) -> list[Case]:
    return list(known[key].cases(Gathering(world.here.programme.pk, at)))


def reasons(key: str, world: World, at: datetime = QUIET) -> dict[str, str]:
    """Each person's reason, by name; empty for those who are to do something."""
    return {case.name: case.why_not for case in cases(key, world, at) if case.name}


def case_of(key: str, world: World, name: str, at: datetime = QUIET) -> Case:
    return next(case for case in cases(key, world, at) if case.name == name)


def sent_to(world: World, at: datetime) -> list[str]:
    """Who gets mail from one morning's run."""
    there = set(Message.objects.values_list("pk", flat=True))
    remind(programme_id=world.here.programme.pk, at=at)
    return sorted(Message.objects.exclude(pk__in=there).values_list("to", flat=True))


def asked(project: Project, at: datetime) -> Endorsement:
    """The champion is asked about the latest edition."""
    by = PersonFactory(name="Rowena Asker")
    return Endorsement.objects.create(edition=project.edition, asked_by=by, asked_at=at)


def frozen(partnership: Partnership, *receivers: Partnership, confirmed: bool = False) -> Project:
    return make_project(partnership, shared_with=receivers, confirmed=confirmed, by=PersonFactory(name="Sharer"))


def test_a_representative_is_reminded_ten_five_and_one_working_days_before_the_deadline(year: World) -> None:
    found = {at.date().day: sent_to(year, at) for at in (QUIET, TEN_BEFORE, FIVE_BEFORE, ONE_BEFORE)}
    representative = ["representative@marlvale.example"]
    assert found == {10: [], 16: representative, 23: representative, 29: representative}


def test_who_has_submitted_hears_nothing(year: World) -> None:
    make_project(year.own, submitted=True)
    assert reasons("submission", year) == {"Odile Marchbank": "submitted"}
    assert sent_to(year, TEN_BEFORE) == []


def test_a_partnership_that_names_nobody_stands_with_the_reason(year: World) -> None:
    found = [case for case in cases("submission", year) if not case.address]
    assert {case.why_not for case in found} == {"nobody"}
    assert year.neighbour.name in {case.place for case in found}


def test_leave_to_be_late_moves_the_date_of_one_partnership(year: World) -> None:
    other = RoleFactory(representative=True, partnership=year.neighbour).person
    late = {"reason": "A flood", "admitted_by": year.people["manager"], "admitted_at": CLOSES + timedelta(hours=9)}
    Admission.objects.create(partnership=year.own, until=last_moment(date(2026, 7, 17)), **late)
    after = datetime(2026, 7, 10, 7, 0, tzinfo=UTC)
    assert case_of("submission", year, "Odile Marchbank", after).dates.due == date(2026, 7, 17)
    assert reasons("submission", year, after) == {"Odile Marchbank": "", other.name: "closed"}
    assert sent_to(year, after) == ["representative@marlvale.example"]


def test_once_submission_is_closed_early_nobody_is_reminded(year: World) -> None:
    by = year.people["manager"]
    Closure.objects.create(programme=year.here.programme, reason="All in", closed_by=by, closed_at=QUIET)
    assert reasons("submission", year, TEN_BEFORE) == {"Odile Marchbank": "closed"}
    assert sent_to(year, TEN_BEFORE) == []


def test_once_grants_are_decided_nobody_is_reminded(year: World) -> None:
    project = frozen(year.neighbour, year.own)
    RoleFactory(champion=True, partnership=year.neighbour)
    asked(project, QUIET)
    Seal.objects.create(programme=year.here.programme, sealed_by=year.people["manager"], sealed_at=QUIET)
    told = [reasons(key, year, TEN_BEFORE) for key in ("submission", "endorsement", "receipt")]
    assert {reason for one in told for reason in one.values()} == {"sealed"}


def test_a_year_that_is_over_reminds_nobody(year: World) -> None:
    Programme.objects.filter(pk=year.here.programme.pk).update(state="closed", closed_at=QUIET)
    frozen(year.neighbour, year.own)
    found = reasons("submission", year, TEN_BEFORE) | reasons("receipt", year, TEN_BEFORE)
    assert set(found.values()) == {"year_not_open"}


@pytest.mark.parametrize("gone", ["role", "account"])
def test_who_has_left_hears_nothing(year: World, gone: str) -> None:
    if gone == "role":
        Role.objects.filter(pk=year.roles["representative"].pk).update(until=date(2026, 6, 15))
    else:
        type(year.people["representative"]).objects.filter(name="Odile Marchbank").update(is_active=False)
    assert sent_to(year, TEN_BEFORE) == []


def test_who_represents_two_partnerships_hears_of_each_by_its_name(year: World) -> None:
    RoleFactory(representative=True, partnership=year.neighbour, person=year.people["representative"])
    assert sent_to(year, TEN_BEFORE) == ["representative@marlvale.example"] * 2
    subjects = Message.objects.filter(kind="projects/reminder_submission").values_list("subject", flat=True)
    assert sorted(subjects) == [
        "Ollerwick: submit your project by 30 June 2026",
        "Pimbrook: submit your project by 30 June 2026",
    ]


def test_two_representatives_of_one_partnership_are_both_reminded(year: World) -> None:
    other = RoleFactory(representative=True, partnership=year.own).person
    assert sent_to(year, TEN_BEFORE) == sorted([other.email, "representative@marlvale.example"])


def test_a_champion_is_reminded_after_the_asking_and_before_the_deadline(year: World) -> None:
    make_project(year.own, endorsed=True)
    Endorsement.objects.all().delete()
    asked(Project.objects.get(), QUIET)
    assert case_of("endorsement", year, "Percy Lightbody").why_not == ""
    three_after = datetime(2026, 6, 15, 7, 0, tzinfo=UTC)
    two_before = datetime(2026, 6, 26, 7, 0, tzinfo=UTC)
    assert sent_to(year, QUIET) == []
    assert sent_to(year, three_after) == ["champion@marlvale.example"]
    assert "champion@marlvale.example" in sent_to(year, two_before)


@pytest.mark.parametrize("verdict", ["endorsed", "returned"])
def test_a_champion_who_has_answered_hears_nothing(year: World, verdict: str) -> None:
    make_project(year.own, endorsed=True)
    if verdict == "returned":
        Endorsement.objects.update(verdict="returned", reason="Say more")
    assert reasons("endorsement", year) == {"Percy Lightbody": "answered"}


def test_a_champion_who_was_not_asked_is_no_case(year: World) -> None:
    frozen(year.own, year.neighbour)
    assert reasons("endorsement", year) == {}


def test_receivers_are_reminded_until_they_confirm(year: World) -> None:
    frozen(year.neighbour, year.own)
    Sharing.objects.update(shared_at=QUIET)
    assert reasons("receipt", year) == {"Odile Marchbank": ""}
    assert sent_to(year, datetime(2026, 6, 17, 7, 0, tzinfo=UTC)) == ["representative@marlvale.example"] * 2
    Sharing.objects.update(confirmed_at=TEN_BEFORE, confirmed_by=year.people["representative"])
    assert reasons("receipt", year) == {"Odile Marchbank": "confirmed"}


def test_what_was_shared_of_an_edition_before_the_latest_is_no_case(year: World) -> None:
    project = frozen(year.neighbour, year.own)
    Project.objects.filter(pk=project.pk).update(edition=None)
    assert reasons("receipt", year) == {}


def test_where_terms_ask_for_no_receipts_nobody_is_reminded(world: World) -> None:
    give_terms(world.here.programme, sharing_confirmed=False)
    frozen(world.neighbour, world.own)
    assert reasons("receipt", world) == {"Odile Marchbank": "not_needed"}


def test_representatives_are_reminded_to_name_a_champion(year: World) -> None:
    KeyDate.objects.create(programme=year.here.programme, kind="enrolment", closes_at=CLOSES)
    other = RoleFactory(representative=True, partnership=year.neighbour).person
    assert reasons("naming", year) == {"Odile Marchbank": "named", other.name: ""}
    invited = InvitationFactory(partnership=year.neighbour, kind="champion", sent=True, sent_by=other, sent_at=QUIET)
    assert reasons("naming", year) == {"Odile Marchbank": "named", other.name: "asked"}
    type(invited).objects.update(withdrawn_at=QUIET)
    assert reasons("naming", year) == {"Odile Marchbank": "named", other.name: ""}
    sent_to(year, TEN_BEFORE)
    message = Message.objects.get(kind="partnerships/reminder_naming")
    assert (message.to, message.subject) == (other.email, "Pimbrook: name a champion by 30 June 2026")


def test_who_was_invited_is_reminded_while_they_could_still_accept(year: World) -> None:
    manager = year.people["manager"]
    common = {"sent": True, "sent_at": QUIET, "made_by": manager, "sent_by": manager}
    InvitationFactory(programme=year.here.programme, name="Still Waiting", **common)
    InvitationFactory(programme=year.here.programme, name="Over", until=date(2026, 6, 1), **common)
    InvitationFactory(partnership=year.own, kind="champion", name="Too Late", **common)
    PersonFactory(email="gone@people.example", deactivated=True)
    InvitationFactory(programme=year.here.programme, name="Gone", email="gone@people.example", **common)
    nobody = {**common, "made_by": year.people["finance"], "sent_by": year.people["finance"]}
    InvitationFactory(programme=year.here.programme, name="Nobody Asks", **nobody)
    InvitationFactory(programme=year.here.programme, name="Never Sent", made_by=manager)
    InvitationFactory(programme=year.here.programme, name="Withdrawn", withdrawn_at=QUIET, **common)
    assert reasons("invitation", year) == {
        "Still Waiting": "",
        "Over": "over",
        "Too Late": "taken",
        "Gone": "deactivated",
        "Nobody Asks": "nobody_asks",
    }


def test_nothing_is_looked_up_in_another_programme(year: World) -> None:
    give_terms(year.there.programme)
    RoleFactory(representative=True, partnership=year.abroad)
    sent_to(year, TEN_BEFORE)
    assert set(Reminder.objects.values_list("programme_id", flat=True)) == {year.here.programme.pk}
    assert set(Message.objects.values_list("programme_id", flat=True)) == {year.here.programme.pk}
