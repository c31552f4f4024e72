"""Adding an entry to the directory and changing one: who may what, what is refused, what the trail keeps."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from audit.models import Entry
from partnerships.models import AccountableBody, Partnership
from partnerships.selectors.entries import facts_of
from tests.factories import PartnershipFactory, World
from tests.kit.govuk_ui.rendering import words
from tests.partnerships.directory.answers import NEW, answers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    client.force_login(world.people["manager"])
    return client


def told(response: Any) -> str:
    return unescape(words(response.content.decode()))


def save(client: Client, partnership: Partnership, **changed: object) -> str:
    """Change an entry; what the page says then."""
    address = f"/partnerships/{partnership.pk}/change/"
    return told(client.post(address, answers_of(partnership, **changed), follow=True))


def test_a_manager_changes_every_fact(world: World, manager: Client) -> None:
    changed = {key: value for key, value in NEW.items() if key not in {"tier", "county", "version"}}
    assert "The entry is saved" in save(manager, world.own, **changed)
    stored = Partnership.objects.get(pk=world.own.pk)
    assert facts_of(stored) == {
        "name": "Tarnholt Partnership",
        "area": "Tarnholt",
        "short": "TAR",
        "tier": "district",
        "county": world.here.county.pk,
        "gss_code": "E00000007",
        "ons_code": "00ZQ",
        "delivers_laa": True,
        "population": 12300,
        "body_name": "Tarnholt Council",
        "body_identifier": "GB-LAE-TAR",
    }
    assert stored.version == 2


def test_the_trail_keeps_what_each_field_was_and_became(world: World, manager: Client) -> None:
    save(manager, world.own, name="Ollerwick Alliance", county=world.here.other_county.pk)
    entry = Entry.objects.about(world.own).first()
    assert entry is not None
    assert (entry.action, entry.actor) == ("partnership.changed", world.people["manager"])
    assert entry.details == {
        "fields": {"name": ["Ollerwick Partnership", "Ollerwick Alliance"], "county": ["Thessershire", "Umbershire"]}
    }


def test_saving_what_is_there_changes_nothing(world: World, manager: Client) -> None:
    save(manager, world.own)
    assert Partnership.objects.get(pk=world.own.pk).version == 1
    assert not Entry.objects.about(world.own).exists()


def test_a_representative_changes_the_name_and_letters_and_nothing_else(world: World, client: Client) -> None:
    client.force_login(world.people["representative"])
    page = told(client.get(f"/partnerships/{world.own.pk}/change/"))
    assert "GSS code" not in page
    assert "County" not in page
    save(client, world.own, name="Ollerwick Together", short="OLL", gss_code="E00000009", tier="unitary", county="")
    stored = Partnership.objects.get(pk=world.own.pk)
    assert (stored.name, stored.short, stored.gss_code, stored.tier) == ("Ollerwick Together", "OLL", "", "district")


def test_nobody_changes_an_entry_of_a_closed_year(world: World, manager: Client) -> None:
    programme = world.here.programme
    programme.state, programme.closed_at = "closed", programme.opened_at
    programme.save()
    answers = answers_of(world.own, name="Rewritten")
    assert manager.post(f"/partnerships/{world.own.pk}/change/", answers).status_code == 404
    assert not Partnership.objects.filter(name="Rewritten").exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Enter the name"),
        ({"gss_code": "E123"}, "GSS code must be a letter and 8 digits"),
        ({"gss_code": "E0000000\N{ARABIC-INDIC DIGIT ONE}"}, "GSS code must be a letter and 8 digits"),
        ({"gss_code": "E00000005"}, "Another entry has this GSS code"),
        ({"ons_code": "0"}, "ONS code must be 2 digits"),
        ({"ons_code": "00XX"}, "Another entry has this ONS code"),
        ({"short": "A"}, "Letters in the map must be 2 to 6 letters"),
        ({"short": "A1B"}, "Letters in the map must be 2 to 6 letters"),
        ({"population": "12.5"}, "The population must be a whole number"),
        ({"population": "-1"}, "The population must be 0 or more"),
        ({"county": ""}, "Enter the county it lies in|Select the county it lies in"),
        ({"county": "999999"}, "Select the county it lies in from the list"),
        ({"area": "Pimbrook"}, "There is an entry of this tier with this area already"),
        ({"area": "pimbrook"}, "There is an entry of this tier with this area already"),
        ({"tier": "unitary", "county": ""}, "People hold roles here or are invited to"),
        ({"body_identifier": "GB-LAE-TAR"}, "Enter the organisation’s name"),
        ({"body_name": "Tarn", "body_identifier": "tarn"}, "Organisation identifier must be a register and a number"),
        ({"tier": "county", "county": ""}, "Enter the first district’s area"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_stored(
    world: World, manager: Client, changed: dict[str, object], sentence: str
) -> None:
    Partnership.objects.filter(pk=world.elsewhere.pk).update(gss_code="E00000005", ons_code="00XX")
    page = save(manager, world.own, **{"name": "A name that was typed", **changed})
    assert any(one in page for one in sentence.split("|")), page
    assert Partnership.objects.get(pk=world.own.pk).version == 1


def test_what_was_typed_is_kept(world: World, manager: Client) -> None:
    address = f"/partnerships/{world.own.pk}/change/"
    page = manager.post(address, answers_of(world.own, name="Typed just now", gss_code="X")).content.decode()
    assert 'value="Typed just now"' in page
    assert 'value="X"' in page


def test_the_last_district_of_a_county_stays(world: World, manager: Client) -> None:
    first, last = world.here.other_districts
    assert "The entry is saved" in save(manager, first, county=world.here.county.pk)
    assert "It is the last district of its county" in save(manager, last, county=world.here.county.pk)
    assert "It is the last district of its county" in save(manager, last, tier="unitary", county="")
    assert Partnership.objects.get(pk=last.pk).county == world.here.other_county


def test_a_county_with_districts_keeps_its_tier(world: World, manager: Client) -> None:
    assert "Thessershire has districts" in save(manager, world.here.county, tier="unitary")
    assert Partnership.objects.get(pk=world.here.county.pk).tier == "county"


def test_a_single_tier_becomes_a_county_with_its_first_district(world: World, manager: Client) -> None:
    district = {"district_name": "Marsh Partnership", "district_area": "Marsh"}
    save(manager, world.here.single, tier="county", **district)
    made = Partnership.objects.get(area="Marsh")
    assert (made.tier, made.county) == ("district", world.here.single)


def test_a_partnership_is_added_to_the_programme_acted_in(world: World, manager: Client) -> None:
    assert "Tarnholt Partnership is added" in told(manager.post("/partnerships/add/", NEW, follow=True))
    added = Partnership.objects.get(area="Tarnholt")
    assert (added.programme, added.short, added.gss_code) == (world.here.programme, "TAR", "E00000007")
    assert added.accountable_body is not None
    assert [entry.action for entry in Entry.objects.about(added)] == ["partnership.added"]


def test_sending_the_form_twice_adds_one(world: World, manager: Client) -> None:
    manager.post("/partnerships/add/", NEW)
    assert "There is an entry of this tier with this area already" in told(manager.post("/partnerships/add/", NEW))
    assert Partnership.objects.filter(area="Tarnholt").count() == 1


def test_a_county_is_added_with_its_first_district_or_not_at_all(world: World, manager: Client) -> None:
    county = {**NEW, "tier": "county"}
    assert "Enter the first district’s name" in told(manager.post("/partnerships/add/", county))
    assert not Partnership.objects.filter(area="Tarnholt").exists()
    district = {"district_name": "Marsh Partnership", "district_area": "Marsh", "district_gss_code": "E00000008"}
    manager.post("/partnerships/add/", {**county, **district})
    assert Partnership.objects.get(area="Marsh").county == Partnership.objects.get(area="Tarnholt")


def test_a_county_and_its_district_do_not_share_a_code(world: World, manager: Client) -> None:
    district = {"district_name": "Marsh Partnership", "district_area": "Marsh", "district_gss_code": "E00000007"}
    page = told(manager.post("/partnerships/add/", {**NEW, "tier": "county", **district}))
    assert "Another entry has this GSS code" in page
    assert not Partnership.objects.filter(area="Marsh").exists()


def test_a_body_that_others_have_too_keeps_its_name(world: World, manager: Client) -> None:
    programme = world.here.programme
    body = AccountableBody.objects.create(programme=programme, name="Right Council", identifier="GB-LAE-RGT")
    PartnershipFactory(programme=programme, accountable_body=body)
    page = save(manager, world.own, body_name="Wrong Council", body_identifier="GB-LAE-RGT")
    assert "The organisation with this identifier has another name here" in page
    save(manager, world.own, body_name="Right Council", body_identifier="GB-LAE-RGT")
    assert Partnership.objects.get(pk=world.own.pk).accountable_body == body


def test_two_who_change_one_entry_are_told_of_each_other(world: World, manager: Client) -> None:
    answers = answers_of(world.own, name="By the second")
    colleague = Client()
    colleague.force_login(world.people["representative"])
    colleague.post(f"/partnerships/{world.own.pk}/change/", {"name": "By the first", "short": "", "version": 1})
    page = told(manager.post(f"/partnerships/{world.own.pk}/change/", answers))
    assert "Odile Marchbank changed this while you were working on it" in page
    assert Partnership.objects.get(pk=world.own.pk).name == "By the first"


# --- Who answers for the money ----------------------------------------------------------------------------------------
def test_a_body_without_an_identifier_stays_when_something_else_changes(world: World, manager: Client) -> None:
    older = world.here.programme.accountable_bodies.create(name="Abbey Rural District")
    own = world.here.programme.accountable_bodies.create(name="Tarn Council")
    Partnership.objects.filter(pk=world.neighbour.pk).update(accountable_body=older)
    Partnership.objects.filter(pk=world.own.pk).update(accountable_body=own)
    save(manager, Partnership.objects.get(pk=world.own.pk), name="Renamed", body_name="Tarn Council")
    stored = Partnership.objects.get(pk=world.own.pk)
    assert (stored.name, stored.accountable_body) == ("Renamed", own)


def test_a_body_may_be_named_without_an_identifier_and_is_made_once(world: World, manager: Client) -> None:
    for place in (world.own, world.neighbour):
        save(manager, place, body_name="Tarn Council")
    assert {place.accountable_body.name for place in refreshed(world.own, world.neighbour)} == {"Tarn Council"}
    assert world.here.programme.accountable_bodies.count() == 1


def test_letters_longer_than_three_can_be_saved(world: World, manager: Client) -> None:
    save(manager, world.own, short="staff")
    assert refreshed(world.own)[0].short == "STAFF"


def refreshed(*places: Partnership) -> list[Partnership]:
    return [Partnership.objects.select_related("accountable_body").get(pk=place.pk) for place in places]
