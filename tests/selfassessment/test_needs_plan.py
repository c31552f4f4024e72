"""The regional learning plan is the sum of the partnerships' own plans, and tells of no few of them."""

import re
from datetime import date

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.models import Partnership, Programme, Role
from partnerships.selectors.standing import Standing
from selfassessment.models import Action
from selfassessment.rules.reading import read_framework
from selfassessment.selectors.actions import plan_for
from selfassessment.selectors.needs import assessed_on
from selfassessment.selectors.needs_plan import Asked, Meant, guarded, regional_plan
from selfassessment.selectors.needs_plan import Line as PlanLine
from selfassessment.services.frameworks import keep
from tests.factories import PartnershipFactory
from tests.factories.assessments import ASSESSED
from tests.factories.frameworks import FOLDER, LOADED, choose, give_framework, given_version
from tests.factories.needs import completed_with
from tests.factories.people import PersonFactory
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
PLAN = "/needs/plan/"
TODAY = date(2026, 6, 18)
BEFORE, AFTER = date(2026, 6, 17), date(2026, 6, 19)
THEMES = ("vision", "trust", "impact")


@pytest.fixture(autouse=True)
def _without_second_step(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def year(world):
    """The programme, assessing by a framework of twelve themes; below 2.5 one asks for an action."""
    choose(world.here.programme, given_version("key-success-criteria"))
    return world.here.programme


@pytest.fixture
def former(world):
    """The version that the year assessed by before."""
    choose(world.here.programme, given_version("key-success-criteria"))
    former = assessed_on(world.here.programme)
    text = (FOLDER / "key-success-criteria.yaml").read_text(encoding="utf-8").replace("version: 1", "version: 2")
    choose(world.here.programme, keep(read_framework(text), "", by=None, at=LOADED)[0])
    return former


def act(partnership, theme, *, by_when=None, done_on=None, dropped_at=None, what="Meet each month", made_on=None):
    return Action.objects.create(
        partnership=partnership,
        made_on=made_on or assessed_on(partnership.programme),
        theme=theme,
        what=what,
        who="The secretary",
        by_when=by_when,
        done_on=done_on,
        dropped_at=dropped_at,
        written_by=PersonFactory(),
        written_at=ASSESSED,
    )


def lines_of(programme, *, by_name=True, on=TODAY):
    plan = regional_plan(programme, assessed_on(programme), on=on, by_name=by_name)
    return {line.theme.key: line for line in plan.lines}


scores = st.dictionaries(st.sampled_from(THEMES), st.none() | st.tuples(st.integers(3, 12), st.just(3)))
dates = st.none() | st.sampled_from([BEFORE, TODAY, AFTER])
deeds = st.lists(st.tuples(st.sampled_from(THEMES), dates, dates, st.booleans(), st.booleans()), max_size=4)
local = st.tuples(st.none() | scores, deeds)


def own_plan(place: Partnership):
    """The plan as the partnership's own representative reads it."""
    role = Role(kind="representative", partnership=place, programme=place.programme)
    return plan_for(Standing((role,), role), place.pk)


def parts(plan, theme):
    """What one partnership's plan says of a theme."""
    found = next((each for each in plan.themes if each.theme.key == theme), None)
    if found is None:
        return Asked(), Meant()
    weak = found.asks
    asked = Asked(int(found.mean is not None), int(weak), int(weak and bool(found.actions)))
    late = sum(each.done_on is None and each.by_when is not None and each.by_when < TODAY for each in found.actions)
    done = sum(each.done_on is not None for each in found.actions)
    return asked, Meant(len(found.actions), done, late, int(bool(found.actions)))


def added(found):
    """Field by field."""
    kinds = [tuple(vars(each).values()) for each in found]
    return type(found[0])(*(sum(numbers) for numbers in zip(*kinds, strict=True)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(local, min_size=1, max_size=4))
def test_its_counts_are_the_sum_of_the_parts(world, year, former, plans):
    programme: Programme = year
    places = []
    for themes, actions in plans:
        place = PartnershipFactory(programme=programme, is_county=True)
        places.append(place)
        completed_with(place, themes or {"vision": (9, 3)})
        for theme, by_when, done_on, is_dropped, is_former in actions:
            days = {"by_when": by_when, "done_on": done_on, "dropped_at": timezone.now() if is_dropped else None}
            act(place, theme, **days, made_on=former if is_former else None)
    everybody = Partnership.objects.filter(programme=programme, completions__isnull=False).distinct()

    found, own = lines_of(programme), [own_plan(place) for place in everybody]

    for theme in THEMES:
        asked, meant = zip(*(parts(plan, theme) for plan in own), strict=True)
        assert found[theme].asked == added(asked)
        assert found[theme].meant == added(meant)


def test_what_is_done_open_or_late(world, year):
    completed_with(world.own, {"trust": (4, 2)})
    act(world.own, "trust", by_when=BEFORE)
    act(world.own, "trust", by_when=BEFORE, done_on=TODAY)
    act(world.own, "trust", by_when=TODAY)
    act(world.own, "trust", by_when=BEFORE, dropped_at=ASSESSED)

    line = lines_of(year)["trust"]

    assert line.asked == Asked(1, 1, 1)
    assert line.meant == Meant(actions=3, done=1, late=1, partnerships=1)
    assert line.meant.open == 2


def test_an_action_goes_on_counting_when_the_framework_has_a_new_version(client, world, year, former):
    completed_with(world.own, {"trust": (4, 2)})
    act(world.own, "trust", made_on=former, what="Meet as before")
    act(world.own, "gone", made_on=former)

    plan = regional_plan(year, assessed_on(year), on=TODAY, by_name=True)
    line = next(each for each in plan.lines if each.theme.key == "trust")

    assert assessed_on(year) != former
    assert (line.asked, line.meant) == (Asked(1, 1, 1), Meant(1, 0, 0, 1))
    assert plan.actions.actions == 1
    assert "Meet as before" in told(client, world.people["manager"], f"{PLAN}?theme=trust")


@pytest.mark.parametrize(("total", "weak"), [(4, 1), (5, 0)])
def test_weak_is_below_the_limit_and_not_at_it(world, year, total, weak):
    completed_with(world.own, {"trust": (total, 2)})

    assert lines_of(year)["trust"].asked.weak == weak


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        (Asked(9, 9, 9), True),
        (Asked(20, 10, 5), True),
        (Asked(9, 4, 0), False),
        (Asked(20, 16, 8), False),
        (Asked(20, 10, 6), False),
        (Asked(20, 10, 0), True),
        (Asked(), True),
    ],
)
def test_the_guarded_see_no_count_of_a_few_nor_what_leaves_a_few(world, year, asked, seen):
    theme = lines_of(year)["trust"].theme

    line = guarded(PlanLine(theme, asked, Meant(7, 1, 1, 5)), 5)

    assert (line.asked is not None) is seen
    assert (line.meant is not None) is seen


def test_the_guarded_see_no_actions_of_a_few(world, year):
    theme = lines_of(year)["trust"].theme

    assert guarded(PlanLine(theme, Asked(9, 9, 9), Meant(7, 1, 1, 4)), 5).meant is None


def told(client, person, address=PLAN):
    client.force_login(person)
    html = client.get(address).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())


@pytest.mark.parametrize("kind", ["manager", "finance", "steering", "evaluator", "adviser", "area-lead"])
def test_who_sees_names_sees_every_count(client, world, year, kind):
    completed_with(world.elsewhere, {"trust": (4, 2)})
    act(world.elsewhere, "trust", by_when=date(2020, 5, 1))

    assert "Building trust 1 of 1 1 1 0 1 1" in told(client, world.people[kind])


@pytest.mark.parametrize(
    ("kind", "seen"), [("manager", {"here", "there"}), ("adviser", {"here"}), ("area-lead", {"here"})]
)
def test_actions_are_read_by_those_who_read_the_plans_that_they_are_in(client, world, year, kind, seen):
    for place, what in ((world.own, "Meet here"), (world.elsewhere, "Meet there")):
        completed_with(place, {"trust": (4, 2)})
        act(place, "trust", what=what, by_when=date(2020, 5, 1))

    page = told(client, world.people[kind], f"{PLAN}?theme=trust")

    assert {word for word in ("here", "there") if f"Meet {word}" in page} == seen
    assert f"Meet here {world.own.name} 1 May 2020 Late" in page
    assert "The secretary" not in page


@pytest.mark.parametrize(
    "kind", ["finance", "steering", "evaluator", "representative", "champion", "facilitator", "agency"]
)
def test_others_are_not_led_to_actions(client, world, year, kind):
    completed_with(world.own, {"trust": (4, 2)})
    act(world.own, "trust", what="Meet in the open")
    client.force_login(world.people[kind])

    assert client.get(f"{PLAN}?theme=trust").status_code == 404
    assert "theme=trust" not in client.get(PLAN).content.decode()
    assert "Meet in the open" not in told(client, world.people[kind])


@pytest.mark.parametrize("kind", ["representative", "champion", "facilitator", "agency"])
def test_those_who_see_sums_see_no_counts_of_a_few(client, world, year, kind):
    completed_with(world.own, {"trust": (4, 2)})
    act(world.own, "trust")

    assert "Building trust Hidden Hidden Hidden Hidden Hidden Hidden" in told(client, world.people[kind])


def test_a_theme_that_there_is_not_is_nowhere(client, world, year):
    completed_with(world.own, {"trust": (4, 2)})
    act(world.own, "trust")
    client.force_login(world.people["manager"])

    known, unknown = (client.get(f"{PLAN}?theme={theme}") for theme in ("trust", "nothing"))

    assert ("Meet each month" in known.content.decode(), "Meet each month" in unknown.content.decode()) == (True, False)
    assert (unknown.status_code, "Page not found" in unknown.content.decode()) == (404, True)


def test_before_anything_is_known_the_plan_says_so(client, world):
    assert "No framework is chosen for this year yet" in told(client, world.people["manager"])
    choose(world.here.programme, give_framework())
    assert "Nothing to add up yet" in told(client, world.people["manager"])


@pytest.mark.parametrize("asked", ["", "?theme=trust"])
def test_any_number_of_actions_takes_the_same_queries(client, world, year, asked):
    client.force_login(world.people["manager"])

    def more(number):
        for _each in range(number):
            place = PartnershipFactory(programme=year, is_county=True)
            completed_with(place, {"trust": (4, 2)})
            act(place, "trust")

    assert_same_queries(more, f"{PLAN}{asked}", client)
