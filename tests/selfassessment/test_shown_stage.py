"""Where a file lowers stages without a plan, every page shows the same stage as the result does."""

import csv
import io
import re

import pytest
from django.urls import reverse

from partnerships.models import Partnership
from selfassessment.models import Action, FrameworkVersion
from selfassessment.rules.reading import read_framework
from selfassessment.selectors.frameworks import words_of
from selfassessment.selectors.needs import needs_of
from selfassessment.selectors.needs_plan import asked_by_theme
from selfassessment.selectors.unplanned import unplanned_column, unplanned_in
from selfassessment.services.frameworks import keep
from tests.factories import PartnershipFactory, ProgrammeFactory
from tests.factories.assessments import COMPLETED
from tests.factories.frameworks import LOADED, SMALL, choose
from tests.factories.needs import completed_with
from tests.factories.people import PersonFactory
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LIST = reverse("completions")
LOWERS = SMALL.replace("  plan_below: 2.5\n", "  plan_below: 2.5\n  lower_stage_without_plan: true\n")
BELOW, AT = {"one": (499, 200)}, {"one": (5, 2)}
WHY = "A stage shows one lower than it was found while a theme that asks for an action has none."


@pytest.fixture(autouse=True)
def _without_second_step(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def lowering(world) -> FrameworkVersion:
    """The framework by which the year assesses, in its second version: it lowers a stage while a theme below 2.5 has
    no action."""
    _first, second = (lowers(number) for number in (1, 2))
    return choose(world.here.programme, second)


def lowers(number: int) -> FrameworkVersion:
    """A version of it; the same again is the same one."""
    return keep(read_framework(LOWERS.replace("version: 1", f"version: {number}")), "", by=None, at=LOADED)[0]


@pytest.fixture
def manager(world, client):
    client.force_login(world.people["manager"])
    return client


def plan(partnership: Partnership, *, number: int = 2, **more) -> Action:
    """An action, written on a version of the framework."""
    version = lowers(number)
    facts = {"theme": "one", "what": "Meet", "who": "Chair", "written_by": PersonFactory(), "written_at": COMPLETED}
    return Action.objects.create(partnership=partnership, made_on=version, **{**facts, **more})


def told(client, address: str) -> str:
    html = client.get(address).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())


def rows(client, address: str) -> dict[str, dict[str, str]]:
    """A download, by the area that its first column names."""
    text = b"".join(client.get(address)).decode("utf-8-sig")
    found = csv.DictReader(io.StringIO(text))
    return {next(iter(row.values())).removesuffix(" Partnership"): row for row in found}


CASES = pytest.mark.parametrize(
    ("themes", "actions", "shown"),
    [
        (BELOW, [], "First"),
        (AT, [], "Last"),
        ({"one": None}, [], "Last"),
        (BELOW, [{}], "Last"),
        (BELOW, [{"done_on": COMPLETED.date()}], "Last"),
        (BELOW, [{"dropped_at": COMPLETED}], "First"),
        (BELOW, [{"theme": "other"}], "First"),
        (BELOW, [{"number": 1}], "Last"),
        (BELOW, [{"number": 1, "dropped_at": COMPLETED}], "First"),
    ],
    ids=[
        *("no action", "at the limit", "does not show", "an action", "done", "given up", "on another theme"),
        *("on the version before", "given up on it"),
    ],
)


@CASES
def test_list_needs_table_and_map_show_one_stage(manager, world, lowering, themes, actions, shown):
    completed_with(world.own, {**themes, "two": (6, 2)}, stage="last")
    for action in actions:
        plan(world.own, **action)

    found = needs_of(world.here.programme, lowering, by_name=True).standings.stages
    hexagon = manager.get("/region/?show=assessment").content.decode()

    assert rows(manager, f"{LIST}?format=csv")[world.own.area]["Stage"] == shown
    assert rows(manager, "/region/table/?format=csv")[world.own.area]["Assessment"] == shown
    assert (found["first"], found["last"]) == ((1, 0) if shown == "First" else (0, 1))
    assert re.search(rf"{world.own.area}[^<]*: {shown}", hexagon, re.IGNORECASE)


@CASES
def test_the_home_and_the_regions_plan_ask_for_an_action_where_the_stage_is_lowered(
    world, lowering, themes, actions, shown
):
    completed_with(world.own, {**themes, "two": (6, 2)}, stage="last")
    for action in actions:
        plan(world.own, **action)

    home = Partnership.objects.annotate(low=unplanned_column()).get(pk=world.own.pk).low
    region = asked_by_theme(world.here.programme, lowering, words_of(lowering)).get("one")

    assert [each.key for each in unplanned_in(home)] == (["one"] if shown == "First" else [])
    assert (region.weak - region.planned if region else 0) == (1 if shown == "First" else 0)


def test_the_list_says_which_stage_was_found_and_why_another_is_shown(manager, world, lowering):
    completed_with(world.own, BELOW, stage="last")
    completed_with(world.neighbour, AT, stage="last")

    page, found = told(manager, LIST), rows(manager, f"{LIST}?format=csv")

    assert WHY in page
    assert "First Found: Last" in page
    assert page.count("Found:") == 1
    assert {area: (row["Stage"], row["Stage found"]) for area, row in found.items()} == {
        world.own.area: ("First", "Last"),
        world.neighbour.area: ("Last", "Last"),
    }


def test_the_lowest_stage_stays_and_nothing_is_said_of_it(manager, world, lowering):
    completed_with(world.own, {"one": (2, 2)}, stage="first")

    assert rows(manager, f"{LIST}?format=csv")[world.own.area]["Stage"] == "First"
    assert "Found:" not in told(manager, LIST)


def test_filters_find_the_stage_that_is_shown(manager, world, lowering):
    completed_with(world.own, BELOW, stage="last")
    completed_with(world.neighbour, AT, stage="last")

    for address, asked in (LIST, "stage"), ("/region/table/", "assessment"):
        assert list(rows(manager, f"{address}?{asked}=first&format=csv")) == [world.own.area]
        assert list(rows(manager, f"{address}?{asked}=last&format=csv")) == [world.neighbour.area]


def test_needs_and_map_say_that_stages_are_lowered(manager, world, lowering):
    completed_with(world.own, BELOW, stage="last")

    assert "A stage shows one lower while a theme that asks for an action has none." in told(manager, "/needs/")
    assert WHY in told(manager, "/region/?show=assessment")
    assert WHY not in told(manager, "/region/?show=tier")


def test_a_file_that_does_not_say_so_lowers_nothing(manager, world):
    version = keep(read_framework(SMALL), "", by=None, at=LOADED)[0]
    choose(world.here.programme, version)
    completed_with(world.own, BELOW, stage="last")

    row = rows(manager, f"{LIST}?format=csv")[world.own.area]

    assert row["Stage"] == "Last"
    assert "Stage found" not in row
    assert rows(manager, "/region/table/?format=csv")[world.own.area]["Assessment"] == "Last"
    assert "one lower" not in told(manager, LIST) + told(manager, "/needs/") + told(manager, "/region/?show=assessment")


@pytest.mark.parametrize(("has_action", "said"), [(False, "First"), (True, "Last")], ids=["without", "with an action"])
def test_last_years_stage_is_the_one_that_was_shown(manager, world, lowering, has_action, said):
    before = ProgrammeFactory(region=world.here.programme.region, starts="2025-04-01", ends="2026-03-31")
    choose(before, lowering)
    last = PartnershipFactory(programme=before, district=True, area=world.own.area)
    completed_with(last, BELOW, stage="last")
    if has_action:
        plan(last)

    page = told(manager, reverse("assessment_result", args=[completed_with(world.own, AT, stage="last").pk]))

    assert f"Last year: {said}, 2.495" in page


def test_the_list_asks_the_same_for_any_length_where_stages_are_lowered(manager, world, lowering):
    def complete(many):
        for _ in range(many):
            completed_with(PartnershipFactory(programme=world.here.programme), BELOW, stage="last")

    assert_same_queries(complete, LIST, manager)
