"""The pages of the budget: lines at one query count, a message beside the field, nothing stored."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ledger.models import BudgetLine
from partnerships.models import Programme
from tests.factories import ProgrammeFactory, RoleFactory
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LINE = {"name": "Core", "funder": "Government", "kind": "cash", "amount": "£540,000", "is_ring_fenced": "no"}


@pytest.fixture
def programme(client: Client) -> Programme:
    """A year whose manager is signed in."""
    role = RoleFactory(manager=True, programme=ProgrammeFactory())
    client.force_login(role.person)
    return role.programme


@pytest.mark.parametrize("page", ["set-up/budget/", "", "check/", "set-up/"])
def test_any_number_of_lines_is_one_query(client: Client, page: str) -> None:
    is_open = page != "check/" and page != "set-up/"
    role = RoleFactory(manager=True, programme=ProgrammeFactory() if is_open else ProgrammeFactory(setting_up=True))
    client.force_login(role.person)
    numbers = count()
    assert_same_queries(
        lambda n: [
            BudgetLine.objects.create(programme=role.programme, name=f"Line {next(numbers)}", funder="x", amount=1)
            for _ in range(n)
        ],
        f"/years/{role.programme.key}/{page}",
        client,
    )


def test_a_line_is_added_with_what_it_is_only_for(client: Client, programme: Programme) -> None:
    sent = {**LINE, "is_ring_fenced": "yes", "ring_fenced": "Economic development"}
    client.post(f"/years/{programme.key}/budget/add/", sent)
    line = BudgetLine.objects.get()
    assert (line.amount, line.ring_fenced) == (Decimal("540000.00"), "Economic development")


@pytest.mark.parametrize("amount", ["1000", "£1,000", "£ 1 000.00", "١٠٠٠", "１０００"])
def test_an_amount_is_read_as_people_write_it(client: Client, programme: Programme, amount: str) -> None:
    client.post(f"/years/{programme.key}/budget/add/", {**LINE, "amount": amount})
    assert BudgetLine.objects.get().amount == Decimal("1000.00")


NO_MONEY = "The amount must be an amount of money, like 600 or 1,193.54"
REFUSED = {
    "": "Enter the amount",
    "-1": "The amount must be £0 or more",
    "0.001": "The amount must be in pounds and whole pence, like 193.54",
    "1e400": NO_MONEY,
    "NaN": NO_MONEY,
    "1,00": NO_MONEY,
    "1.000,00": NO_MONEY,
    "١٬٠٠٠": NO_MONEY,
    "9" * 400: "The amount must be £999,999,999.99 or less",
}


@pytest.mark.parametrize("typed", REFUSED, ids=range(len(REFUSED)))
def test_an_amount_that_is_none_is_refused_beside_its_field(client: Client, programme: Programme, typed: str) -> None:
    response = client.post(f"/years/{programme.key}/budget/add/", {**LINE, "amount": typed})
    form = response.context["form"]
    assert form.errors == {"amount": [REFUSED[typed]]}
    assert form["amount"].value() == typed
    assert 'id="id_amount_error"' in response.content.decode()
    assert not BudgetLine.objects.exists()


def test_sent_twice_there_is_one_line(client: Client, programme: Programme) -> None:
    client.post(f"/years/{programme.key}/budget/add/", LINE)
    response = client.post(f"/years/{programme.key}/budget/add/", LINE)
    assert list(response.context["form"].errors) == ["name"]
    assert BudgetLine.objects.count() == 1


def test_an_old_form_does_not_overwrite_a_line(client: Client, programme: Programme) -> None:
    line = BudgetLine.objects.create(programme=programme, name="Core", funder="x", amount=5, version=2)
    response = client.post(f"/years/{programme.key}/budget/{line.pk}/", {**LINE, "version": "1"})
    line.refresh_from_db()
    assert "changed this while you were working on it" in response.content.decode()
    assert line.amount == 5


def test_a_line_that_somebody_changed_since_is_not_removed(client: Client, programme: Programme) -> None:
    line = BudgetLine.objects.create(programme=programme, name="Core", funder="x", amount=5)
    address = f"/years/{programme.key}/budget/{line.pk}/remove/"
    assert 'name="version" value="1"' in client.get(address).content.decode()
    BudgetLine.objects.filter(pk=line.pk).update(amount=6, version=2)
    for seen in ("1", "", "0", "x", "9" * 5_000):
        told = client.post(address, {"version": seen}, follow=True).content.decode()
        assert "changed" in told
    assert BudgetLine.objects.get().amount == 6


def test_a_line_is_removed_as_it_was_seen(client: Client, programme: Programme) -> None:
    line = BudgetLine.objects.create(programme=programme, name="Core", funder="x", amount=5, version=3)
    client.post(f"/years/{programme.key}/budget/{line.pk}/remove/", {"version": "3"})
    assert not BudgetLine.objects.exists()


def quicker_by_a_hair(deed: Callable[[], object]) -> Callable[..., Any]:
    """Lets another person do something after the view has read, and before its service begins to write."""
    done: list[object] = []

    def wrapper(execute: Callable[..., Any], sql: str, *rest: object) -> object:
        if sql.startswith("SAVEPOINT") and not done:
            done.append(True)
            deed()
        return execute(sql, *rest)

    return wrapper


def test_a_line_removed_meanwhile_is_told_to_who_changes_it(client: Client, programme: Programme) -> None:
    line = BudgetLine.objects.create(programme=programme, name="Core", funder="x", amount=5)
    with connection.execute_wrapper(quicker_by_a_hair(BudgetLine.objects.filter(pk=line.pk).delete)):
        sent = client.post(f"/years/{programme.key}/budget/{line.pk}/", {**LINE, "amount": "7", "version": "1"})
    assert sent.headers["Location"] == f"/years/{programme.key}/set-up/budget/"
    assert "Somebody removed this line while you were changing it" in client.get(sent.headers["Location"]).text


def test_who_is_second_by_a_hair_sees_what_the_first_saved(client: Client, programme: Programme) -> None:
    line = BudgetLine.objects.create(programme=programme, name="Core", funder="x", amount=5)
    first = partial(BudgetLine.objects.filter(pk=line.pk).update, amount=6, version=2)
    with connection.execute_wrapper(quicker_by_a_hair(first)):
        sent = client.post(f"/years/{programme.key}/budget/{line.pk}/", {**LINE, "amount": "7", "version": "1"})
    form = sent.context["form"]
    assert (form.saved_meanwhile["amount"], form["version"].value(), form["amount"].value()) == ("£6", "2", "7")


def test_a_copied_budget_is_done_once_somebody_has_looked_through_it(client: Client) -> None:
    year = ProgrammeFactory(setting_up=True, follows=ProgrammeFactory())
    client.force_login(RoleFactory(manager=True, programme=year).person)
    BudgetLine.objects.create(programme=year, name="Core", funder="x", amount=5)

    def state() -> str:
        tasks = client.get(f"/years/{year.key}/set-up/").context["set_up"].tasks
        return next(task.state for task in tasks if task.step == "budget")

    assert state() == "in_progress"
    sent = client.post(f"/years/{year.key}/set-up/budget/")
    assert (sent.headers["Location"], state()) == (f"/years/{year.key}/set-up/dates/", "completed")
