"""Budget lines: money and help in kind apart, each change in the trail, nobody overwrites anybody."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Person
from audit.models import Entry
from ledger.errors import LineChangedError, LineKnownError
from ledger.models import BudgetLine
from ledger.selectors import budget_of
from ledger.services import add_budget_line, change_budget_line, copy_budget, remove_budget_line
from partnerships.errors import NotManagerError, ProgrammeClosedError
from partnerships.models import Programme
from tests.factories import PersonFactory, ProgrammeFactory, RoleFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


def line_of(programme: Programme, name: str = "Core", **fields: Any) -> BudgetLine:
    given = {"funder": "Central government", "purpose": "Grants", "amount": Decimal("540000.00")}
    given |= {"ring_fenced": "", "kind": "cash", **fields}
    return add_budget_line(programme=programme, name=name, by=None, at=AT, **given)  # type: ignore[arg-type]


def line_with_its_manager() -> tuple[BudgetLine, Person]:
    role = RoleFactory(manager=True)
    return line_of(role.programme), role.person


def test_help_in_kind_is_never_added_to_money() -> None:
    programme = ProgrammeFactory()
    line_of(programme)
    line_of(programme, "Development", amount=Decimal("70000.00"), ring_fenced="Economic development")
    line_of(programme, "Rooms", amount=Decimal("18400.00"), kind="in_kind")
    line_of(ProgrammeFactory(), "Another region's")
    budget = budget_of(programme)
    assert (budget.total, budget.value_in_kind, budget.count) == (Decimal("610000.00"), Decimal("18400.00"), 3)


@pytest.mark.parametrize("name", ["Core", "CORE", "core"])
def test_a_name_stands_once_in_a_year(name: str) -> None:
    programme = ProgrammeFactory()
    line_of(programme)
    with pytest.raises(LineKnownError):
        line_of(programme, name)
    assert budget_of(programme).count == 1


def test_the_database_too_refuses_a_second_line_of_a_name() -> None:
    line = line_of(ProgrammeFactory())
    with pytest.raises(IntegrityError, match="budget_line_name_stands_once"), transaction.atomic():
        BudgetLine.objects.create(programme=line.programme, name="CORE", funder="x", amount=1)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"amount": Decimal("-0.01")}, "budget_line_is_not_negative"), ({"kind": "promise"}, "budget_line_kind_is_known")],
)
def test_a_line_that_cannot_be_is_refused(fields: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        line_of(ProgrammeFactory(), **fields)


def test_a_change_is_kept_as_it_was_and_as_it_is() -> None:
    line, by = line_with_its_manager()
    change_budget_line(line=line, seen=1, by=by, at=AT, amount=Decimal("550000.00"), name="Core")
    entry = Entry.objects.about(line).first()
    assert entry is not None
    assert (entry.action, entry.actor) == ("budget.changed", by)
    assert entry.details == {"fields": {"amount": ["540000.00", "550000.00"]}}


def test_the_second_of_two_who_change_a_line_is_refused() -> None:
    line, by = line_with_its_manager()
    change_budget_line(line=line, seen=1, by=by, at=AT, amount=Decimal("1.00"))
    with pytest.raises(LineChangedError):
        change_budget_line(line=line, seen=1, by=by, at=AT, amount=Decimal("2.00"))
    with pytest.raises(LineChangedError):
        remove_budget_line(line=line, seen=1, by=by, at=AT)
    line.refresh_from_db()
    assert line.amount == Decimal("1.00")


def test_saving_without_a_change_leaves_no_trace() -> None:
    line, by = line_with_its_manager()
    change_budget_line(line=line, seen=1, by=by, at=AT, name="Core")
    line.refresh_from_db()
    assert (line.version, Entry.objects.about(line).count()) == (1, 1)


def test_a_line_removed_stays_in_the_trail() -> None:
    line, by = line_with_its_manager()
    remove_budget_line(line=line, seen=1, by=by, at=AT)
    assert not BudgetLine.objects.exists()
    assert Entry.objects.get(action="budget.removed").details["amount"] == "540000.00"


def test_a_closed_year_keeps_its_budget() -> None:
    programme = ProgrammeFactory()
    line = line_of(programme)
    Programme.objects.filter(pk=programme.pk).update(state="closed", closed_at=AT)
    for act in (
        lambda: line_of(programme, "More"),
        lambda: change_budget_line(line=line, seen=1, by=PersonFactory(), at=AT, amount=Decimal(1)),
        lambda: remove_budget_line(line=line, seen=1, by=PersonFactory(), at=AT),
    ):
        with pytest.raises(ProgrammeClosedError):
            act()
    assert BudgetLine.objects.get().amount == Decimal("540000.00")


def test_last_years_lines_are_copied_and_stay_with_last_year() -> None:
    source, programme, by = ProgrammeFactory(closed=True), ProgrammeFactory(), PersonFactory()
    BudgetLine.objects.create(programme=source, name="Core", funder="x", amount=1, ring_fenced="Only this")
    for year in (source, programme):
        RoleFactory(manager=True, programme=year, person=by)
    assert copy_budget(source=source, programme=programme, by=by, at=AT) == 1
    assert budget_of(programme).cash[0].ring_fenced == "Only this"
    assert budget_of(source).count == 1


def test_nothing_is_copied_into_a_closed_year_or_from_a_year_one_does_not_manage() -> None:
    source, programme, by = ProgrammeFactory(), ProgrammeFactory(), PersonFactory()
    line_of(source)
    RoleFactory(manager=True, programme=programme, person=by)
    with pytest.raises(NotManagerError):
        copy_budget(source=source, programme=programme, by=by, at=AT)
    RoleFactory(manager=True, programme=source, person=by)
    Programme.objects.filter(pk=programme.pk).update(state="closed", closed_at=AT)
    with pytest.raises(ProgrammeClosedError):
        copy_budget(source=source, programme=programme, by=by, at=AT)
    assert budget_of(programme).count == 0


@pytest.mark.parametrize("role", [{"finance": True}, {"manager": True, "over": True}], ids=["finance", "former"])
def test_only_who_manages_the_year_that_day_changes_its_budget(role: dict[str, bool]) -> None:
    line = line_of(ProgrammeFactory())
    by = RoleFactory(programme=line.programme, **role).person
    RoleFactory(manager=True, person=by)  # of another year
    for act in (
        lambda: add_budget_line(
            programme=line.programme,
            name="x",
            funder="x",
            purpose="",
            amount=Decimal(1),
            ring_fenced="",
            kind="cash",
            by=by,
            at=AT,
        ),
        lambda: change_budget_line(line=line, seen=1, by=by, at=AT, amount=Decimal(1)),
        lambda: remove_budget_line(line=line, seen=1, by=by, at=AT),
    ):
        with pytest.raises(NotManagerError):
            act()
    assert [line.amount for line in BudgetLine.objects.all()] == [Decimal("540000.00")]
