"""What the region needs: scores added up by group, and what those see who must not see small groups."""

import csv
import io
import re
from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from partnerships.models import Partnership, Terms
from selfassessment.models import Assessment
from selfassessment.rules.needs import HIDDEN
from selfassessment.selectors.needs import assessed_on, needs_of
from selfassessment.services.reopening import reopen_assessment
from tests.factories import PartnershipFactory, ProgrammeFactory
from tests.factories.assessments import ASSESSED, COMPLETED
from tests.factories.frameworks import choose, give_framework, given_version
from tests.factories.needs import completed_with
from tests.factories.people import PersonFactory
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
NEEDS = "/needs/"
BY_NAME = ("manager", "finance", "adviser", "area-lead", "steering", "evaluator")
GUARDED = ("representative", "champion", "facilitator", "agency")


@pytest.fixture(autouse=True)
def _without_second_step(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def year(world):
    """The programme, assessing by a framework of twelve themes."""
    choose(world.here.programme, given_version("key-success-criteria"))
    return world.here.programme


@pytest.fixture
def told(client, world):
    """What a page says to somebody in a role, without its markup."""

    def told_to(kind, address=NEEDS):
        client.force_login(world.people[kind])
        html = client.get(address).content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())

    return told_to


@pytest.fixture
def rows(client, world):
    """The download, as rows by name of column."""

    def rows_for(kind, address="/needs/?format=csv"):
        client.force_login(world.people[kind])
        text = b"".join(client.get(address)).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return rows_for


def needs_for(programme, *, by_name=True, tier=""):
    return needs_of(programme, assessed_on(programme), tier=tier, by_name=by_name)


def test_means_are_those_of_partnerships_and_not_of_statements(world, year):
    completed_with(world.here.county, {"trust": (8, 2)})
    completed_with(world.own, {"trust": (3, 3)})

    found = needs_for(year)
    cell = {row.key: row.of("trust") for row in found.heat.rows}[str(world.here.county.pk)]

    assert (cell.number, cell.mean) == (2, Fraction(5, 2))
    assert found.heat.region.of("trust").mean == Fraction(5, 2)


def test_thirds_are_added_up_exactly(world, year):
    for place in (world.here.county, *world.here.districts[:2]):
        completed_with(place, {"trust": (7, 3)})

    assert needs_for(year).heat.region.of("trust").mean == Fraction(7, 3)


def test_a_theme_that_does_not_show_is_in_no_mean(world, year):
    completed_with(world.own, {"trust": None, "vision": (4, 2)})

    found = needs_for(year)

    assert found.heat.region.of("trust").number == 0
    assert found.weakest[0] == "vision"


def test_a_joint_review_counts_like_an_assessment(world, year):
    Partnership.objects.filter(pk=world.here.single.pk).update(delivers_laa=True)
    world.here.single.refresh_from_db()
    completed_with(world.here.single, {"trust": (3, 1)})
    completed_with(world.own, {"trust": (2, 2)})

    cell = needs_for(year).heat.region.of("trust")

    assert (cell.number, cell.mean) == (2, 2)


def test_what_was_reopened_or_is_on_another_framework_is_not_in_it(world, year):
    reopened = completed_with(world.own, {"trust": (8, 2)})
    reopen_assessment(completion=reopened, reason="Why", by=world.people["manager"], at=COMPLETED)
    completed_with(world.neighbour, {"trust": (2, 2)})
    choose(year, give_framework())
    completed_with(world.elsewhere, {"one": (2, 1)})

    found = needs_for(year)

    assert found.heat.region.cells.keys() == {"one"}
    assert (found.standings.completed, found.standings.under_way, found.standings.others) == (1, 1, 1)
    assert found.standings.not_begun == 6


def test_another_year_is_not_in_it(world, year):
    choose(world.there.programme, assessed_on(year))
    completed_with(world.abroad, {"trust": (8, 2)})
    completed_with(world.own, {"trust": (2, 2)})

    assert needs_for(year).heat.region.of("trust").number == 1


def test_the_page_says_what_is_weakest_first(told, world, year):
    for place in world.here.partnerships:
        completed_with(place, {"trust": (4, 2), "vision": (5, 2), "policy": (3, 2)})

    page = told("manager")

    assert "Weakest in the region: Understanding policy" in page
    assert "It scores 1.50 of 4. Then come Building trust (2.00) and A strong shared vision (2.50)." in page
    assert "9 of 9 partnerships have completed" in page
    assert "Understanding policy 1.50 (9) 1.50 (1) 1.50 (1) 1.50 (4) 1.50 (3)" in page


def test_who_may_see_names_sees_who_is_how_far(told, world, year):
    completed_with(world.own, {"trust": (4, 2)}, stage="developing")
    Assessment.objects.create(
        partnership=world.neighbour, made_on=assessed_on(year), started_by=PersonFactory(), started_at=ASSESSED
    )

    page = told("steering")

    assert "Developing 1" in page
    assert "Under way 1 Not begun 7" in page
    assert f"Are under way: 1 {world.neighbour.name}" in page
    assert world.elsewhere.name in page.partition("Have not begun: 7")[2]
    assert world.own.name not in page


@pytest.mark.parametrize("kind", BY_NAME)
def test_who_has_a_star_sees_each_partnership(told, world, year, kind):
    completed_with(world.elsewhere, {"trust": (7, 2)})

    page = told(kind, "/needs/?by=partnership")

    assert world.elsewhere.name in page
    assert "3.50" in page
    assert f"{world.neighbour.name} Not begun" in page


@pytest.mark.parametrize("kind", GUARDED)
def test_others_get_the_same_sums_whatever_they_ask_for(told, world, year, kind):
    for place in world.here.partnerships:
        completed_with(place, {"trust": (7, 2)})

    page = told(kind)
    asked = [told(kind, f"/needs/{each}") for each in ("?by=partnership", "?tier=county&by=partnership")]

    assert asked == [page, page]
    assert not any(place.name in page for place in world.here.partnerships)


@pytest.mark.parametrize("kind", GUARDED)
def test_small_groups_are_hidden_and_the_next_smallest_with_them(told, rows, world, year, kind):
    # Two metropolitan and unitary, a county with three districts and one with two; three more in the second.
    for at in range(2):
        PartnershipFactory(programme=year, area=f"More {at}", district=True, county=world.here.other_county)
    for place in year.partnerships.all():
        completed_with(place, {"trust": (7, 2)})

    page = told(kind)
    found = {row["Where"]: row for row in rows(kind) if row["Theme"] == "Building trust"}

    assert "Hidden" in page
    assert found["Region"]["Partnerships"] == "11"
    assert found["Umbershire"]["Partnerships"] == "5"
    for hidden in ("Thessershire", "Metropolitan districts", "Unitary authorities"):
        assert (found[hidden]["Score"], found[hidden]["Partnerships"]) == ("", "")
        assert "Hidden" in found[hidden]["Note"]


def test_the_limit_is_the_years(world, year):
    for place in year.partnerships.all():
        completed_with(place, {"trust": (7, 2)})
    Terms.objects.filter(programme=year).delete()
    Terms.objects.create(programme=year, number=1, smallest_group=4, made_at=COMPLETED, fixed_at=COMPLETED)

    found = needs_for(year, by_name=False)
    cells = {row.key: row.of("trust") for row in found.heat.rows}

    assert found.least == 4
    assert cells[str(world.here.county.pk)].number == 4
    assert cells[str(world.here.other_county.pk)] is HIDDEN


@pytest.mark.parametrize("kind", GUARDED)
def test_of_too_few_in_all_nothing_is_told(told, rows, world, year, kind):
    for place in world.here.partnerships[:4]:
        completed_with(place, {"trust": (7, 2)})

    page = told(kind)

    assert "Fewer than 5 partnerships have completed an assessment" in page
    assert "3.5" not in page
    assert all(row["Score"] == "" for row in rows(kind))


def test_the_guarded_see_means_roughly(rows, world, year):
    for place in world.here.partnerships:
        completed_with(place, {"trust": (7, 3)})

    assert next(row["Score"] for row in rows("agency") if row["Theme"] == "Building trust") == "2.3"
    assert next(row["Score"] for row in rows("manager") if row["Theme"] == "Building trust") == "2.33"


def followed(year):
    """The year before, with the same places."""
    last = ProgrammeFactory(region=year.region, starts=date(2025, 4, 1), ends=date(2026, 3, 31))
    choose(last, assessed_on(year))
    places = {}
    for place in year.partnerships.filter(county=None):
        places[place.pk] = PartnershipFactory(programme=last, area=place.area, tier=place.tier)
    for place in year.partnerships.exclude(county=None):
        county = places[place.county_id]
        places[place.pk] = PartnershipFactory(programme=last, area=place.area, tier=place.tier, county=county)
    return places


def test_only_pairs_of_a_theme_are_compared_with_last_year(told, world, year):
    last = followed(year)
    completed_with(world.own, {"trust": (6, 2), "vision": (4, 2)})
    completed_with(last[world.own.pk], {"trust": (5, 2), "vision": None})
    completed_with(world.neighbour, {"trust": (2, 2)})
    completed_with(last[world.elsewhere.pk], {"trust": (8, 2)})

    (change,) = needs_for(year).changes

    assert (change.theme, change.pairs, change.difference) == ("trust", 1, Fraction(1, 2))
    assert "Building trust rose most since last year" in told("manager")
    assert "2.50 3.00 +0.50 1" in told("manager")


def test_a_change_is_what_lies_between_the_figures_beside_it(told, world, year):
    last = followed(year)
    completed_with(last[world.own.pk], {"trust": (7, 6), "vision": (4, 3)})
    completed_with(world.own, {"trust": (4, 3), "vision": (7, 6)})

    page = told("manager")

    assert "1.17 1.33 +0.16 1" in page
    assert "1.33 1.17 −0.16 1" in page


def test_themes_whose_changes_look_alike_are_named_together(told, world, year):
    last = followed(year)
    completed_with(last[world.own.pk], {"trust": (2, 2), "vision": (2, 2)})
    completed_with(world.own, {"trust": (3, 2), "vision": (3, 2)})

    assert "A strong shared vision and Building trust rose most since last year" in told("manager")


def test_a_place_of_another_tier_last_year_is_no_pair_of_a_tier(world, year):
    last = followed(year)
    Partnership.objects.filter(pk=world.own.pk).update(gss_code="E07000001")
    Partnership.objects.filter(pk=last[world.own.pk].pk).update(gss_code="E07000001", tier="unitary", county=None)
    for place in (world.own, world.neighbour):
        completed_with(place, {"trust": (6, 2)})
        completed_with(last[place.pk], {"trust": (5, 2)})

    assert [change.pairs for change in needs_for(year).changes] == [2]
    assert [change.pairs for change in needs_for(year, tier="district").changes] == [1]


def test_of_many_who_have_not_begun_the_first_by_name_are_named(told, year):
    for at in range(14):
        PartnershipFactory(programme=year, area=f"More {at:02}", name=f"a place {at:02}", is_county=True)

    page = told("manager")

    assert "Have not begun: 23 a place 00 a place 01" in page
    assert "a place 11 and 11 more" in page


def test_another_framework_is_not_compared(world, year):
    last = followed(year)
    completed_with(last[world.own.pk], {"trust": (5, 2)})
    choose(year, give_framework(title="Another"))
    completed_with(world.own, {"trust": (6, 2)})

    assert needs_for(year).changes == []


@pytest.mark.parametrize(("number", "seen"), [(9, True), (8, False)])
def test_a_change_is_told_to_the_guarded_only_of_everybody(told, world, year, number, seen):
    last = followed(year)
    for place in year.partnerships.all():
        completed_with(last[place.pk], {"trust": (5, 2)})
    for place in world.here.partnerships[:number]:
        completed_with(place, {"trust": (7, 2)})

    assert ("rose most since last year" in told("representative")) is seen
    assert "rose most since last year" in told("manager")


def test_a_tier_by_itself(told, world, year):
    completed_with(world.here.county, {"trust": (8, 2)})
    completed_with(world.own, {"trust": (3, 3)})

    page = told("manager", "/needs/?tier=district")

    assert "Weakest among districts: Building trust" in page
    assert "1 of 5 partnerships" in page
    assert "1.00 (1)" in page


def test_before_a_framework_is_chosen_the_page_says_so(told):
    assert "No framework is chosen for this year yet" in told("representative")


def test_before_anybody_completed_the_page_says_so(told, year):
    assert "None of 9 partnerships has completed an assessment yet" in told("manager")
    assert "Fewer than 5" not in told("agency")


def test_many_groups_stand_beneath_each_other(told, year):
    for at in range(9):
        completed_with(PartnershipFactory(programme=year, area=f"More {at}", is_county=True), {"trust": (7, 2)})

    assert "Region 3.50 (9)" in told("manager")


def test_groups_and_partnerships_come_in_pages(told, year):
    for at in range(51):
        completed_with(PartnershipFactory(programme=year, area=f"More {at:02}", is_county=True), {"trust": (7, 2)})

    assert "Showing 1 to 30 of 55" in told("manager")
    first, second = (told("manager", f"/needs/?by=partnership&page={page}") for page in (1, 2))
    assert "Showing 1 to 50 of 60" in first
    assert [area in first for area in ("More 40", "More 50")] == [True, False]
    assert [area in second for area in ("More 40", "More 50")] == [False, True]


@pytest.mark.parametrize("kind", ["manager", "representative"])
@pytest.mark.parametrize("asked", ["", "?by=partnership"])
def test_any_number_of_partnerships_takes_the_same_queries(client, world, year, kind, asked):
    client.force_login(world.people[kind])

    def more(number):
        for _each in range(number):
            place = PartnershipFactory(programme=year, is_county=True)
            completed_with(place, {"trust": (7, 2), "vision": (7, 3)})

    assert_same_queries(more, reverse("needs") + asked, client)


@pytest.mark.parametrize(
    ("kind", "led"), [("manager", True), ("adviser", True), ("steering", False), ("agency", False)]
)
def test_those_who_read_results_are_led_from_needs_to_their_list(told, year, kind, led):
    assert ("The completed results, as a list" in told(kind)) == led
