"""Every link of every home opens for who sees it, at each moment of the year."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from partnerships.models import Contact, Role
from tests.dashboards.homes import AT, invite, set_state
from tests.dashboards.test_pictures_of_grants import decide
from tests.factories.projects import give_terms, make_project
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")


def at_submission(world: World) -> None:
    """One project counts, one is submitted, one waits for its receipt."""
    give_terms(world.here.programme)
    make_project(world.own, shared_with=[world.neighbour], submitted=True)
    make_project(world.neighbour, submitted=True)
    make_project(world.here.districts[2], shared_with=[world.own], confirmed=False)
    make_project(world.here.single, submitted=True)


def decided(world: World) -> None:
    """The same, when two people have decided."""
    at_submission(world)
    decide(world)


MOMENTS = {
    "setting_up": lambda world: set_state(world.here.programme, "setting_up"),
    "open": lambda world: set_state(world.here.programme, "open"),
    "closed": lambda world: set_state(world.here.programme, "closed"),
    "submission": at_submission,
    "decided": decided,
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_every_link_of_a_home_opens_for_who_sees_it(
    client: Client, world: World, moment: Callable[[World], None]
) -> None:
    moment(world)
    for place in (world.own, world.here.single):
        Contact.objects.create(programme=place.programme, partnership=place, name="Old", checked_on=date(2020, 1, 1))
        invite(place, "representative", sent_at=AT, expires_at=AT.replace(month=7))
        invite(place, "champion")
    for kind in Role.Kind.values:
        client.force_login(world.people[kind])
        links = links_of(client.get("/home/").content.decode())
        opened = {link: client.get(unescape(link), follow=True).status_code for link in links}
        assert (kind, opened) == (kind, dict.fromkeys(links, 200))


def links_of(html: str) -> set[str]:
    """Every address on a page, but the front page's and files'."""
    found = set(re.findall(r'href="(/[^"#]*)', html)) - {"/"}
    return {link for link in found if not link.startswith("/static/")}


def test_a_home_tells_what_is_committed_to_those_alone_who_read_the_ledger(client: Client, world: World) -> None:
    decided(world)
    told = set()
    for kind in Role.Kind.values:
        client.force_login(world.people[kind])
        shown = client.get("/home/").content.decode()
        reads = client.get("/ledger/").status_code == 200
        assert ("Committed" in shown, "entry in the ledger" in shown) == (reads, reads), kind
        told |= {kind} if reads else set()
    assert told == {"manager", "finance", "steering", "evaluator"}
