"""Other offers than the year's, tier by tier: reckoned to the penny, refused in words, kept, compared."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grants.models import Simulation
from grants.selectors.simulations import result_of
from partnerships.models import Partnership
from tests.factories import World
from tests.grants.simulating import region, simulation_of, typed
from tests.kit.govuk_ui.rendering import words

URL = "/grants/simulator/"


def sent_by(world: World, **more: Any) -> dict[str, Any]:
    """The three districts of one county submit and share, under other offers."""
    shown = (world.here.county, world.here.other_county, world.here.other_single)
    return typed(*world.here.districts, shares=world.here.districts, shown=shown, **more)


def saved(client: Client, world: World, **more: Any) -> Simulation:
    client.post(URL, sent_by(world, **{"do": "save", "name": "More for districts", **more}))
    return Simulation.objects.get()


def test_another_offer_is_reckoned_to_the_penny_beside_the_years(manager, world):
    said = words(manager.post(URL, sent_by(world, offer_district="7,000.54"), follow=True).content.decode())
    assert "1 offer or choice is not this year’s" in said
    assert "£20,301.08 would be shared among 3 others." in said  # 6,300.00 and two of 7,000.54
    assert "£0.00 £13,767.57 +£13,767.57" in said
    assert "Offered £83,300.00 £86,802.70 +£3,502.70" in said


BAD = ["", "-1", "0.001", "1e400", "NaN", "1,00", "a pound", "9999999999999999999999"]


@pytest.mark.parametrize("amount", BAD, ids=range(len(BAD)))
def test_what_is_no_offer_is_refused_beside_the_field_and_kept_as_typed(manager, world, amount):
    sent = sent_by(world, do="save", name="Mine", offer_district=amount, offer_county="5,000")
    html = manager.post(URL, sent).content.decode()
    assert 'id="id_offer_district_error"' in html
    assert "the offer to each district" in words(html).lower()
    assert f'value="{amount}"' in html or not amount
    assert 'value="5,000"' in html
    assert 'value="Mine"' in html
    assert not Simulation.objects.exists()


def test_offers_are_kept_with_it_and_begin_there_again(manager, world):
    kept = saved(manager, world, offer_district="7000.54")
    assert kept.offers == {"metropolitan": 1960000, "unitary": 1960000, "county": 630000, "district": 700054}
    said = words(manager.get(reverse("simulation", args=[kept.pk])).content.decode())
    assert "Offer to each district £7,000.54. This year: £6,300.00." in said
    assert 'value="7,000.54"' in manager.get(reverse("change_simulation", args=[kept.pk])).content.decode()


def test_offers_stand_in_an_address_that_can_be_come_back_to(manager, world):
    address = manager.post(URL, sent_by(world, offer_county="0"))["Location"]
    assert "Offer" in words(manager.get(address).content.decode())
    assert 'name="offer_county" value="0"' in manager.get(address).content.decode()


def test_one_that_was_saved_without_offers_goes_by_those_of_the_year(world):
    kept = simulation_of(world)
    Simulation.objects.update(offers={})
    kept.refresh_from_db()
    assert result_of(kept, region(world)).offers["district"] == 630_000


def test_side_by_side_the_offers_that_differ_are_told(manager, world):
    first, second = simulation_of(world), saved_as_second(manager, world)
    said = words(manager.get(f"{reverse('compare_simulations')}?with={first.pk}&with={second.pk}").content.decode())
    assert "Offer to each district £6,300.00 £7,000.00 £6,300.00" in said


def saved_as_second(client: Client, world: World) -> Simulation:
    client.post(URL, sent_by(world, do="save", name="Second", offer_district="7,000.00"))
    return Simulation.objects.get(name="Second")


def test_where_scripts_run_what_is_wrong_is_told_in_the_place_of_the_result(manager, world):
    html = manager.post(URL, sent_by(world, offer_district="x"), headers={"HX-Request": "true"}).content.decode()
    told = words(html[html.index('id="result"') :])
    assert "must be an amount of money" in told


def test_a_programme_without_a_tier_is_not_asked_for_its_offer(manager, world):
    Partnership.objects.filter(programme=world.here.programme, tier="unitary").update(tier="metropolitan")
    html = manager.get(URL).content.decode()
    assert ("offer_metropolitan" in html, "offer_unitary" in html) == (True, False)
