"""The task list of setting up, and the page on which one checks the answers."""

import re

import pytest
from django.test import Client

from partnerships.models import KeyDate, Programme
from partnerships.rules.deadlines import last_moment
from tests.factories import PartnershipFactory, ProgrammeFactory, RoleFactory

pytestmark = pytest.mark.django_db
CHANGE = re.compile(r'href="(/years/[^"]+/set-up/[a-z]+/)#([a-z0-9_]+)"')


@pytest.fixture
def programme(client: Client) -> Programme:
    """A year being set up, whose manager is signed in."""
    made = ProgrammeFactory(setting_up=True, region="Marlvale")
    client.force_login(RoleFactory(manager=True, programme=made).person)
    return made


def test_what_a_year_can_do_without_is_marked_optional(client: Client, programme: Programme) -> None:
    page = client.get(f"/years/{programme.key}/set-up/").text
    marked = re.findall(r">([A-Z][A-Za-z ]+) \(optional\)</a>", page)
    assert marked == ["Budget lines", "Competency framework", "Map", "Deputy programme manager"]


def test_each_answer_leads_to_the_field_in_which_it_is_changed(client: Client, programme: Programme) -> None:
    PartnershipFactory(programme=programme)
    for kind in KeyDate.Kind.values:
        KeyDate.objects.create(programme=programme, kind=kind, closes_at=last_moment(programme.starts))
    places = CHANGE.findall(client.get(f"/years/{programme.key}/check/").text)
    pages = {page: client.get(page).text for page, _ in places}
    assert [(page, anchor) for page, anchor in places if f'id="{anchor}"' not in pages[page]] == []
    anchors = {anchor for _, anchor in places}
    assert {"id_region", "id_majority_0", "id_support_days", "id_enrolment_day", "id_county_word"} <= anchors
