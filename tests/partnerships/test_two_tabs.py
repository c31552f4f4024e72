"""A page opened in one programme and sent in another, to which somebody switched in a second tab."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, reverse

from partnerships.models import ConsentWording, Contact, FileImport, Invitation, Partnership, Role
from tests.access.declaration import Page
from tests.access.pages import PAGES
from tests.access.state import undone
from tests.factories import RoleFactory, World
from tests.factories.contacts import ContactFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.projects import give_terms
from tests.kit.govuk_ui.rendering import words
from tests.partnerships.contacts.test_changes import TYPED as CONTACT
from tests.partnerships.directory.answers import NEW as ENTRY
from tests.partnerships.people.test_inviting import TYPED as INVITED

MARLVALE, FAR_COAST = "Learning in Marlvale, Marlvale, 2026 to 2099", "Learning in Far Coast, Far Coast, 2026 to 2099"
TOLD = f"You opened this page for {MARLVALE}, and you are now working in {FAR_COAST}. Nothing has been done yet."
FILE = b"name,area,tier\nTarnholt Partnership,Tarnholt,unitary\n"
# What is no programme’s: what is everybody’s, one’s own account, the operator’s pages, and what needs no session.
NO_PROGRAMMES = {"01", "05", "47", "51"}
A_NEW_PROGRAMME = {"add_year"}


@pytest.fixture
def tabs(client: Client, world: World) -> Client:
    """The manager of both programmes, who has pages of Marlvale open and works in Far Coast by now."""
    person = world.people["manager"]
    client.force_login(person)
    client.post(reverse("switch_role"), {"role": world.roles["manager"].pk})
    other = RoleFactory(kind=Role.Kind.MANAGER, person=person, programme=world.there.programme)
    client.post(reverse("switch_role"), {"role": other.pk})
    return client


def addresses_of_no_object() -> list[Any]:
    """Every page that is sent, that is about a programme, and whose address does not say which."""
    found = {}
    for page in PAGES:
        if page.post and page.post.row not in NO_PROGRAMMES and page.name not in A_NEW_PROGRAMME:
            try:
                found[page.name] = (page, reverse(page.name, kwargs=page.kwargs))
            except NoReverseMatch:
                continue  # it names an object, which is of one programme
    return [pytest.param(page, url, id=name) for name, (page, url) in found.items()]


QUERY = {"invite": "?kind=steering"}
EACH = pytest.mark.parametrize(("page", "url"), addresses_of_no_object())


@EACH
@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param({"written_for": "marlvale"}, TOLD, id="the other one"),
        pytest.param({}, "This page did not say which programme it is for.", id="nothing"),
    ],
)
def test_no_page_writes_into_a_programme_that_it_was_not_opened_for(
    tabs: Client, world: World, page: Page, url: str, said: dict[str, str], told: str
) -> None:
    for programme in (world.here.programme, world.there.programme):
        InvitationFactory(programme=programme)  # the page that sends those has no button when none waits
        give_terms(programme)  # nor is there anything to simulate before there are terms
        programme.state = "open"  # nor anybody to remind before the year is set up
        programme.save()
    typed = {name: value for name, value in page.data.items() if name != "written_for"}
    with undone() as watch:
        html = tabs.post(url + QUERY.get(page.name, ""), {**typed, **said, "more": "1"}).content.decode()
    assert watch.changed == ()
    assert told in words(html)
    assert f'name="written_for" value="{said.get("written_for", "farcoast")}"' in html
    assert 'name="working_in" value="farcoast"' in html


@EACH
def test_a_programme_in_which_one_has_no_role_is_not_there(tabs: Client, world: World, page: Page, url: str) -> None:
    world.roles["manager"].delete()
    with undone() as watch:
        answer = tabs.post(url + QUERY.get(page.name, ""), {**page.data, "written_for": "marlvale"})
    assert (answer.status_code, watch.changed) == (404, ())


def unsent(world: World) -> dict[str, Any]:
    return {"invitation": InvitationFactory(programme=world.here.programme, name="Rowena", email="r@quarry.example").pk}


def unchecked(world: World) -> dict[str, Any]:
    contact = ContactFactory(partnership=world.own, name="Ada Stone", checked_on=date(2020, 1, 1))
    return {"right": f"{contact.pk}.{contact.version}"}


@dataclass(frozen=True)
class Sent:
    """A form: its address, what is typed, and what is written, as `what` with `where`."""

    url: str
    what: type[Model]
    where: dict[str, Any]
    typed: dict[str, Any] = field(default_factory=dict)
    planted: Callable[[World], dict[str, Any]] = lambda world: {}
    kept: str = ""


SENT = {
    "a contact": Sent(
        "/contacts/add/", Contact, {"name": "Ada Stone"}, CONTACT, lambda world: {"partnership": world.own.pk}, "Ada@St"
    ),
    "a partnership": Sent("/partnerships/add/", Partnership, {"area": "Tarnholt"}, ENTRY, kept="Tarnholt Council"),
    "an invitation": Sent(
        "/people/invite/?kind=steering", Invitation, {"name": "Rowena Slatebridge"}, INVITED, kept="Rowena@Quarry"
    ),
    "a wording": Sent(
        "/contacts/wordings/", ConsentWording, {}, {"text": "You may write to me."}, kept="You may write"
    ),
    "a file": Sent("/imports/partnerships/add/", FileImport, {}),
    "invitations that wait": Sent(
        "/people/send/", Invitation, {"sent_at__isnull": False}, planted=unsent, kept='name="invitation"'
    ),
    "contacts that are right": Sent(
        "/contacts/stale/", Contact, {"checked_on__year__gt": 2020}, planted=unchecked, kept="checked"
    ),
}


@pytest.mark.parametrize("sent", [pytest.param(sent, id=name) for name, sent in SENT.items()])
def test_what_was_sent_from_the_other_programme_waits_for_a_second_press_and_is_then_written_there(
    tabs: Client, world: World, sent: Sent
) -> None:
    typed = {**sent.typed, **sent.planted(world), "written_for": "marlvale"}

    def press(**more: str) -> str:
        file = {"file": SimpleUploadedFile("new.csv", FILE)} if sent.what is FileImport else {}
        return tabs.post(sent.url, {**typed, **file, **more}).content.decode()

    html = press()
    assert words(html).count(TOLD) == 1
    assert sent.kept in html[html.index("<main") :]
    assert not sent.what.objects.filter(**sent.where).exists()
    press(working_in="farcoast")
    assert sent.what.objects.get(**sent.where).programme == world.here.programme


def test_the_partnership_that_was_chosen_stays_chosen(tabs: Client, world: World) -> None:
    html = tabs.post("/contacts/add/", {**CONTACT, "partnership": world.own.pk}).content.decode()
    assert f'<option value="{world.own.pk}" selected>' in html


def test_who_works_in_a_third_programme_by_the_second_press_is_asked_again(tabs: Client, world: World) -> None:
    tabs.post("/contacts/wordings/", {"text": "Ours", "written_for": "marlvale", "working_in": "elsewhere"})
    assert not ConsentWording.objects.exists()


@pytest.mark.parametrize("url", [sent.url for sent in SENT.values()], ids=list(SENT))
def test_each_page_says_in_words_and_to_the_server_for_which_programme_it_is(
    client: Client, world: World, url: str
) -> None:
    for sent in SENT.values():
        sent.planted(world)
    client.force_login(world.people["manager"])
    html = client.get(url).content.decode()
    main = html[html.index("<main") :]
    assert re.search(rf'<(p|span) class="govuk-caption-l">{MARLVALE}</', main)
    assert main.count('name="written_for" value="marlvale"') == 1
