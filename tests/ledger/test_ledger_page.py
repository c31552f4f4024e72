"""The ledger as those read it who oversee a year: each line with its accounts, and every entry."""

import csv
import io
import re
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from ledger.models import BudgetLine, Entry
from ledger.services import post
from partnerships.models import Role
from tests.factories import PartnershipFactory, PersonFactory, World
from tests.factories.projects import AFTER, give_line
from tests.queries import assert_same_queries

READERS = ["manager", "finance", "steering", "evaluator"]


@pytest.fixture(autouse=True)
def without_second_step(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def give_entries(world: World, line: BudgetLine, source: str = "determination:3") -> None:
    """An offer that is committed, one that is held, and a pound that is nobody's."""
    own, other = world.own.pk, world.neighbour.pk
    amounts = [
        ("offered", own, "6300.00"),
        ("committed", own, "6300.00"),
        ("offered", other, "6300.05"),
        ("held", other, "6300.04"),
        ("undistributed", None, "0.01"),
    ]
    post(line=line, amounts=amounts, source=source, by=PersonFactory(), at=AFTER)


def text_of(client: Client, address: str = "/ledger/") -> str:
    html = client.get(address).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html[html.index("<main") :])).split())


def rows_of(client: Client, query: str = "") -> list[dict[str, str]]:
    body = b"".join(client.get(f"/ledger/?format=csv{query}")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


@pytest.mark.parametrize("kind", READERS)
def test_each_line_tells_where_its_money_lies(client: Client, world: World, kind: str) -> None:
    give_entries(world, give_line(world.here.programme))
    client.force_login(world.people[kind])
    told = text_of(client)
    assert "Core £540,000.00 £12,600.05 £6,300.00 £6,300.04 £0.00 £0.01 £527,399.95" in told
    assert "£527,399.95 of £540,000.00 is left: nothing is offered from it." in told
    assert "5 entries" in told


@pytest.mark.parametrize("kind", sorted(set(Role.Kind.values) - set(READERS)))
def test_nobody_else_reads_it(client: Client, world: World, kind: str) -> None:
    give_entries(world, give_line(world.here.programme))
    client.force_login(world.people[kind])
    assert "6,300" not in client.get("/ledger/").content.decode()


def test_entries_are_told_the_newest_first_and_downloaded_as_they_are_narrowed(client: Client, world: World) -> None:
    core, other = (
        give_line(world.here.programme),
        BudgetLine.objects.create(
            programme=world.here.programme, name="Economic", funder="Agency", amount=Decimal(70000)
        ),
    )
    give_entries(world, core)
    give_entries(world, give_line(world.there.programme), source="determination:4")
    client.force_login(world.people["finance"])
    rows = rows_of(client)
    assert [row["Account"] for row in rows] == ["Undistributed", "Held", "Offered", "Committed", "Offered"]
    assert rows[0]["Partnership"] == "Nobody’s"
    assert rows[-1]["Partnership"] == world.own.area
    assert len(rows_of(client, "&account=offered")) == 2
    assert rows_of(client, f"&line={other.pk}") == []
    assert "No entry fits these filters" in text_of(client, f"/ledger/?line={other.pk}")
    assert len(rows_of(client, "&line=x&account=%00")) == 5


def test_before_anything_is_posted_the_page_says_when_it_will_be(client: Client, world: World) -> None:
    give_line(world.here.programme)
    client.force_login(world.people["steering"])
    assert "Nothing is posted yet Entries follow when grants are confirmed" in text_of(client)


def test_help_in_kind_stands_apart(client: Client, world: World) -> None:
    give_line(world.here.programme)
    world.here.programme.budget_lines.create(name="Rooms", funder="Partners", amount=18_400, kind="in_kind")
    client.force_login(world.people["steering"])
    told = text_of(client)
    assert "Help in kind worth £18,400 stands apart and is never added to money." in told
    assert "Rooms" not in told


def test_any_number_of_entries_takes_the_same_queries(client: Client, world: World) -> None:
    line, by = give_line(world.here.programme), PersonFactory()
    client.force_login(world.people["manager"])

    def make(number: int) -> None:
        for partnership in PartnershipFactory.create_batch(number, programme=world.here.programme, metropolitan=True):
            post(
                line=line, amounts=[("offered", partnership.pk, "1.00")], source=f"x:{partnership.pk}", by=by, at=AFTER
            )

    assert_same_queries(make, "/ledger/", client, at_most=7)
    assert Entry.objects.count() == 60


# --- What was decided keeps its line ----------------------------------------------------------------------------------
def test_a_line_that_grants_come_from_is_not_removed(client: Client, world: World) -> None:
    line = give_line(world.here.programme)
    give_entries(world, line)
    client.force_login(world.people["manager"])
    address = f"/years/{world.here.programme.key}/budget/{line.pk}/remove/"
    told = client.post(address, {"version": line.version}).content.decode()
    assert "This line cannot be removed" in told
    assert BudgetLine.objects.filter(pk=line.pk).exists()


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"amount": "12600.04"}, "amount", "£12,600.05 was offered from this line. Enter that or more"),
        ({"kind": "in_kind"}, "kind", "Grants were decided from this line, so it stays money"),
    ],
    ids=["amount", "kind"],
)
def test_a_line_is_not_reduced_below_what_was_offered(
    client: Client, world: World, sent: dict[str, str], field: str, said: str
) -> None:
    line = give_line(world.here.programme)
    give_entries(world, line)
    client.force_login(world.people["manager"])
    typed = {"name": "Core", "funder": "A fund", "kind": "cash", "amount": "540000", "is_ring_fenced": "no"}
    address = f"/years/{world.here.programme.key}/budget/{line.pk}/"
    response = client.post(address, {**typed, "version": line.version, **sent})
    assert response.context["form"].errors[field] == [said]
    line.refresh_from_db()
    assert (line.amount, line.kind) == (Decimal("540000.00"), "cash")
    client.post(address, {**typed, "version": line.version, "amount": "12600.05"})
    line.refresh_from_db()
    assert line.amount == Decimal("12600.05")
