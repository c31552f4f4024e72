"""The search finds what one may read and nothing else (access row 44): a word that every canary begins with."""

import pytest
from django.test import Client

from tests.access.actors import ACTORS, Actor
from tests.access.planting_contacts import contacts
from tests.access.planting_directory import partnerships
from tests.access.planting_people import held_roles, invitations
from tests.access.planting_projects import lines_of_projects
from tests.access.reading import told
from tests.access.things import Place
from tests.factories import World

LOOKING = [actor for actor in ACTORS if actor.name != "anonymous" and actor.column != "anonymous"]


# Projects apart: whom one shares with is known by name, which the directory alone does not tell.
PLANTED = {"entries": (partnerships, contacts, held_roles, invitations), "projects": (lines_of_projects,)}


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("actor", LOOKING, ids=lambda actor: actor.name)
def test_canaries_of_every_kind_sing_for_those_who_may_read_them(
    actor: Actor, planted: str, world: World, client: Client
) -> None:
    actor.enter(client, world)
    things = [thing for planter in PLANTED[planted] for thing in planter(world, actor.person(world))]
    response = client.get("/search/", {"q": "zq"})
    text = told(response) if response.status_code == 200 else ""
    found = {word for thing in things for word in thing.words if word.lower() in text}
    may = {
        word
        for thing in things
        for word in thing.words
        if actor.may("R", thing.row, thing) and thing.place is not Place.ABROAD
    }
    assert found == may
