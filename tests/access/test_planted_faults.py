"""The harness sees: each planted fault is named, and the sound page beside it is not."""

import pytest
from django.test import Client

from accounts.models import Person
from tests.access.actors import ACTORS, FORMER_ACTORS, Actor
from tests.access.checker import Check
from tests.access.declaration import Page, reads, writes
from tests.access.resolver import addresses, undeclared
from tests.access.things import Place, Thing, canary
from tests.factories import World

ROW = "12"
BY_NAME = {actor.name: actor for actor in [*ACTORS, *FORMER_ACTORS]}
pytestmark = pytest.mark.urls("tests.access.faulty")


def reviews(world: World, person: Person | None) -> list[Thing]:
    """A champion's review in each place; its canary is the name of the partnership."""
    places = {
        Place.OWN: world.own,
        Place.NEIGHBOUR: world.neighbour,
        Place.ELSEWHERE: world.elsewhere,
        Place.ABROAD: world.abroad,
    }
    for place, partnership in places.items():
        partnership.name = canary("review", place.name)
        partnership.save()
    return [Thing(ROW, place, "", kwargs={"pk": p.pk}, words=(p.name,)) for place, p in places.items()]


def declared(name: str) -> Page:
    if name == "export":
        return Page("export", get=reads("43", exported=ROW), lists=reviews)
    return Page(name, get=reads(ROW), post=writes(ROW), things=reviews)


def findings(name: str, actor: Actor, world: World, client: Client) -> str:
    return "\n".join(Check(actor, world, client, [declared(name)]).findings())


@pytest.mark.parametrize("actor", [*ACTORS, *FORMER_ACTORS], ids=lambda actor: actor.name)
def test_the_sound_page_passes_for_everybody(actor: Actor, world: World, client: Client) -> None:
    assert findings("sound", actor, world, client) == ""


@pytest.mark.parametrize(
    ("name", "actor", "told"),
    [
        (
            "to_strangers",
            "finance",
            "GET to_strangers of a thing of the own partnership: is forbidden and answered 200",
        ),
        ("to_strangers", "finance", "shows Zqreviewownqz"),
        ("to_strangers", "champion", "of another partnership of the county: is forbidden and answered 200"),
        ("to_strangers", "representative", "of another locality: is forbidden and answered 200"),
        ("of_another_programme", "manager", "of another programme: is forbidden and answered 200"),
        ("export", "champion", "GET export: shows Zqreviewneighbourqz"),
        ("export", "manager", "GET export: shows Zqreviewabroadqz"),
        ("refusing_by_name", "evaluator", "shows Zqreviewownqz"),
        ("writing_on_get", "champion", "a GET changed partnerships_partnership"),
        (
            "post_by_readers",
            "representative",
            "POST post_by_readers of a thing of the own partnership: is refused, and",
        ),
        ("post_by_readers", "manager", "is forbidden and answered 302, not 404"),
        ("to_visitors", "anonymous", "is forbidden to visitors and answered 200"),
        ("to_the_deactivated", "deactivated manager", "is forbidden to visitors and answered 200"),
        ("to_the_formerly_entitled", "former champion", "is forbidden and answered 200"),
        ("refusing_after_writing", "agency", "is refused, and yet it changed partnerships_partnership"),
        ("refusing_after_writing", "anonymous", "is refused, and yet it changed partnerships_partnership"),
        ("refusing_with_a_difference", "steering", "is forbidden and answered 403, not 404"),
        ("refusing_with_a_difference", "no-role", "a missing one answers differently (404) from a forbidden one (403)"),
        (
            "refusing_with_a_difference",
            "anonymous",
            "a missing one answers differently (404) from a forbidden one (302)",
        ),
        ("to_nobody", "manager", "is allowed and was refused with 404"),
        ("breaking", "champion", "POST breaking of a thing of another locality: answered 500"),
        ("saying_nothing", "manager", "does not show Zqreviewownqz"),
    ],
)
def test_a_planted_fault_is_caught(name: str, actor: str, told: str, world: World, client: Client) -> None:
    assert told in findings(name, BY_NAME[actor], world, client)


def test_a_post_that_nobody_declared_may_change_nothing(world: World, client: Client) -> None:
    page = Page("sound", get=reads(ROW), things=reviews)
    found = Check(BY_NAME["champion"], world, client, [page]).findings()
    assert found == [
        "champion, POST sound of a thing of the own partnership: "
        "the page does not declare this method, and it changed partnerships_partnership"
    ]


def test_a_word_planted_for_one_page_is_found_on_any_other(world: World, client: Client) -> None:
    front = Page("export", get=reads("48"), lists=None)
    found = Check(BY_NAME["champion"], world, client, [declared("sound"), front]).findings()
    assert "champion, GET export: shows Zqreviewabroadqz a thing of another programme" in found


def test_an_address_that_no_page_declares_is_named() -> None:
    known = addresses("tests.access.faulty")
    told = [
        str(address) for address in undeclared(known, {address.name for address in known if address.name} - {"export"})
    ]
    assert told == ["export at /export/", "(no name) at /unnamed/"]
