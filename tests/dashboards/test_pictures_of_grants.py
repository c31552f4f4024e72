"""The region by projects and by money: for those who see all eligibility, and the same everywhere."""

from collections import Counter

import pytest
from django.test import Client

from grants.models import Determination
from grants.services.determining import confirm_determination, prepare_determination
from partnerships.models import Partnership, Role
from projects.models import Sharing
from tests.dashboards.test_region import html_of, legend_of, rows_of, titles_of
from tests.factories import PartnershipFactory, RoleFactory, World
from tests.factories.projects import AFTER, BEFORE, give_line, give_terms, make_project

pytestmark = pytest.mark.usefixtures("without_second_step")
SEE_ALL = ["manager", "finance", "steering", "evaluator"]


@pytest.fixture
def reader(client: Client, world: World) -> Client:
    """A steering group member of a county in which one of three districts counts, one has submitted, one drafts."""
    give_terms(world.here.programme)
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    make_project(world.neighbour, submitted=True)
    make_project(third(world))
    make_project(world.here.single, submitted=True)
    client.force_login(world.people["steering"])
    return client


def third(world: World) -> Partnership:
    return next(one for one in world.here.districts if one not in (world.own, world.neighbour, world.elsewhere))


def decide(world: World) -> Determination:
    """Close, prepare and confirm, by two people."""
    deputy = RoleFactory(manager=True, is_deputy=True, programme=world.here.programme).person
    manager = world.people["manager"]
    found = prepare_determination(
        programme=world.here.programme, line=give_line(world.here.programme), minute="SG 1", by=manager, at=AFTER
    )
    return confirm_determination(determination=found, by=deputy, at=AFTER)


@pytest.mark.parametrize("show", ["project", "grant"])
def test_map_legend_table_and_downloads_agree(reader: Client, world: World, show: str) -> None:
    html = html_of(reader, f"/region/?show={show}")
    column = {"project": "Project", "grant": "Grant"}[show]
    drawn = Counter(title.rpartition(": ")[2] for title in titles_of(html))
    listed = Counter(row[column].lower() for row in rows_of(reader, "/region/table/"))
    assert drawn == listed
    assert (
        sorted(legend_of(html))
        == {
            "project": ["counts", "draft", "not_started", "submitted"],
            "grant": ["release", "withdrawn", "withheld"],
        }[show]
    )
    for state, number in legend_of(html).items():
        assert len(rows_of(reader, f"/region/table/?{show}={state}")) == number


def test_each_project_is_where_it_is(reader: Client, world: World) -> None:
    said = titles_of(html_of(reader, "/region/?show=project"))
    county = world.here.county.area
    assert f"{world.own.area}, {county}: submitted" in said
    assert f"{world.neighbour.area}, {county}: submitted, sharing not complete" in said
    assert f"{third(world).area}, {county}: begun" in said
    assert f"{world.here.single.area}: submitted" in said


def test_a_submitted_project_whose_champion_has_gone_says_what_it_lacks(reader: Client, world: World) -> None:
    Role.objects.filter(partnership=world.own, kind="champion").delete()
    said = titles_of(html_of(reader, "/region/?show=project"))
    assert f"{world.own.area}, {world.here.county.area}: submitted, but no champion named" in said


def test_the_line_round_a_county_says_whether_its_condition_is_met(reader: Client, world: World) -> None:
    before = html_of(reader, "/region/?show=project")
    assert (before.count('class="ch-met"'), before.count('class="ch-not-met"')) == (0, 3)  # one of them in the key
    assert "county condition not met" in before
    assert "condition not met" not in html_of(reader, "/region/?show=tier")
    Sharing.objects.create(
        edition=world.neighbour.project.edition,
        partnership=world.own,
        shared_by=world.people["champion"],
        shared_at=BEFORE,
        confirmed_by=world.people["champion"],
        confirmed_at=BEFORE,
    )
    after = html_of(reader, "/region/?show=project")
    assert (after.count('class="ch-met"'), after.count('class="ch-not-met"')) == (2, 2)


def test_money_is_as_things_stand_and_then_as_decided(reader: Client, world: World) -> None:
    before = html_of(reader, "/region/?show=grant")
    assert legend_of(before)["withdrawn"] == 7
    assert f"{world.own.area}, {world.here.county.area}: would be withdrawn" in titles_of(before)
    assert {row["Grant"] for row in rows_of(reader, "/region/table/?grant=withdrawn")} == {"Would be withdrawn"}
    decide(world)
    Role.objects.filter(partnership=world.here.single, kind="champion").delete()
    html = html_of(reader, "/region/")
    assert "what was decided of its grant" in html
    assert legend_of(html) == {"release": 1, "withheld": 1, "withdrawn": 7}
    assert {row["Grant"] for row in rows_of(reader, "/region/table/?grant=withdrawn")} == {"Withdrawn"}


@pytest.mark.parametrize("kind", sorted(set(Role.Kind.values) - set(SEE_ALL)))
def test_nobody_else_is_offered_projects_or_money(reader: Client, world: World, kind: str) -> None:
    reader.force_login(world.people[kind])
    for show in ("project", "grant"):
        html = html_of(reader, f"/region/?show={show}")
        assert "show=project" not in html
        assert "Submitted" not in html
        assert set(rows_of(reader, "/region/table/")[0]) == {"Partnership", "Area", "County", "Roles named", "Tier"}


@pytest.mark.parametrize("kind", SEE_ALL)
def test_those_who_see_all_of_it_are(reader: Client, world: World, kind: str) -> None:
    reader.force_login(world.people[kind])
    assert "show=project" in html_of(reader, "/region/")
    assert {"Project", "Grant"} <= set(rows_of(reader, "/region/table/")[0])


def test_above_two_hundred_counties_are_counted_by_project(reader: Client, world: World) -> None:
    PartnershipFactory.create_batch(200, programme=world.here.programme, district=True, county=world.here.county)
    html = html_of(reader, "/region/?show=project")
    assert titles_of(html) == []
    assert legend_of(html)["counts"] == 2
    assert html.count("portal-counties__counts") == 4


def test_before_the_year_has_terms_there_is_neither(client: Client, world: World) -> None:
    client.force_login(world.people["steering"])
    assert "show=project" not in html_of(client, "/region/")
