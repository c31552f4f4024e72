"""The line that pays is asked again when it is decided: what a page saw of it a moment ago does not count."""

from decimal import Decimal

import pytest

from grants.errors import LineTooSmallError, NotDeterminableError
from grants.models import Determination
from grants.services.determining import confirm_determination
from ledger.models import BudgetLine, Entry
from ledger.services import change_budget_line, remove_budget_line
from tests.factories.projects import AFTER
from tests.grants.deciding import LATER, prepared, ready

pytestmark = pytest.mark.django_db
UNFIT = [{"kind": "in_kind"}, {"ring_fenced": "Digital"}]


def seen(determination: Determination) -> Determination:
    """As a view loads it, the line beside it."""
    return Determination.objects.select_related("programme", "terms", "line").get(pk=determination.pk)


def change(world, **fields: object) -> None:
    """By the manager, between two moments of somebody else."""
    line = world.here.programme.budget_lines.get()
    change_budget_line(line=line, seen=line.version, by=world.people["manager"], at=AFTER, **fields)


def test_a_line_cut_after_the_page_was_loaded_is_not_overdrawn(world):
    loaded = seen(prepared(ready(world)))
    change(world, amount=Decimal("83299.99"))

    with pytest.raises(LineTooSmallError) as refused:
        confirm_determination(determination=loaded, by=world.people["manager"], at=LATER)

    assert refused.value.left == Decimal("83299.99")
    assert not Entry.objects.exists()
    assert Determination.objects.get().state == "prepared"


def test_a_line_cut_while_somebody_prepares_is_too_small(world):
    line = ready(world).here.programme.budget_lines.get()
    change(world, amount=Decimal(1))

    with pytest.raises(LineTooSmallError):
        prepared(world, line=line)


def test_a_line_of_just_what_is_offered_pays(world):
    loaded = seen(prepared(ready(world)))
    change(world, amount=Decimal("83300.00"))

    confirm_determination(determination=loaded, by=world.people["manager"], at=LATER)

    assert sum(entry.amount for entry in Entry.objects.filter(account="offered")) == Decimal("83300.00")


@pytest.mark.parametrize("fields", UNFIT, ids=lambda fields: next(iter(fields)))
def test_a_line_that_is_no_money_or_for_one_thing_alone_since_it_was_prepared_pays_nothing(world, fields):
    loaded = seen(prepared(ready(world)))
    change(world, **fields)

    with pytest.raises(NotDeterminableError) as refused:
        confirm_determination(determination=loaded, by=world.people["manager"], at=LATER)

    assert refused.value.code == "line_unfit"
    assert not Entry.objects.exists()


@pytest.mark.parametrize("fields", UNFIT, ids=lambda fields: next(iter(fields)))
def test_nothing_is_prepared_on_a_line_that_is_no_money_or_for_one_thing_alone(world, fields):
    line = ready(world).here.programme.budget_lines.get()
    BudgetLine.objects.filter(pk=line.pk).update(**fields)

    with pytest.raises(NotDeterminableError, match="line_unfit"):
        prepared(world, line=line)


def test_a_line_removed_while_somebody_prepares_is_told_of(world):
    line = ready(world).here.programme.budget_lines.get()
    remove_budget_line(line=line, seen=line.version, by=world.people["manager"], at=AFTER)

    with pytest.raises(NotDeterminableError, match="line_unfit"):
        prepared(world, line=line)

    assert not Determination.objects.exists()


def test_a_line_of_another_programme_pays_nothing_here(world):
    ready(world)
    there = BudgetLine.objects.create(
        programme=world.there.programme, name="Theirs", funder="A fund", amount=Decimal(900000)
    )

    with pytest.raises(NotDeterminableError, match="line_unfit"):
        prepared(world, line=there)


def test_the_manager_reads_why_a_line_that_changed_pays_nothing(world, client):
    determination = prepared(ready(world))
    change(world, kind="in_kind")
    client.force_login(world.people["manager"])

    page = client.post(f"/grants/determinations/{determination.pk}/confirm/", follow=True)

    assert "Nothing was confirmed. The budget line is not there any more, is no money" in page.content.decode()
    assert Determination.objects.get().decided_at is None
