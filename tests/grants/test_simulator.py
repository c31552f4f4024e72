"""The simulator's page: what is ticked and chosen, what comes of it, and that nothing typed is lost."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grants.forms.simulation_state import pack, unpack
from grants.models import Simulation
from grants.selectors.simulations import Ticks, simulate
from partnerships.models import Partnership, Programme
from tests.factories import PartnershipFactory, RoleFactory, World
from tests.factories.projects import give_terms, make_project
from tests.grants.regions import any_settings
from tests.grants.simulating import region, typed
from tests.kit.govuk_ui.rendering import words
from tests.queries import queries_for

URL = "/grants/simulator/"


def groups(world: World) -> tuple[Partnership, ...]:
    """The first of each group: the counties, and the single tiers."""
    return (world.here.county, world.here.other_county, world.here.other_single)


def ticked(html: str) -> set[str]:
    """What is ticked, by name."""
    return set(re.findall(r'aria-label="([^"]+)" checked', " ".join(html.split())))


def worked(client: Client, sent: dict[str, Any]) -> str:
    """The page that a press of the button leads to."""
    return client.post(URL, sent, follow=True).content.decode()


# --- What is ticked --------------------------------------------------------------------------------------------------
def test_it_begins_at_the_facts(manager, world):
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    html = manager.get(URL).content.decode()
    assert ticked(html) == {"Ollerwick submits", "Ollerwick shares"}
    assert "Nobody gets more or less than as things stand." in words(html)


def test_three_of_three_districts_meet_the_condition_and_the_money_is_told_to_the_penny(manager, world):
    html = worked(manager, typed(*world.here.districts, shares=world.here.districts, shown=groups(world)))
    said = words(html)
    assert "Thessershire would meet its condition , 3 of 3 instead of 0, and keep £25,200.00." in said
    assert "£18,900.00 would be shared among 3 others." in said
    assert "Ollerwick, Pimbrook, Quernley £0.00 £12,600.00 +£12,600.00" in said
    assert len(ticked(html)) == 6


def test_an_address_can_be_come_back_to(manager, world):
    sent = typed(world.own, world.here.single, shown=groups(world), majority="at_least_half", name="Half")
    address = manager.post(URL, sent)["Location"]
    html = manager.get(address).content.decode()
    assert address.endswith("#result")
    assert ticked(html) == {"Ollerwick submits", "Zelwick submits"}
    assert 'value="Half"' in html
    assert re.search(r'value="at_least_half"\s+checked', html)


def test_what_a_page_did_not_show_stays_as_it_was(manager, world):
    make_project(world.elsewhere, shared_with=[world.here.other_county], submitted=True)
    html = worked(manager, typed(world.own, shown=groups(world)[:1]))
    assert ticked(html) == {"Ollerwick submits", "Vintle submits", "Vintle shares"}


def test_another_programmes_partnership_is_not_ticked_and_not_named(manager, world):
    address = manager.post(URL, typed(world.abroad, shown=[*groups(world), world.there.county]))["Location"]
    assert unpack(parse_qs(urlsplit(address).query)["p"][0]) == frozenset()


def test_an_address_that_carries_another_programmes_partnership_leaves_it_out(manager, world):
    address = manager.post(URL, typed(p=pack([world.abroad.pk, world.own.pk]), s=pack([])))["Location"]
    assert unpack(parse_qs(urlsplit(address).query)["p"][0]) == {world.own.pk}


def test_nothing_is_stored_by_trying(manager, world):
    worked(manager, typed(world.own, shown=groups(world)))
    assert not Simulation.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("p=%00&s=%FF", id="bytes"),
        pytest.param("p=eJwLAAAA&s=====", id="broken"),
        pytest.param("p=" + "A" * 3000, id="long"),
        pytest.param("p=" + pack([1, 2**62]) + "&open=99999999999999999999", id="too large"),
        pytest.param("p=Զ&shown=١&submits=-1&shares=1e400&page=NaN", id="other digits"),
        pytest.param("do=save&name=&written_for=farcoast", id="another's"),
    ],
)
def test_an_address_that_nobody_made_is_the_page_of_the_facts(manager, world, query):
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    html = manager.get(f"{URL}?{query}").content.decode()
    assert ticked(html) == {"Ollerwick submits", "Ollerwick shares"}


@given(st.frozensets(st.integers(1, 10**8)))
def test_ids_come_out_of_an_address_as_they_went_in(ids):
    assert unpack(pack(ids)) == ids


def test_a_thousand_ids_fit_into_an_address():
    assert len(pack(range(10_000, 12_000, 2))) < 50
    assert len(pack(n for n in range(10_000, 12_000) if n % 7 in (0, 1, 4))) < 200


def test_an_address_that_unfolds_to_millions_of_letters_is_no_address():
    assert unpack(pack(range(0, 10_000_000, 9)[:1_200_000])) is None


# --- The rule --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("field", ["majority", "recipients", "county_counts"])
def test_a_choice_that_is_none_is_refused_beside_the_field_and_nothing_typed_is_lost(manager, world, field):
    sent = typed(world.own, shown=groups(world), name="Mine", **{field: "banana"})
    html = manager.post(URL, sent).content.decode()
    assert f'id="id_{field}_error"' in html
    assert ticked(html) == {"Ollerwick submits"}
    assert 'value="Mine"' in html
    assert "What comes of it is shown here once the choices can be reckoned." in words(html)


def test_a_county_that_only_the_rule_turns_is_told_by_what_would_be_enough(manager, world):
    make_project(world.elsewhere, shared_with=[world.here.other_county], submitted=True)
    sent = typed(world.elsewhere, shares=(world.elsewhere,), shown=groups(world), majority="at_least_half")
    told = "Umbershire would meet its condition with 1 of 2, as 1 would be enough, and keep £18,900.00."
    assert told in words(worked(manager, sent))


def test_population_without_confirmed_figures_contradicts_itself(manager, world):
    html = manager.post(URL, typed(world.own, shown=groups(world), share_basis="population")).content.decode()
    assert "Tick the box to show that the population figures are confirmed" in words(html)
    assert ticked(html) == {"Ollerwick submits"}


def test_a_figure_that_is_missing_is_named_beside_the_choice(manager, world):
    Partnership.objects.exclude(pk=world.here.single.pk).update(population=100)
    Partnership.objects.filter(pk=world.here.single.pk).update(population=None)
    sent = typed(world.here.single, shown=groups(world), share_basis="population", populations_confirmed="on")
    html = manager.post(URL, {**sent, "do": "save", "name": "By people"}).content.decode()
    assert "Nobody has given the population of Zelwick. Choose another way" in words(html)
    assert 'id="id_share_basis_error"' in html
    assert not Simulation.objects.exists()


def test_shares_by_population_when_every_figure_is_known(manager, world):
    Partnership.objects.update(population=100)
    sent = typed(world.here.single, shown=groups(world), share_basis="population", populations_confirmed="on")
    assert "£44,100.00 would go to one other." in words(worked(manager, sent))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # the region is only read
@given(st.data(), any_settings)
def test_whatever_is_ticked_every_penny_of_the_offers_is_somewhere(live_region, data, choices):
    ids = st.frozensets(st.sampled_from([row.pk for row in live_region.progress.values()]))
    result = simulate(live_region, Ticks(data.draw(ids), data.draw(ids)), choices)
    assert result.after.awarded_pence + result.after.undistributed_pence == result.before.offered_pence
    assert sum(one.difference for one in result.changes) == result.after.awarded_pence - result.before.awarded_pence


@pytest.fixture
def live_region(world: World) -> Any:
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    Partnership.objects.update(population=100)
    return region(world)


# --- Two programmes, no terms, many partnerships ---------------------------------------------------------------------
def test_an_address_of_another_programme_in_which_one_may_simulate_stays_there(manager, world):
    give_terms(world.there.programme)
    RoleFactory(kind="finance", person=world.people["manager"], programme=world.there.programme)
    html = manager.get(f"{URL}?written_for=farcoast").content.decode()
    assert "Norvaleshire" in html
    assert "Thessershire" not in html


def test_before_there_are_terms_there_is_nothing_to_simulate(client, world):
    client.force_login(world.people["finance"])
    assert "There is nothing to simulate yet" in words(client.get(URL).content.decode())


@pytest.mark.parametrize("role", ["steering", "evaluator", "representative", "champion", "adviser", "area-lead"])
def test_nobody_else_simulates(client, world, role):
    give_terms(world.here.programme)
    client.force_login(world.people[role])
    assert client.get(URL).status_code == client.post(URL, typed()).status_code == 404


@pytest.fixture
def large(world: World) -> Programme:
    """250 more districts in one county, which are too many for one page."""
    programme = world.here.programme
    PartnershipFactory.create_batch(250, programme=programme, district=True, county=world.here.county)
    return programme


def test_of_a_large_region_one_county_is_ticked_at_a_time_and_the_rest_kept(manager, large, world):
    first = manager.get(URL).content.decode()
    assert ticked(first) == set()
    assert 'name="submits"' not in first
    opened = worked(manager, typed(do=f"open:{world.here.other_county.pk}"))
    assert opened.count('name="submits"') == 3
    other = world.here.other_county
    address = manager.post(URL, typed(world.elsewhere, shown=[other], open=other.pk, do=f"open:{world.here.county.pk}"))
    kept = unpack(parse_qs(urlsplit(address["Location"]).query)["p"][0])
    assert kept == {world.elsewhere.pk}


def test_all_and_none_of_a_county_are_one_press(manager, large, world):
    key = world.here.county.pk
    everybody = manager.post(URL, typed(do=f"all:{key}"))["Location"]
    packed = parse_qs(urlsplit(everybody).query)
    assert len(unpack(packed["p"][0]) or ()) == len(unpack(packed["s"][0]) or ()) == 254
    nobody = manager.post(URL, typed(do=f"none:{key}", p=packed["p"][0], s=packed["s"][0]))["Location"]
    assert unpack(parse_qs(urlsplit(nobody).query)["p"][0]) == frozenset()


def test_a_page_costs_the_same_whatever_is_in_the_region(manager, world):
    counts = []
    for more in (0, 2, 57):
        PartnershipFactory.create_batch(more, programme=world.here.programme, district=True, county=world.here.county)
        manager.get(URL)
        counts.append(len(queries_for(URL, manager)))
    assert len(set(counts)) == 1
    assert counts[0] <= 8
