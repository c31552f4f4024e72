"""The manager's page of submission: when it closes, how many are in, who is missing and why."""

from datetime import date

import pytest
import time_machine
from django.template.loader import render_to_string

from partnerships.rules.deadlines import last_moment
from projects.forms.missing import steps_in_words
from projects.models import Project
from projects.rules.submission import Window
from projects.selectors.missing import missing_from
from tests.factories import PartnershipFactory
from tests.factories.projects import CLOSES, make_project
from tests.kit.govuk_ui.rendering import words
from tests.projects.stages import AFTER, BEFORE, DAY, SECOND, admit, asked, endorsed, submitted, told
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def test_each_missing_partnership_is_told_with_what_it_lacks(world):
    submitted(world)
    make_project(world.neighbour, words=("Title", "", "", ""))
    make_project(world.here.county, endorsed=True)
    make_project(world.here.single, submitted=True)
    admit(world, AFTER, partnership=world.neighbour)

    missing = {one.name: one for one in missing_from(world.here.programme, at=AFTER)}

    assert world.own.name not in missing
    assert world.here.single.name not in missing
    assert len(missing) == 7
    assert missing[world.neighbour.name].steps == ("no_summary", "no_improvement", "no_champion", "not_asked")
    assert missing[world.neighbour.name].admitted_until == last_moment(date(2026, 7, 8))
    assert missing[world.here.county.name].steps == ("ready",)
    assert missing[world.here.other_single.name].steps == ("not_started",)
    assert missing[world.here.county.name].county == world.here.county.pk
    assert missing[world.neighbour.name].county_area == "Thessershire"


@pytest.mark.parametrize(
    ("stage", "steps"), [("asked", ("with_champion",)), ("endorsed", ("ready",)), ("changed", ("changed_since",))]
)
def test_what_waits_for_whom_is_told(world, stage, steps):
    if stage == "asked":
        asked(world)
    else:
        endorsed(world)
    if stage == "changed":
        Project.objects.update(summary="Newer")

    found = next(one for one in missing_from(world.here.programme, at=BEFORE) if one.pk == world.own.pk)

    assert found.steps == steps


@time_machine.travel(BEFORE, tick=False)
def test_the_page_says_when_it_closes_how_many_are_in_and_who_is_missing(world, manager):
    submitted(world)

    shown = told(manager.get("/submission/"))

    assert "Submission closes in 12 days, on 30 June 2026, 11:59pm" in shown
    assert "1 of 9 partnerships have submitted; 8 are missing." in shown
    assert world.own.name not in shown.partition("Who is missing")[2]
    assert "Not started" in shown
    assert "Let in late" not in shown


@time_machine.travel(BEFORE, tick=False)
def test_one_that_is_missing_and_none_are_told_in_good_english(world, manager):
    *most, last = world.here.partnerships
    for one in most:
        make_project(one, submitted=True)
    assert "8 of 9 partnerships have submitted; 1 is missing." in told(manager.get("/submission/"))
    assert "1 of 9 partnerships has not submitted." in told(manager.get("/submission/close/"))
    make_project(last, submitted=True)

    shown = told(manager.get("/submission/"))

    assert "All 9 partnerships have submitted." in shown
    assert "Every partnership has submitted" in shown


@pytest.mark.parametrize(
    ("at", "title"),
    [
        (CLOSES - DAY, "Submission closes tomorrow"),
        (CLOSES, "Submission closes today"),
        (CLOSES + SECOND, "Submission closed on 30 June 2026, 11:59pm"),
    ],
)
def test_the_title_counts_the_days_as_london_does(world, manager, at, title):
    with time_machine.travel(at, tick=False):
        manager.force_login(world.people["manager"])
        assert title in told(manager.get("/submission/"))


@time_machine.travel(BEFORE, tick=False)
def test_without_a_date_the_page_says_so(world, client):
    client.force_login(world.people["manager"])

    shown = client.get("/submission/")

    assert "No date is set on which submission closes" in told(shown)
    assert "/years/marlvale/set-up/dates/" in shown.content.decode()


@time_machine.travel(BEFORE, tick=False)
def test_the_list_is_narrowed_by_county_and_by_what_is_missing(world, manager):
    endorsed(world)

    by_step = told(manager.get("/submission/?step=ready")).partition("Who is missing")[2]
    by_county = told(manager.get(f"/submission/?county={world.here.other_county.pk}")).partition("Who is missing")[2]
    nobody = told(manager.get("/submission/?step=returned"))
    nonsense = told(manager.get("/submission/?step=x&county=x&page=x"))

    assert world.own.name in by_step
    assert world.neighbour.name not in by_step
    assert world.here.other_districts[0].name in by_county
    assert world.own.name not in by_county
    assert "None of the missing partnerships fits these filters" in nobody
    assert world.neighbour.name in nonsense


@time_machine.travel(BEFORE, tick=False)
def test_the_list_asks_the_same_however_long_it_is(world, manager):
    county = world.here.county

    def more(rows: int) -> None:
        for _ in range(rows):
            made = PartnershipFactory(programme=world.here.programme, district=True, county=county)
            make_project(made, endorsed=True)

    assert_same_queries(more, "/submission/", manager)


@time_machine.travel(BEFORE, tick=False)
def test_the_page_pages_after_fifty(world, manager):
    for _ in range(60):
        PartnershipFactory(programme=world.here.programme, metropolitan=True)

    assert "Showing 1 to 50 of 69 partnerships" in told(manager.get("/submission/"))
    assert "Showing 51 to 69 of 69 partnerships" in told(manager.get("/submission/?page=2"))


def test_thousands_are_written_with_a_comma(world):
    facts = {"programme": world.here.programme, "window": Window(is_open_year=True), "at": BEFORE}
    counted = {"all": 2_001, "handed_in": 1_000, "missing": 1_001}

    shown = words(render_to_string("projects/closing/heading.html", {**facts, **counted}))

    assert "1,000 of 2,001 partnerships have submitted; 1,001 are missing." in shown


@time_machine.travel(BEFORE, tick=False)
def test_a_download_has_the_same_rows(world, manager):
    endorsed(world)

    rows = b"".join(manager.get("/submission/?format=csv&step=ready")).decode().splitlines()

    assert len(rows) == 2
    assert world.own.name in rows[1]
    assert "Ready to submit" in rows[1]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (("not_started",), "Not started"),
        (("no_summary", "not_asked"), "No summary, champion not asked"),
        (("no_champion", "not_asked"), "No champion named"),
        (("no_champion", "with_champion"), "No champion named, waiting for the champion"),
    ],
)
def test_steps_are_one_line_that_says_nothing_twice(steps, said):
    assert steps_in_words(steps) == said


@time_machine.travel(BEFORE, tick=False)
def test_the_filter_names_each_step_with_a_capital(world, manager):
    shown = told(manager.get("/submission/"))

    assert (
        "Not started No summary No key improvement Nothing completed that it could rest on Rests on nothing yet"
        in shown
    )
