"""Simulations that are kept: saved, changed, shown, removed, listed, and read beside the facts of today."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from dashboards.selectors.trail import told
from grants.errors import SimulationChangedError, SimulationNameTakenError
from grants.models import Simulation
from grants.rules.settings import Majority, Settings
from grants.selectors.simulations import assumption
from grants.services.simulations import change_simulation, remove_simulation, save_simulation, show_simulation
from partnerships.errors import ProgrammeClosedError
from partnerships.models import Programme
from tests.factories import PartnershipFactory, World
from tests.factories.projects import give_terms, make_project
from tests.grants.simulating import AT, NOBODY, read, region, simulation_of, two, typed
from tests.kit.govuk_ui.rendering import words
from tests.queries import assert_same_queries, queries_for

HALF = Settings(majority=Majority.AT_LEAST_HALF)


@pytest.fixture
def steering(world: World) -> Client:
    browser = Client()
    browser.force_login(world.people["steering"])
    return browser


def groups(world: World) -> tuple[Any, ...]:
    return (world.here.county, world.here.other_county, world.here.other_single)


def change(simulation: Simulation, seen: int, **more: Any) -> Simulation:
    """Saved again by whoever saved it."""
    given = {"name": simulation.name, "is_shown": simulation.is_shown, "by": simulation.made_by, "at": AT, **more}
    return change_simulation(simulation=simulation, seen=seen, **given)


# --- Saving ----------------------------------------------------------------------------------------------------------
def test_it_keeps_ticks_rules_and_what_was_so(world):
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    kept = simulation_of(world, settings=HALF)
    kept.refresh_from_db()
    assert sorted(one.pk for one in world.here.partnerships) == kept.submitted == kept.shared
    assert (kept.facts_submitted, kept.facts_shared, kept.terms_number) == ([world.own.pk], [world.own.pk], 1)
    assert (kept.rules["majority"], kept.rules["require_shared"], kept.version) == ("at_least_half", True, 1)


def test_the_same_sent_twice_is_saved_once(world):
    assert simulation_of(world) == simulation_of(world)
    assert Entry.objects.filter(action="simulation.saved").count() == 1


@pytest.mark.parametrize("name", ["Everybody is in", "EVERYBODY IS IN"])
def test_a_name_stands_once_in_a_programme(world, name):
    simulation_of(world)
    with pytest.raises(SimulationNameTakenError):
        simulation_of(world, name, ticks=NOBODY)


def test_what_the_database_refuses_otherwise_is_no_question_of_the_name(world):
    with pytest.raises(IntegrityError, match="simulation_has_a_name"):
        simulation_of(world, "")


def test_another_programme_may_use_the_name(world):
    simulation_of(world)
    give_terms(world.there.programme)
    assumed = assumption(region(world), NOBODY, HALF)
    given = {"name": "Everybody is in", "is_shown": False, "assumed": assumed}
    assert save_simulation(programme=world.there.programme, **given, by=world.people["manager"], at=AT)


def test_saved_over_a_version_that_is_gone_nothing_changes(world):
    kept = simulation_of(world)
    assumed = assumption(region(world), NOBODY, HALF)
    change(kept, 1, name="First", assumed=assumed)
    with pytest.raises(SimulationChangedError):
        change(kept, 1, name="Second", assumed=assumed)
    assert Simulation.objects.get().name == "First"


def test_a_version_that_somebody_changed_is_not_removed(world):
    kept = simulation_of(world)
    change(kept, 1, assumed=assumption(region(world), NOBODY, HALF))
    with pytest.raises(SimulationChangedError):
        remove_simulation(simulation=kept, seen=1, by=kept.made_by, at=AT)
    assert Simulation.objects.exists()


def test_nothing_is_saved_once_the_year_is_closed(world):
    kept = simulation_of(world)
    Programme.objects.filter(pk=kept.programme_id).update(state="closed", closed_at=AT)
    with pytest.raises(ProgrammeClosedError):
        simulation_of(world, "Later")
    with pytest.raises(ProgrammeClosedError):
        change(kept, 1, assumed=assumption(region(world), NOBODY, HALF))
    with pytest.raises(ProgrammeClosedError):
        show_simulation(simulation=kept, is_shown=True, by=kept.made_by, at=AT)
    with pytest.raises(ProgrammeClosedError):
        remove_simulation(simulation=kept, seen=1, by=kept.made_by, at=AT)
    assert not Simulation.objects.get().is_shown


def test_each_deed_is_in_the_trail_by_the_name_it_had(world):
    kept = simulation_of(world)
    assumed = assumption(region(world), NOBODY, HALF)
    show_simulation(simulation=kept, is_shown=True, by=kept.made_by, at=AT)
    show_simulation(simulation=kept, is_shown=True, by=kept.made_by, at=AT)
    renamed = change(kept, 1, name="Nobody", is_shown=True, assumed=assumed)
    change(renamed, 2, assumed=assumed)
    show_simulation(simulation=renamed, is_shown=False, by=kept.made_by, at=AT)
    remove_simulation(simulation=renamed, seen=3, by=kept.made_by, at=AT)
    entries = Entry.objects.filter(action__startswith="simulation.").order_by("pk")
    assert [one.what for one in told(entries, world.here.programme)] == [
        "Saved the simulation Everybody is in",
        "Showed the simulation Everybody is in to the steering group",
        "Changed the simulation Everybody is in and called it Nobody",
        "Changed the simulation Nobody",
        "Hid the simulation Nobody from the steering group",
        "Removed the simulation Nobody",
    ]


# --- Its pages -------------------------------------------------------------------------------------------------------
def test_what_is_typed_is_saved_as_it_is_ticked(manager, world):
    sent = typed(world.own, shares=(world.neighbour,), shown=groups(world), do="save", name="Ollerwick alone")
    answer = manager.post(reverse("simulator"), {**sent, "is_shown": "on"}, follow=True)
    kept = Simulation.objects.get()
    assert "The simulation is saved" in words(answer.content.decode())
    assert (kept.name, kept.submitted, kept.shared) == ("Ollerwick alone", [world.own.pk], [world.neighbour.pk])
    assert (kept.is_shown, kept.made_by) == (True, world.people["manager"])


def test_pressed_twice_it_is_saved_once_and_both_lead_to_it(manager, world):
    sent = typed(world.own, shown=groups(world), do="save", name="Ollerwick alone")
    first, second = (manager.post(reverse("simulator"), sent)["Location"] for _ in range(2))
    assert first == second == reverse("simulation", args=[Simulation.objects.get().pk])


@pytest.mark.parametrize(
    ("name", "told_beside"),
    [
        pytest.param("  ", "Enter a name for this simulation", id="none"),
        pytest.param("everybody IS in", "Another simulation of this programme has this name", id="taken"),
        pytest.param("x" * 121, "must be 120 characters or less", id="long"),
        pytest.param("a\x00b", "null", id="null"),
    ],
)
def test_a_name_that_will_not_do_is_said_beside_the_field_and_nothing_typed_is_lost(manager, world, name, told_beside):
    simulation_of(world, ticks=NOBODY)
    sent = typed(world.own, shown=groups(world), do="save", name=name, majority="at_least_half")
    html = manager.post(reverse("simulator"), sent).content.decode()
    assert 'id="id_name_error"' in html
    assert told_beside.lower() in words(html).lower()
    assert 'aria-label="Ollerwick submits" checked' in " ".join(html.split())
    assert Simulation.objects.count() == 1


def test_the_page_compares_it_with_the_facts_of_today_and_says_what_moved(manager, world):
    kept = simulation_of(world)
    assert "The facts have moved" not in read(manager, reverse("simulation", args=[kept.pk]))
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    Simulation.objects.update(terms_number=9)
    said = read(manager, reverse("simulation", args=[kept.pk]))
    assert "The facts have moved since it was saved." in said
    assert "Ollerwick has submitted." in said
    assert "Ollerwick has shared its project." in said
    assert "Other terms are in force" in said
    assert "Ollerwick submits" not in said
    assert "Pimbrook submits" in said


def test_the_page_says_which_rules_are_not_the_years(manager, world):
    kept = simulation_of(world, settings=HALF)
    assert "Majority At least half. This year: More than half." in read(manager, f"/grants/simulations/{kept.pk}/")


def test_changing_begins_at_what_was_saved_and_replaces_it(manager, world):
    kept = simulation_of(world, ticks=NOBODY, settings=HALF)
    url = reverse("change_simulation", args=[kept.pk])
    html = manager.get(url).content.decode()
    assert 'value="Everybody is in"' in html
    assert "1 offer or choice is not this year’s" in words(html)
    sent = typed(world.own, shown=groups(world), do="save", name="Ollerwick", version=1)
    manager.post(url, sent)
    kept.refresh_from_db()
    assert (kept.name, kept.submitted, kept.rules["majority"], kept.version) == (
        "Ollerwick",
        [world.own.pk],
        "strict",
        2,
    )


def test_the_rule_is_not_folded_again_once_it_was_changed_on_the_way(manager, world):
    kept = simulation_of(world, ticks=NOBODY, settings=HALF)
    url = reverse("change_simulation", args=[kept.pk])
    unfolded = '<details class="govuk-details" open>'
    assert unfolded in manager.get(url).content.decode()
    as_this_year = typed(world.own, shown=groups(world), do="work", name="Ollerwick", version=1)
    assert unfolded not in manager.post(url, as_this_year, follow=True).content.decode()
    html = manager.post(url, {**as_this_year, "rules": "open"}, follow=True).content.decode()
    assert unfolded in html
    assert "Change offers and the rule" in words(html)


def test_working_it_out_keeps_the_version_that_was_seen(manager, world):
    kept = simulation_of(world, ticks=NOBODY)
    url = reverse("change_simulation", args=[kept.pk])
    address = manager.post(url, typed(world.own, shown=groups(world), name="Ollerwick", version=1))["Location"]
    change(kept, 1, name="Theirs", by=world.people["finance"], assumed=assumption(region(world), NOBODY, HALF))
    said = read(manager, address)
    assert "Tobias Wren-Hale changed this while you were working on it." in said


def test_who_comes_second_is_told_who_was_first_and_may_then_mean_it(manager, world):
    kept = simulation_of(world, ticks=NOBODY)
    change(kept, 1, by=world.people["finance"], assumed=assumption(region(world), NOBODY, HALF))
    url = reverse("change_simulation", args=[kept.pk])
    sent = typed(world.own, shown=groups(world), do="save", name="Mine", version=1)
    html = manager.post(url, sent).content.decode()
    assert "Tobias Wren-Hale changed this while you were working on it." in words(html)
    assert 'aria-label="Ollerwick submits" checked' in " ".join(html.split())
    assert Simulation.objects.get().name == "Everybody is in"
    manager.post(url, {**sent, "version": 2})
    assert Simulation.objects.get().name == "Mine"


def test_removing_asks_first(manager, world):
    kept = simulation_of(world)
    url = reverse("remove_simulation", args=[kept.pk])
    assert "Remove the simulation “Everybody is in”?" in read(manager, url)
    manager.post(url, {"version": "x"})
    assert Simulation.objects.exists()
    manager.post(url, {"version": 1})
    assert not Simulation.objects.exists()


def test_the_steering_group_reads_what_is_shown_to_it_and_nothing_else(manager, steering, world):
    shown, hidden = simulation_of(world, "Shown", is_shown=True), simulation_of(world, "Hidden", ticks=NOBODY)
    said = read(steering, reverse("simulations"))
    assert "Shown" in said
    assert "Hidden" not in said
    assert steering.get(reverse("simulation", args=[shown.pk])).status_code == 200
    assert steering.get(reverse("simulation", args=[hidden.pk])).status_code == 404
    manager.post(reverse("show_simulation", args=[hidden.pk]), {"is_shown": "yes"})
    manager.post(reverse("show_simulation", args=[shown.pk]), {"is_shown": "no"})
    assert steering.get(reverse("simulation", args=[hidden.pk])).status_code == 200
    assert steering.get(reverse("simulation", args=[shown.pk])).status_code == 404


def test_the_steering_group_changes_nothing(steering, world):
    kept = simulation_of(world, is_shown=True)
    for name in ("change_simulation", "show_simulation", "remove_simulation"):
        assert steering.post(reverse(name, args=[kept.pk]), {"version": 1}).status_code == 404
    html = steering.get(reverse("simulation", args=[kept.pk])).content.decode()
    assert reverse("change_simulation", args=[kept.pk]) not in html


def test_an_empty_list_says_what_to_do(manager, steering, world):
    assert "No simulation is kept Tick who would submit" in read(manager, reverse("simulations"))
    assert "No simulation is shown to you" in read(steering, reverse("simulations"))


# --- What they cost --------------------------------------------------------------------------------------------------
def test_the_list_asks_the_same_for_any_number(manager, world):
    def make(number: int) -> None:
        for _ in range(number):
            simulation_of(world, f"Number {Simulation.objects.count()}", ticks=NOBODY)

    assert_same_queries(make, reverse("simulations"), manager)


@pytest.mark.parametrize("page", ["simulation", "change_simulation", "compare"])
def test_a_page_asks_the_same_whatever_is_in_the_region(manager, world, page):
    everybody, nobody = two(world)
    compare = f"{reverse('compare_simulations')}?with={everybody.pk}&with={nobody.pk}"
    url = compare if page == "compare" else reverse(page, args=[everybody.pk])
    counts = []
    for more in (0, 2, 57):
        PartnershipFactory.create_batch(more, programme=world.here.programme, district=True, county=world.here.county)
        manager.get(url)
        counts.append(len(queries_for(url, manager)))
    assert len(set(counts)) == 1
    assert counts[0] <= 8


@pytest.fixture
def as_large_as_the_real_one(manager: Client, world: World) -> Simulation:
    """38 partnerships with names as long as real ones, and every one's money changed."""
    for number in range(29):
        area = f"Long-Name-under-Example number {number}"
        PartnershipFactory(programme=world.here.programme, area=area, district=True, county=world.here.county)
    world.here.programme.refresh_from_db()
    ids = frozenset(world.here.programme.partnerships.values_list("pk", flat=True))
    return simulation_of(world, ticks=type(NOBODY)(ids, ids))


@pytest.mark.parametrize("page", ["simulation", "change_simulation"])
def test_a_page_of_38_stays_light(manager, as_large_as_the_real_one, page):
    html = manager.get(reverse(page, args=[as_large_as_the_real_one.pk])).content
    assert len(html) <= 40_000
