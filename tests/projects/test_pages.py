"""The page of a project, as everybody reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.selectors.standing import standing_of
from projects.models import Project, Sharing
from projects.rules.next_step import Next
from projects.selectors.page import page_of
from projects.services.endorsing import ask_endorsement, return_project
from projects.services.sharing import confirm_receipt, share_project
from projects.services.writing import open_to_advisers, write_project
from tests.factories import RoleFactory
from tests.factories.projects import BEFORE, make_project
from tests.projects.stages import DRAFT, SHARED, close_on
from tests.queries import assert_no_repeats, queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbour(world):
    return RoleFactory(representative=True, partnership=world.neighbour).person


def page(client, person, project):
    client.force_login(person)
    return client.get(reverse("project", args=[project.pk]))


@pytest.mark.parametrize("who", ["representative", "champion"])
def test_own_people_read_the_draft_and_what_others_read(client, world, project, who):
    told = page(client, world.people[who], project).content.decode()

    assert f'<h1 class="govuk-heading-l">{DRAFT}</h1>' in told
    assert "Others still read version 1" in told
    assert SHARED in told


def test_of_a_submitted_project_one_reads_whose_receipt_is_awaited(client, world):
    close_on(world.here.programme, timezone.now() + timedelta(days=12))
    made = make_project(world.own, shared_with=[world.neighbour], confirmed=False, submitted=True)
    waits = page(client, world.people["champion"], made).content.decode()
    assert f"{world.neighbour.area} has still to confirm that it received it." in waits
    assert "nothing more to do" not in waits


def test_of_a_project_that_counts_one_has_nothing_more_to_do_though_a_receipt_is_awaited(client, world):
    close_on(world.here.programme, timezone.now() + timedelta(days=12))
    made = make_project(world.own, shared_with=[world.neighbour], submitted=True)
    everybody = page(client, world.people["representative"], made).content.decode()
    by = world.people["representative"]
    Sharing.objects.create(edition=made.edition, partnership=world.here.county, shared_by=by, shared_at=BEFORE)
    but_one = page(client, by, made).content.decode()
    assert "It is submitted. There is nothing more to do for it." in everybody
    assert "still to confirm" not in everybody
    assert "You have nothing more to do for it." in but_one
    assert f"{world.here.county.area} (county) has still to confirm that it received it." in but_one


@pytest.mark.parametrize("who", ["manager", "finance", "steering", "evaluator", "adviser", "area-lead"])
def test_others_read_the_edition_and_never_the_draft(client, world, project, who):
    told = page(client, world.people[who], project).content.decode()

    assert SHARED in told
    assert "Version 1 of 4" in told
    assert DRAFT not in told


@pytest.mark.parametrize("who", ["adviser", "area-lead"])
def test_advisers_read_the_draft_where_the_partnership_lets_them(client, world, project, who):
    open_to_advisers(project=project, is_open=True, by=world.people["representative"], at=BEFORE)

    assert DRAFT in page(client, world.people[who], project).content.decode()


@pytest.mark.parametrize("who", ["manager", "steering", "adviser"])
def test_a_draft_that_nobody_was_given_is_not_there_for_others(client, world, who):
    lonely = make_project(world.own)

    answer = page(client, world.people[who], lonely)

    assert (answer.status_code, lonely.title in answer.content.decode()) == (404, False)
    assert "Page not found" in answer.content.decode()


def test_only_those_to_whom_it_was_given_read_it(client, world, project, neighbour):
    other = RoleFactory(representative=True, partnership=world.here.districts[2]).person

    given, refused = (page(client, who, project) for who in (neighbour, other))

    assert (given.status_code, SHARED in given.content.decode()) == (200, True)
    assert (refused.status_code, SHARED in refused.content.decode()) == (404, False)
    assert "Page not found" in refused.content.decode()


def test_a_receiver_is_told_that_the_words_are_newer_than_those_given(client, world, project, neighbour):
    share_project(
        project=project, seen=2, partners=[world.here.county.pk], by=world.people["representative"], at=BEFORE
    )

    told = page(client, neighbour, project).content.decode()

    assert "This is version 2" in told
    assert "You were given version 1" in told


def test_withdrawn_and_never_shared_it_is_a_draft_again(client, world):
    project = make_project(world.own, submitted=True)
    seen = page(client, world.people["manager"], project)
    project.submissions.update(withdrawn_at=BEFORE, withdrawn_by=world.people["representative"])

    gone = page(client, world.people["manager"], project)
    assert (seen.status_code, project.title in seen.content.decode()) == (200, True)
    assert (gone.status_code, project.title in gone.content.decode()) == (404, False)


@pytest.mark.parametrize(
    ("who", "is_told"),
    [("representative", True), ("champion", True), ("manager", True), ("adviser", True), ("area-lead", True)]
    + [("finance", False), ("steering", False), ("evaluator", False)],
)
def test_why_it_was_returned_is_told_to_those_of_row_12_alone(client, world, project, who, is_told):
    asked = ask_endorsement(project=project, seen=2, by=world.people["representative"], at=BEFORE)
    return_project(endorsement=asked, reason="It has no measure", by=world.people["champion"], at=BEFORE)

    told = page(client, world.people[who], project).content.decode()

    assert ("It has no measure" in told, "returned" in told) == (is_told, is_told)


@pytest.mark.parametrize(("who", "is_told"), [("manager", True), ("adviser", True), ("steering", False)])
def test_names_of_people_are_told_to_those_who_read_contacts(client, world, who, is_told):
    close_on(world.here.programme)
    project = make_project(world.own)
    share_project(project=project, seen=1, partners=[world.neighbour.pk], by=world.people["representative"], at=BEFORE)

    told = page(client, world.people[who], project).content.decode()

    assert world.neighbour.name in told
    assert ("Odile Marchbank" in told) is is_told


def test_the_page_leads_from_writing_to_the_champion(world):
    now = timezone.now()
    close_on(world.here.programme, now + timedelta(days=12))
    representative, champion = (standing_of(world.people[who], on=now.date()) for who in ("representative", "champion"))
    project = make_project(world.own, words=("Title", "", "", ""))
    by = {"by": world.people["representative"], "at": BEFORE}

    def steps():
        return [page_of(standing, project.pk, at=now).step for standing in (representative, champion)]

    assert steps() == [Next.WRITE, Next.WAIT_REPRESENTATIVE]
    write_project(project=project, seen=1, words={"summary": "How", "first_improvement": "What"}, **by)
    assert steps() == [Next.SHARE, Next.WAIT_REPRESENTATIVE]
    (sharing,) = share_project(project=project, seen=2, partners=[world.neighbour.pk], **by)
    assert steps() == [Next.ASK, Next.WAIT_REPRESENTATIVE]
    ask_endorsement(project=project, seen=2, **by)
    assert steps() == [Next.WAIT_CHAMPION, Next.ENDORSE]
    confirm_receipt(sharing=sharing, **by)
    assert page_of(representative, project.pk, at=now).state == "shared"


@pytest.mark.parametrize("who", ["representative", "champion", "manager", "adviser", "steering"])
def test_a_page_asks_little_and_nothing_twice(client, world, project, who):
    asked = ask_endorsement(project=project, seen=2, by=world.people["representative"], at=BEFORE)
    return_project(endorsement=asked, reason="It has no measure", by=world.people["champion"], at=BEFORE)
    client.force_login(world.people[who])
    address = reverse("project", args=[project.pk])
    client.get(address)

    asked_for = queries_for(address, client)

    assert_no_repeats(asked_for)
    assert len(asked_for) <= 8, "\n".join(asked_for)


@pytest.mark.parametrize(("who", "at_most"), [("representative", 8), ("manager", 8), ("steering", 8)])
def test_after_the_date_whom_to_ask_is_told_to_who_would_submit_alone(client, world, project, who, at_most):
    close_on(world.here.programme, timezone.now() - timedelta(days=1))
    page(client, world.people[who], project)

    asked = queries_for(reverse("project", args=[project.pk]), client)
    shown = page(client, world.people[who], project).content.decode()

    assert len(asked) <= at_most, asked
    assert ("To be let in late, ask" in shown) is (who == "representative")


def test_letting_advisers_read_is_one_button(client, world, project):
    client.force_login(world.people["representative"])
    address = reverse("open_to_advisers", args=[project.pk])

    told = client.post(address, {"is_open": "yes"}, follow=True).content.decode()
    wrong = client.post(address, {"is_open": "maybe"}, follow=True).content.decode()

    assert "Your advisers may read the draft" in told
    assert "Nothing was changed" in wrong
    assert Project.objects.get().open_to_advisers
