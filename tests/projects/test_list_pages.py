"""The list of projects, as everybody reads it."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from partnerships.models import Role
from projects.models import Sharing
from tests.factories import PartnershipFactory
from tests.factories.projects import give_terms, make_project
from tests.projects.stages import SHARED, close_on, told
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


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


def test_a_single_tier_that_is_in_is_not_called_shared(client, world):
    make_project(world.here.single, submitted=True)
    make_project(world.neighbour, submitted=True, shared_with=[world.own])
    client.force_login(world.people["manager"])

    rows = csv.DictReader(io.StringIO(b"".join(client.get("/projects/?format=csv")).decode("utf-8-sig")))

    states = {row["Partnership"]: row["State"] for row in rows}
    assert states == {world.here.single.area: "Submitted", world.neighbour.area: "Submitted and shared"}
