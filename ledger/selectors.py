"""Reads about a year's budget, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from ledger.models import BudgetLine, Entry
from partnerships.models import Programme

Kind = BudgetLine.Kind
Account = Entry.Account


@dataclass(frozen=True)
class Budget:
    """A year's lines; money and help in kind apart, each with its own sum in pounds."""

    cash: tuple[BudgetLine, ...]
    in_kind: tuple[BudgetLine, ...]

    @property
    def count(self) -> int:
        """Of lines, of either kind."""
        return len(self.cash) + len(self.in_kind)

    @property
    def total(self) -> Decimal:
        """The money."""
        return sum((line.amount for line in self.cash), Decimal(0))

    @property
    def value_in_kind(self) -> Decimal:
        """What the help in kind is worth."""
        return sum((line.amount for line in self.in_kind), Decimal(0))


def budget_of(programme: Programme) -> Budget:
    """The year's budget, in one query."""
    lines = list(BudgetLine.objects.filter(programme=programme))
    return Budget(
        cash=tuple(line for line in lines if line.kind == Kind.CASH),
        in_kind=tuple(line for line in lines if line.kind == Kind.IN_KIND),
    )


@dataclass(frozen=True)
class Standings:
    """What was posted on a line, in pounds by account; each pound of it lies in one place."""

    line: BudgetLine
    sums: Mapping[str, Decimal]

    @property
    def left(self) -> Decimal:
        """What nothing was posted about; below zero when more was offered than there is."""
        return self.line.amount - self.sums[Account.OFFERED]


def standings_of(programme: Programme) -> list[Standings]:
    """Every line of money with its accounts, in one query; the entries are summed by the database."""
    sums = {
        account: Coalesce(Sum("entries__amount", filter=Q(entries__account=account)), Decimal(0))
        for account in Account.values
    }
    lines = BudgetLine.objects.filter(programme=programme, kind=Kind.CASH).annotate(**sums).order_by("pk")
    return [Standings(line, {account: getattr(line, account) for account in Account.values}) for line in lines]
