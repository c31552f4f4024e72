"""The audit trail: in words, for whom, page by page."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import models, transaction
from django.test import Client

from audit.models import Entry
from audit.services import record
from dashboards.rules.trail import Place, place_of
from dashboards.selectors.trail_changes import changed
from dashboards.selectors.trail_words import sentence
from tests.factories import World
from tests.kit.govuk_ui.rendering import words
from tests.kit.tables.making import read_table, texts
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)


def deed(world: World, action: str, *, subject: models.Model | None = None, **given: Any) -> Entry:
    fields = {"actor": world.people["manager"], "at": AT, "programme_id": world.here.programme.pk, **given}
    with transaction.atomic():
        return record(action=action, subject=subject, **fields)


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    client.force_login(world.people["manager"])
    return client


def page(client: Client, question: str = "") -> str:
    html = client.get(f"/trail/?{question}").content.decode()
    return unescape(words(html[html.index('id="results"') : html.index("</main>")]))


def test_a_deed_without_a_sentence_is_still_told() -> None:
    assert sentence("visit.logged_late", "", {}) == "Visit: logged late"


def test_who_did_what_and_when_stands_in_plain_words(world: World, manager: Client) -> None:
    fields = {"name": ["Old", "New"], "population": [None, 5], "delivers_laa": [False, True]}
    deed(world, "partnership.changed", subject=world.own, details={"fields": fields})
    shown = page(manager)
    assert "18 June 2026, 10am Ines Calloway Changed the entry of Ollerwick Partnership" in shown.replace("\xa0", " ")
    assert "name: “Old” became “New”" in shown
    assert "population: nothing became “5”" in shown
    assert "delivers a Local Area Agreement: “no” became “yes”" in shown


def test_the_names_of_all_kinds_of_things_are_found(world: World, manager: Client) -> None:
    deed(world, "role.given", subject=world.roles["champion"])
    deed(world, "terms.put_into_force", details={"number": 3})
    deed(world, "partnership.added", subject=world.own, actor=None)
    shown = page(manager)
    assert "Gave Percy Lightbody a role" in shown
    assert "Put version 3 of rates and rules into force" in shown
    assert "The portal Added Ollerwick Partnership to the directory" in shown


def test_what_was_changed_about_people_is_not_told() -> None:
    assert changed("contact.changed", {"fields": {"phone": ["1", "2"]}}) == []
    assert changed("role.corrected", {"fields": {"until": ["1", "2"]}}) == []


def test_finance_reads_what_is_final_and_nothing_else(world: World, client: Client) -> None:
    opened = world.here.programme.opened_at
    deed(world, "terms.put_into_force", details={"number": 1})
    deed(world, "terms.drafted", details={"number": 2})
    deed(world, "role.given", subject=world.roles["champion"])
    deed(world, "budget.added", at=opened + timedelta(days=1))
    deed(world, "budget.removed", at=opened - timedelta(days=1))
    client.force_login(world.people["finance"])
    shown = page(client)
    assert "Put version 1 of rates and rules into force" in shown
    assert "Added the budget line" in shown
    for hidden in ("Drafted", "Percy Lightbody", "Removed a budget line"):
        assert hidden not in shown


def test_the_trail_is_narrowed_by_person_kind_and_days(world: World, manager: Client) -> None:
    deed(world, "partnership.added", subject=world.own)
    deed(world, "role.ended", subject=world.roles["champion"], actor=world.people["finance"], at=AT + timedelta(days=3))
    assert "Ollerwick" in page(manager, "who=ines")
    assert "Percy" not in page(manager, "who=INÉS")
    assert "Ollerwick" not in page(manager, "kind=role")
    since = "since_day=21&since_month=6&since_year=2026"
    until = "until_day=18&until_month=6&until_year=2026"
    assert "Percy" in page(manager, since)
    assert "Ollerwick" not in page(manager, since)
    assert "Ollerwick" in page(manager, until)
    assert "Percy" not in page(manager, until)
    assert "Nothing fits" in page(manager, "who=nobody")


def test_each_page_goes_on_where_the_last_one_ended(world: World, manager: Client) -> None:
    for number in range(101):  # many at one moment, so that the number decides
        deed(world, "terms.drafted", details={"number": number}, at=AT + timedelta(seconds=number // 60))
    seen: list[str] = []
    address = "/trail/"
    while address:
        html = manager.get(address).content.decode()
        seen += re.findall(r"Drafted version (\d+)", html)
        older = re.search(r'href="(\?before=[\d-]+)"', html)
        address = f"/trail/{older[1]}" if older else ""
    assert seen == [str(number) for number in range(100, -1, -1)]


@pytest.mark.parametrize("asked", ["", "x", "1-", "-1", "9" * 30 + "-1", "1-" + "9" * 30, "1-2-3", "\u0661-1"])
def test_a_place_that_is_none_gives_the_newest(world: World, manager: Client, asked: str) -> None:
    deed(world, "partnership.added", subject=world.own)
    assert place_of(asked) is None
    assert "Ollerwick" in words(manager.get("/trail/", {"before": asked}).content.decode())


def test_a_place_is_read_as_it_is_written() -> None:
    place = Place(AT + timedelta(microseconds=123_456), 77)
    assert place_of(str(place)) == place


def test_the_download_has_all_that_is_filtered(world: World, manager: Client) -> None:
    for number in range(60):
        deed(world, "terms.drafted", details={"number": number})
    deed(world, "partnership.added", subject=world.own)
    content = b"".join(manager.get("/trail/?format=csv&kind=terms"))
    rows = texts(read_table(BytesIO(content)))
    assert rows[0] == ["When", "Who", "What"]
    assert len(rows) == 61


def test_another_programme_s_deeds_are_not_there(world: World, manager: Client) -> None:
    deed(world, "partnership.added", subject=world.abroad, programme_id=world.there.programme.pk)
    assert "Nothing fits" in page(manager)


def test_the_trail_asks_the_same_for_any_length(world: World, manager: Client) -> None:
    def more(number: int) -> None:
        for _ in range(number):
            deed(world, "partnership.changed", subject=world.own)

    assert_same_queries(more, "/trail/", manager)
    assert len(manager.get("/trail/").content) < 40_000
