"""The top links are few, and fit the role."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import clear_script_prefix, reverse, set_script_prefix

from dashboards.context_processors import LABELS, address
from dashboards.rules.navigation import (
    BELONGS,
    NO_ROLE,
    TOP_LINKS,
    TopLink,
    belongs_to,
    links_for,
    programme_groups_for,
)
from partnerships.models import Role
from tests.access.resolver import addresses
from tests.factories import PersonFactory, World, give_second_step

EVERYBODY, MANAGERS = TopLink("home", "home"), TopLink("region", "region", frozenset({"manager"}))


def test_a_link_for_one_role_is_seen_by_that_role_alone() -> None:
    assert links_for("manager", [EVERYBODY, MANAGERS]) == (EVERYBODY, MANAGERS)
    assert links_for("champion", [EVERYBODY, MANAGERS]) == (EVERYBODY,)
    assert links_for(None, [EVERYBODY, MANAGERS]) == (EVERYBODY,)


def test_six_links_are_too_many() -> None:
    assert len(links_for("manager", [EVERYBODY] * 5)) == 5
    with pytest.raises(ValueError, match="manager would see 6 top links"):
        links_for("manager", [EVERYBODY] * 6)


@pytest.mark.parametrize("kind", [None, *Role.Kind.values])
def test_every_link_of_every_role_has_a_label_and_leads_somewhere(kind: str | None) -> None:
    found = links_for(kind)
    assert found
    assert all(LABELS[link.key] and reverse(link.url_name) for link in found)
    assert {link.key for link in TOP_LINKS} == set(LABELS)
    assert found[0].url_name == "home"


def test_each_role_has_a_home_and_nobody_two() -> None:
    homes = Counter(kind for link in TOP_LINKS if link.url_name == "home" for kind in link.kinds)
    assert homes == Counter([*Role.Kind.values, NO_ROLE])


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_no_link_leads_a_role_to_a_page_it_may_not_see(client: Client, world: World, kind: str) -> None:
    give_second_step(world.people[kind])
    client.force_login(world.people[kind])
    assert {link.url_name: client.get(reverse(link.url_name)).status_code for link in links_for(kind)} == {
        link.url_name: 200 for link in links_for(kind)
    }


def test_the_page_one_is_on_is_marked(client: Client, db: None) -> None:
    client.force_login(PersonFactory())
    assert re.search(r'href="/home/"\s+aria-current="page"', client.get("/home/").content.decode())
    assert "aria-current" not in client.get("/privacy/").content.decode()


NOBODYS = {
    "",
    "accessibility",
    "account",
    "cookies",
    "demonstration",
    "health",
    "hooks",
    "invitation",
    "jobs",
    "language",
}
NOBODYS |= {"operator", "privacy", "role", "score", "search", "style", "unsubscribe"}
MARKED = re.compile(r'href="([^"]+)"\s+aria-current="(page|true)"')


@pytest.mark.parametrize(
    ("kind", "path", "marked"),
    [
        ("manager", "/region/", [("/home/", "true")]),
        ("manager", "/needs/", [("/programme/", "true")]),
        ("manager", "/grants/", [("/grants/", "page")]),
        ("manager", "/ledger/", [("/grants/", "true")]),
        ("manager", "/people/", [("/programme/", "true")]),
        ("agency", "/needs/", [("/needs/", "page")]),
        ("agency", "/region/", [("/region/", "page")]),
        ("representative", "/region/", [("/programme/", "true")]),
        ("representative", "/submission/", [("/projects/", "true")]),
    ],
)
def test_the_top_link_that_a_page_belongs_to_is_marked(
    client: Client, world: World, kind: str, path: str, marked: list[tuple[str, str]]
) -> None:
    give_second_step(world.people[kind])
    client.force_login(world.people[kind])
    html = client.get(path).content.decode()
    navigation = html[html.index("portal-navigation") : html.index("</nav>")]
    assert MARKED.findall(navigation) == marked


def test_every_page_of_a_room_belongs_to_a_top_link() -> None:
    """Those of nobody's room are named; a new room is met here."""
    firsts = {address.route.partition("/")[0] for address in addresses()}
    assert firsts - set(BELONGS) == NOBODYS
    assert set(BELONGS) <= firsts


def test_a_page_belongs_to_the_first_link_that_a_role_has() -> None:
    assert belongs_to("/assessments/3/themes/roles/", ["own", "programme"]) == "own"
    assert belongs_to("/assessments/3/themes/roles/", ["at_a_glance", "programme"]) == "programme"
    assert (
        belongs_to("/assessments/3/", ["home"]) == belongs_to("/", ["home"]) == belongs_to("/account/", ["home"]) == ""
    )


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/partnerships/", "partnerships"),
        ("/partnerships/3/", "partnerships"),
        ("/partnerships/3/contacts/", "partnerships"),
        ("/partnerships/3/assessment/", "own"),
        ("/partnerships/3/assessment/start/", "own"),
        ("/partnerships/3/plan/roles/add/", "own"),
        ("/partnerships/3/joint-review/", "own"),
        ("/partnerships/3/project/", "projects"),
    ],
)
def test_what_stands_below_a_partnership_belongs_where_its_room_does(path: str, key: str) -> None:
    assert belongs_to(path, ["own", "projects", "partnerships", "programme"]) == key


def test_strangers_see_no_links_to_pages_that_are_closed(client: Client, db: None) -> None:
    assert 'aria-label="Main"' not in client.get("/").content.decode()


def test_an_address_that_this_installation_lacks_is_empty() -> None:
    assert address("no_such_page") == ""
    assert address("privacy") == "/privacy/"


@pytest.mark.urls("tests.dashboards.other_urls")
def test_an_address_kept_for_one_set_of_pages_is_not_given_for_another() -> None:
    assert address("privacy") == "/elsewhere/"


def test_an_address_follows_where_the_portal_is_mounted() -> None:
    set_script_prefix("/portal/")
    try:
        assert address("privacy") == "/portal/privacy/"
    finally:
        clear_script_prefix()
    assert address("privacy") == "/privacy/"


def test_the_footer_leads_to_the_pages_there_are(client: Client, db: None) -> None:
    html = client.get("/").content.decode()
    footer = html[html.index("<footer") :]
    assert all(f'href="{url}"' in footer for url in ("/accessibility/", "/privacy/", "/cookies/"))


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_every_page_that_a_role_had_at_the_top_is_two_clicks_away(client: Client, world: World, kind: str) -> None:
    give_second_step(world.people[kind])
    client.force_login(world.people[kind])
    top = {link.url_name for link in links_for(kind)}
    groups = programme_groups_for(kind).values() if "programme" in top else []
    below = {link.url_name for links in groups for link in links}
    wanted = {"directory"} | ({"years"} if kind != "agency" else set())
    wanted |= {"contacts"} if kind not in ("steering", "facilitator", "evaluator") else set()
    wanted |= {"region"} if kind not in ("manager", "steering", "representative") else set()
    wanted |= {"people", "submission", "trail", "ledger"} if kind == "manager" else set()
    assert wanted <= top | below
    shown = client.get(reverse("programme")).content.decode()
    assert {name for name in below if f'href="{reverse(name)}"' not in shown} == set()
    assert {name: client.get(reverse(name)).status_code for name in below} == dict.fromkeys(below, 200)


def test_a_programme_is_nothing_to_who_has_no_role_in_it(client: Client, world: World) -> None:
    client.force_login(world.people["no-role"])
    assert "Rates, rules, dates" not in client.get(reverse("programme")).content.decode()
