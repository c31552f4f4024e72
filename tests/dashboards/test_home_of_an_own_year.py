"""My partnership once projects are the news: the year as tasks, what to do next, and where the grant stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnerships.models import Contact, KeyDate, Programme, Role
from projects.models import Admission, Closure, Endorsement, Sharing
from tests.dashboards.homes import invite, shown_to, title_for
from tests.dashboards.test_pictures_of_grants import decide
from tests.factories import PartnershipFactory, PersonFactory, RoleFactory
from tests.factories.frameworks import choose, give_framework
from tests.factories.projects import AFTER, BEFORE, give_terms, make_project
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")
LONG = datetime(2098, 6, 30, 22, 59, 59, tzinfo=UTC)


@pytest.fixture
def world(world: World) -> World:
    """Assessments were due yesterday; submission closes in a long time."""
    give_terms(world.here.programme, closes=LONG)
    yesterday = timezone.now() - timedelta(days=1)
    KeyDate.objects.create(programme=world.here.programme, kind="assessment", closes_at=yesterday)
    return world


def test_before_it_is_started_the_project_is_to_be_started(client: Client, world: World) -> None:
    assert title_for(client, world, "representative") == "Your project is still to be started"
    shown = shown_to(client, world, "representative").replace("\xa0", " ")
    assert "Submit by 30 June 2098" in shown
    assert "Start your project Your year" in shown
    assert "Write your improvement project" in shown
    assert f"Share it in {world.here.county.area} So that it counts" in shown
    assert "Submit By 30 June 2098. 2 minutes Cannot start yet" in shown
    assert shown.count("Do this next") == 1


def test_until_assessments_are_due_the_home_is_about_people(client: Client, world: World) -> None:
    KeyDate.objects.filter(kind="assessment").update(closes_at=LONG)
    assert title_for(client, world, "representative") == "Everybody is named in your partnership"


@pytest.mark.parametrize(
    ("words", "title", "button"),
    [
        (("Zqtitleqz", "", "", ""), "Your project is still to be written", "Go on writing"),
        (("Zqtitleqz", "Why", "Performance", ""), "Your project is ready to share", "Share the project"),
    ],
    ids=["title alone", "written"],
)
def test_what_comes_next_is_the_title_and_the_main_action(
    client: Client, world: World, words: tuple[str, ...], title: str, button: str
) -> None:
    make_project(world.own, words=words)
    assert title_for(client, world, "representative") == title
    shown = shown_to(client, world, "representative")
    assert f"{button} Your year" in shown
    assert "Zqtitleqz" in shown


def test_what_is_written_can_be_shared_and_endorsed_in_either_order(client: Client, world: World) -> None:
    make_project(world.own)
    representative, champion = (shown_to(client, world, who) for who in ("representative", "champion"))
    share = f"Share it in {world.here.county.area} So that it counts for the others too. 2 minutes"
    assert f"{share} Do this next Champion endorses it" in representative
    assert f"{share} Not started Endorse it" in champion
    assert representative.count("Not started") == champion.count("Not started") - 1
    assert representative.count("Cannot start yet") == champion.count("Cannot start yet") == 1  # to submit


def test_a_champion_who_is_asked_is_told_so_with_the_day(client: Client, world: World) -> None:
    project = make_project(world.own, shared_with=[world.neighbour])
    Endorsement.objects.create(edition=project.edition, asked_by=world.people["representative"], asked_at=BEFORE)
    assert title_for(client, world, "champion") == "You are asked to endorse your project"
    champion = shown_to(client, world, "champion").replace("\xa0", " ")
    assert "Endorse it Asked for on 18 June Do this next" in champion
    assert title_for(client, world, "representative") == "Your project is with your champion"
    representative = shown_to(client, world, "representative").replace("\xa0", " ")
    assert f"{world.people['champion'].name} was asked on 18 June With your champion" in representative
    assert "Do this next" not in representative


def test_the_grant_is_not_safe_until_the_own_project_and_the_countys_majority_are_in(
    client: Client, world: World
) -> None:
    make_project(world.neighbour, shared_with=[world.own], submitted=True)
    shown = shown_to(client, world, "representative")
    area = world.here.county.area
    assert "Your grant: £6,300, not yet safe" in shown
    assert f"that 2 of {area}’s 3 districts submit and share. So far 1 has. Yours could be the 2nd." in shown
    assert "1 Submitted and shared N 2 Not started See and try the county condition" in shown
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    shown = shown_to(client, world, "representative")
    assert "Your grant: £6,300, safe as things stand" in shown
    assert "2 Submitted and shared N 1 Not started See and try the county condition" in shown
    assert "Yours could be" not in shown
    assert title_for(client, world, "representative") == "Your project is in"


def test_a_champion_without_a_name_is_told_of_by_address(client: Client, world: World) -> None:
    champion = world.people["champion"]
    champion.name = ""
    champion.save()
    make_project(world.own, shared_with=[world.neighbour], endorsed=True)
    shown = shown_to(client, world, "representative")
    assert f"{champion.email} has endorsed it" in shown
    assert "Nobody is named" not in shown


@pytest.mark.parametrize("counts", [True, False])
def test_a_county_is_told_that_its_project_could_be_the_next_where_it_counts(
    client: Client, world: World, counts: bool
) -> None:
    county, district, other, _ = (world.there.county, *world.there.districts)
    give_terms(county.programme, closes=LONG, county_counts=counts)
    world.people["county"] = RoleFactory(representative=True, partnership=county).person
    make_project(county)
    make_project(district, shared_with=[other], submitted=True)
    shown = shown_to(client, world, "county")
    assert "So far 1 has." in shown
    assert ("Yours could be the 2nd." in shown) is counts


def test_who_has_submitted_may_still_lose_with_the_county(client: Client, world: World) -> None:
    make_project(world.own, submitted=True)
    shown = shown_to(client, world, "representative")
    assert "You have submitted. It depends on one thing more" in shown
    assert title_for(client, world, "representative") == "Your project is submitted. Now share it"
    Sharing.objects.create(
        edition=world.own.project.edition,
        partnership=world.neighbour,
        shared_by=world.people["representative"],
        shared_at=BEFORE,
    )
    assert title_for(client, world, "representative") == "Your project is submitted, and waits to be received"
    assert "Waiting for a receipt" in shown_to(client, world, "representative")


def test_what_else_needs_them_is_beside_the_year(client: Client, world: World) -> None:
    invite(world.own, "representative", sent_at=BEFORE, expires_at=AFTER)
    Contact.objects.create(
        programme=world.own.programme, partnership=world.own, name="Old", checked_on=date(2020, 1, 1)
    )
    assert "What needs you 1 invitation has expired" in shown_to(client, world, "representative")
    assert "Check 1 contact" in shown_to(client, world, "representative")
    assert "Check 1 contact" not in shown_to(client, world, "champion")


def test_a_single_tier_is_told_that_it_depends_on_itself_alone(client: Client, world: World) -> None:
    person = RoleFactory(representative=True, partnership=world.here.single).person
    world.people["single"] = person
    shown = shown_to(client, world, "single")
    assert "Your grant: £19,600, not yet safe It depends on one thing: that you submit." in shown
    assert "Share it in" not in shown
    make_project(world.here.single, submitted=True)
    assert "Your grant: £19,600, safe as things stand" in shown_to(client, world, "single")


def test_once_decided_the_award_is_the_news(client: Client, world: World) -> None:
    KeyDate.objects.filter(kind="submission").update(closes_at=AFTER - timedelta(days=2))
    for one in (world.own, world.neighbour):
        make_project(one, shared_with=[world.here.county], submitted=True)
    found = decide(world)
    award = found.outcomes.get(partnership=world.own)
    assert award.final > 6300
    title = title_for(client, world, "representative")
    assert title.startswith("Your grant is £")
    shown = shown_to(client, world, "champion")
    assert "Offered £6,300" in shown
    client.force_login(world.people["representative"])
    assert f'href="/grants/awards/{award.pk}/"' in client.get("/home/").content.decode()


def test_a_partnership_that_gets_nothing_is_told_so(client: Client, world: World) -> None:
    KeyDate.objects.filter(kind="submission").update(closes_at=AFTER - timedelta(days=2))
    decide(world)
    assert title_for(client, world, "representative") == "Your partnership receives no grant this year"
    shown = shown_to(client, world, "representative")
    assert f"{world.here.county.area} did not meet its condition, so nobody there receives one." in shown
    assert "The decision on your grant No grant this year Completed" in shown
    assert "£0 awarded" not in shown


def test_when_submission_has_closed_nothing_is_to_be_done(client: Client, world: World) -> None:
    KeyDate.objects.filter(kind="submission").update(closes_at=AFTER)
    make_project(world.own)
    assert title_for(client, world, "representative") == "Submission has closed without your project"
    shown = shown_to(client, world, "representative")
    assert "Do this next" not in shown
    assert "Not done in time" in shown


def test_a_year_that_is_not_open_says_so_first(client: Client, world: World) -> None:
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=AFTER)
    assert title_for(client, world, "representative").endswith("is closed")


@pytest.mark.parametrize("number", [1, 3, 60])
@pytest.mark.parametrize("kind", ["representative", "champion"])
def test_a_home_takes_the_same_queries_for_any_number_of_partnerships(
    client: Client, world: World, kind: str, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = PersonFactory()
    for one in PartnershipFactory.create_batch(
        number, programme=world.here.programme, district=True, county=world.here.county
    ):
        make_project(one, shared_with=[world.own], by=by)
    make_project(world.own, shared_with=[world.neighbour], by=by)
    assert Role.objects.filter(partnership=world.own).count() == 2
    client.force_login(world.people[kind])
    client.get("/home/")
    with django_assert_num_queries(8):
        client.get("/home/")


@pytest.mark.parametrize("who", ["representative", "champion"])
def test_a_project_that_rests_on_nothing_is_not_called_written(client: Client, world: World, who: str) -> None:
    choose(world.here.programme, give_framework())
    make_project(world.own, rests=False)
    shown = shown_to(client, world, who)
    assert "rests on nothing until your self-assessment is completed In progress" in shown
    said = {
        "representative": "reads it and endorses it, or returns it",
        "champion": "Read it, and endorse it, or return it",
    }
    assert f"{said[who]} with a reason Cannot start yet" in shown


def test_who_has_begun_a_project_reads_of_it_before_assessments_are_due(client: Client, world: World) -> None:
    KeyDate.objects.filter(kind="assessment").update(closes_at=LONG)
    make_project(world.own, words=("Zqtitleqz", "", "", ""))
    assert title_for(client, world, "representative") == "Your project is still to be written"


def test_what_is_in_says_when_and_leads_to_its_receipt(client: Client, world: World) -> None:
    project = make_project(world.own, shared_with=[world.neighbour], submitted=True)
    assert "Submit On 4 May 2026, with a receipt Completed" in shown_to(client, world, "champion").replace("\xa0", " ")
    assert f'href="/projects/{project.pk}/receipt/"' in client.get("/home/").content.decode()
    assert "2 minutes" not in shown_to(client, world, "representative")


def test_a_returned_project_says_by_whom_and_is_to_be_mended(client: Client, world: World) -> None:
    project = make_project(world.own, shared_with=[world.neighbour])
    Endorsement.objects.create(
        edition=project.edition,
        asked_by=world.people["representative"],
        asked_at=BEFORE,
        verdict="returned",
        reason="Say who leads.",
        decided_by=world.people["champion"],
        decided_at=BEFORE,
    )
    shown = shown_to(client, world, "representative")
    assert "Working as one team Do this next" in shown
    assert f"{world.people['champion'].name} has returned it with a reason Returned" in shown
    assert "It was returned with a reason" in shown_to(client, world, "champion")


def test_a_champion_who_has_endorsed_reads_that_it_is_to_be_submitted(client: Client, world: World) -> None:
    make_project(world.own, shared_with=[world.neighbour], endorsed=True)
    shown = shown_to(client, world, "champion")
    assert "It is endorsed. A representative submits it next." in shown
    assert "By 30 June 2098. 2 minutes Not started" in shown.replace("\xa0", " ")


@pytest.mark.parametrize("begins", [True, False], ids=["a project", "no project"])
@pytest.mark.parametrize("who", ["representative", "champion"])
def test_an_early_closing_is_told_with_its_reason_and_whom_to_ask(
    client: Client, world: World, who: str, begins: bool
) -> None:
    if begins:
        make_project(world.own)
    manager, at = world.people["manager"], timezone.now() - timedelta(hours=1)
    Closure.objects.create(
        programme=world.here.programme, reason="All are in.\nWell done.", closed_by=manager, closed_at=at
    )
    shown = shown_to(client, world, who)
    assert "Submission was closed early, on " in shown
    assert "Why it was closed early All are in. Well done." in shown
    assert f"To be let in late, ask {manager.name}: {manager.email} ." in shown


def test_who_has_submitted_is_not_told_that_submission_was_closed_early(client: Client, world: World) -> None:
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    manager, at = world.people["manager"], timezone.now() - timedelta(hours=1)
    Closure.objects.create(programme=world.here.programme, reason="All are in.", closed_by=manager, closed_at=at)
    assert "closed early" not in shown_to(client, world, "representative")


def test_leave_to_be_late_is_told_as_such_beside_the_day(client: Client, world: World) -> None:
    KeyDate.objects.filter(kind="submission").update(closes_at=AFTER)
    facts = {"reason": "Floods", "admitted_by": world.people["manager"], "admitted_at": AFTER, "until": LONG}
    Admission.objects.create(partnership=world.own, **facts)
    assert title_for(client, world, "representative") == "Your project is still to be started"
    shown = shown_to(client, world, "representative").replace("\xa0", " ")
    assert "You have leave to submit late, by 30 June 2098" in shown
    assert "Submit By 30 June 2098, with leave to be late. 2 minutes" in shown


def test_once_submission_has_closed_nobody_is_told_that_the_grant_depends_on_what_they_can_no_longer_do(
    client: Client, world: World
) -> None:
    KeyDate.objects.filter(kind="submission").update(closes_at=AFTER)
    world.people["single"] = RoleFactory(representative=True, partnership=world.here.single).person
    make_project(world.neighbour, shared_with=[world.own], submitted=True)
    out, alone = (shown_to(client, world, who) for who in ("representative", "single"))
    assert "Your grant: £6,300, lost as things stand You have not submitted, and 2 of" in out
    assert "So far 1 has." in out
    assert "Your grant: £19,600, lost as things stand It depended on one thing: that you submit. You have not." in alone
    make_project(world.own, submitted=True)
    assert "You have submitted, but 2 of" in shown_to(client, world, "representative")
