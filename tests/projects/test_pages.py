"""The page of a project, as everybody reads it; and the list of them."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from partnerships.models import Role
from partnerships.selectors.standing import standing_of
from projects.models import Project, Sharing
from projects.rules.next_step import Next
from projects.selectors.page import page_of
from projects.services.endorsing import ask_endorsement, return_project
from projects.services.sharing import confirm_receipt, share_project
from projects.services.writing import open_to_advisers, write_project
from tests.factories import PartnershipFactory, RoleFactory
from tests.factories.projects import BEFORE, give_terms, make_project
from tests.projects.stages import close_on, told
from tests.queries import assert_no_repeats, assert_same_queries, queries_for

pytestmark = pytest.mark.django_db
DRAFT, SHARED = "What nobody else was given", "Working as one team"


@pytest.fixture
def project(world):
    """Shared with the neighbour, who has it, and changed since; submission is open."""
    close_on(world.here.programme, timezone.now() + timedelta(days=12))
    made = make_project(world.own, shared_with=[world.neighbour])
    return write_project(project=made, seen=1, words={"title": DRAFT}, by=world.people["champion"], at=BEFORE)


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


# --- The list ---------------------------------------------------------------------------------------------------------
def titles(client, query=""):
    response = client.get(reverse("projects") + query)
    return [project.seen_title for project in response.context["listing"].page.object_list]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        pytest.param("manager", ["Elsewhere", "Single"], id="manager"),
        pytest.param("steering", ["Elsewhere", "Single"], id="steering"),
        pytest.param("adviser", [], id="adviser"),
        pytest.param("representative", ["Own draft", "Single"], id="representative"),
    ],
)
def test_each_role_lists_what_it_may_read(client, world, who, seen):
    make_project(world.own, words=("Own draft", "", "", ""))
    make_project(world.neighbour, words=("Neighbour's draft", "", "", ""))
    make_project(world.elsewhere, words=("Elsewhere", "", "", ""), submitted=True)
    given = make_project(world.here.districts[2], words=("Single", "", "", ""), shared_with=[world.own])
    make_project(world.abroad, words=("Abroad", "", "", ""), submitted=True)
    client.force_login(world.people[who])

    found = titles(client)

    assert sorted(found) == sorted(seen)
    assert given.title not in titles(client, "?q=draft")


def test_a_search_finds_no_words_that_one_may_not_read(client, world, project):
    client.force_login(world.people["manager"])

    assert (titles(client, "?q=nobody+else"), titles(client, "?q=one+team")) == ([], [SHARED])


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        pytest.param("?state=counts", ["Both"], id="counts"),
        pytest.param("?state=alone", ["Single"], id="alone"),
        pytest.param("?state=submitted", ["Submitted"], id="submitted"),
        pytest.param("?state=shared", ["Shared"], id="shared"),
        pytest.param("?state=draft", ["Waiting"], id="draft"),
        pytest.param("?state=nonsense", ["Both", "Shared", "Single", "Submitted", "Waiting"], id="nonsense"),
        pytest.param("?county=0", ["Both", "Shared", "Single", "Submitted", "Waiting"], id="no county"),
        pytest.param("?q=zelwick", ["Single"], id="area"),
    ],
)
def test_the_list_is_narrowed(client, world, query, seen):
    here, (first, second, third) = world.here, world.here.districts
    make_project(here.single, words=("Single", "", "", ""), submitted=True)
    make_project(first, words=("Both", "", "", ""), shared_with=[second], submitted=True)
    make_project(second, words=("Submitted", "", "", ""), submitted=True)
    make_project(third, words=("Shared", "", "", ""), shared_with=[first])
    make_project(here.county, words=("Waiting", "", "", ""), shared_with=[first], confirmed=False)
    client.force_login(world.people["manager"])

    assert sorted(titles(client, query)) == seen


def offered(client, name):
    """What a filter of the list can be set to, beside all."""
    found = re.search(rf'<select[^>]*name="{name}">(.*?)</select>', client.get(reverse("projects")).content.decode())
    return re.findall(r"<option[^>]*>(.*?)</option>", found[1])[1:] if found else []


def test_who_reads_all_is_offered_every_state_and_county(client, world):
    client.force_login(world.people["manager"])

    assert len(offered(client, "state")) == 5
    assert offered(client, "county") == ["Thessershire", "Umbershire"]


@pytest.mark.parametrize("who", ["representative", "champion"])
def test_others_are_offered_what_is_in_their_own_list(client, world, who):
    make_project(world.own, words=("Own", "", "", ""))
    make_project(world.elsewhere, submitted=True)
    client.force_login(world.people[who])
    alone = offered(client, "state"), offered(client, "county")
    make_project(world.neighbour, words=("Given", "", "", ""), shared_with=[world.own])

    assert alone == ([], [])
    assert offered(client, "state") == ["Shared, not yet submitted", "Begun"]
    assert offered(client, "county") == []
    assert (titles(client, "?state=shared"), titles(client, "?state=draft")) == (["Given"], ["Own"])
    assert sorted(titles(client, "?state=counts")) == sorted(titles(client, "?county=1")) == ["Given", "Own"]


def test_an_adviser_is_offered_the_counties_of_those_they_look_after(client, world):
    adviser = Role.objects.get(person=world.people["adviser"])
    adviser.assigned.set([world.here.single, world.own, world.here.other_county])
    for place in (world.here.single, world.own, world.here.other_county, world.neighbour):
        make_project(place, words=(place.area, "", "", ""), submitted=True)
    client.force_login(world.people["adviser"])

    assert offered(client, "county") == ["Thessershire", "Umbershire"]
    assert offered(client, "state") == [
        "Submitted, with nobody to share with",
        "Submitted, sharing not complete",
    ]
    assert titles(client, f"?county={world.here.other_county.pk}") == ["Umbershire"]
    assert titles(client, f"?county={world.here.county.pk}") == [world.own.area]
    assert titles(client, "?state=alone") == ["Zelwick"]


@pytest.mark.parametrize("who", ["representative", "champion"])
def test_nobody_is_asked_to_begin_a_project_once_submission_has_closed(client, world, who):
    close_on(world.here.programme, timezone.now() - timedelta(days=1))
    client.force_login(world.people[who])

    told = client.get(reverse("projects")).content.decode()

    assert reverse("start_project", args=[world.own.pk]) not in told
    assert "You have none this year, and nobody has shared theirs with you." in told


def test_downloads_hold_exactly_what_is_filtered(client, world):
    make_project(world.here.single, words=("=Single", "", "", ""), submitted=True)
    make_project(world.own, words=("Shared", "", "", ""), shared_with=[world.neighbour])
    client.force_login(world.people["manager"])

    text = b"".join(client.get(reverse("projects") + "?q=zelwick&format=csv").streaming_content).decode("utf-8-sig")
    book = load_workbook(
        io.BytesIO(b"".join(client.get(reverse("projects") + "?format=xlsx").streaming_content)), read_only=True
    )

    rows = list(csv.reader(io.StringIO(text)))
    assert [row[1] for row in rows] == ["Partnership", "Zelwick"]
    assert not rows[1][0].startswith("=")
    assert [row[1] for row in book.active.iter_rows(values_only=True)] == ["Partnership", "Ollerwick", "Zelwick"]


def test_one_that_was_shared_and_is_not_received_says_so_once_submitted_too(client, world):
    first, second, third = world.here.districts
    make_project(first, shared_with=[second], confirmed=False, submitted=True)
    make_project(second, submitted=True)
    make_project(third, shared_with=[first], confirmed=False)
    client.force_login(world.people["manager"])

    shown = told(client.get("/projects/"))

    assert "Submitted, sharing not complete With 1, none confirmed" in shown
    assert "Submitted, sharing not complete Not shared" in shown
    assert "Begun With 1, none confirmed" in shown


def test_where_no_receipt_is_asked_for_none_is_waited_for(client, world):
    first, second, third = world.here.districts
    give_terms(world.here.programme, sharing_confirmed=False, sharing_partners=2)
    make_project(first, shared_with=[second], confirmed=False, submitted=True)
    make_project(second, shared_with=[third], confirmed=False)
    client.force_login(world.people["manager"])

    shown = told(client.get("/projects/"))

    assert "Submitted, sharing not complete With 1, none confirmed" in shown
    assert "Begun With 1, none confirmed" in shown


def test_the_list_asks_the_same_for_any_length(client, world):
    programme = world.here.programme
    by = world.people["representative"]

    def more(number):
        for _ in range(number):
            district = PartnershipFactory(programme=programme, district=True, county=world.here.county)
            make_project(district, shared_with=[world.own], submitted=True, by=by)

    client.force_login(world.people["manager"])
    assert_same_queries(more, reverse("projects"), client)


def test_an_empty_list_says_what_to_do(client, world):
    client.force_login(world.people["representative"])

    told = client.get(reverse("projects")).content.decode()

    assert reverse("start_project", args=[world.own.pk]) in told
    assert not Sharing.objects.exists()


def test_a_state_is_called_the_same_on_its_page_in_lists_filters_and_legends(client, world):
    first, second, third = world.here.districts
    give_terms(world.here.programme)
    projects = {
        "Begun": make_project(first, shared_with=[second], confirmed=False),
        "Submitted, sharing not complete": make_project(second, shared_with=[third], confirmed=False, submitted=True),
        "Shared, not yet submitted": make_project(third, shared_with=[first]),
    }
    client.force_login(world.people["manager"])
    addresses = ("/projects/", "/region/?show=project", f"/grants/counties/{world.here.county.pk}/")
    shown = [told(client.get(address)) for address in addresses]
    for said, project in projects.items():
        assert said in offered(client, "state")
        assert all(said in page for page in (*shown, told(client.get(f"/projects/{project.pk}/")))), said
