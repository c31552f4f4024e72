"""Reads about a year's budget, and where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from kit.prepared import Prepared
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
    def lines(self) -> tuple[BudgetLine, ...]:
        """Of either kind."""
        return self.cash + self.in_kind

    @property
    def count(self) -> int:
        """Of lines, of either kind."""
        return len(self.lines)

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
    return budget_from(BudgetLine.objects.filter(programme=programme))


def budget_from(found: Iterable[BudgetLine]) -> Budget:
    """Lines in their order, those of money apart."""
    lines = list(found)
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


@dataclass(frozen=True)
class Means:
    """A year's budget, and where each line of money stands, in their order."""

    budget: Budget
    standings: tuple[Standings, ...]

    @property
    def left(self) -> Decimal:
        """What nothing was posted about, of all lines of money."""
        return sum((line.left for line in self.standings), Decimal(0))

    @property
    def is_posted(self) -> bool:
        """Whether anything was."""
        return any(amount for line in self.standings for amount in line.sums.values())


def standings_of(programme: Programme) -> list[Standings]:
    """Every line of money with its accounts, in one query; the entries are summed by the database."""
    return list(means_of(programme).standings)


def means_of(programme: Programme) -> Means:
    """Lines of both kinds, and the accounts of those of money, in one query."""
    lines: list[Any] = WITH_SUMS.fetch(programme.pk)
    budget = budget_from(lines)
    return Means(
        budget,
        tuple(Standings(line, {account: getattr(line, account) for account in Account.values}) for line in budget.cash),
    )


def with_sums(programme: int) -> QuerySet[BudgetLine]:
    """Every line of a programme, each account of it a column."""
    sums = {
        account: Coalesce(Sum("entries__amount", filter=Q(entries__account=account)), Decimal(0))
        for account in Account.values
    }
    return BudgetLine.objects.filter(programme=programme).annotate(**sums).order_by("pk")


PROGRAMME = -1  # stands for the key of a programme
WITH_SUMS = Prepared(lambda: with_sums(PROGRAMME), PROGRAMME)


def entries_on(lines: Iterable[BudgetLine]) -> QuerySet[Entry]:
    """Every entry on these lines, the newest first, with what a list tells of its line and its partnership.

    By the lines, as PostgreSQL would read backwards through those of all programmes to find a programme's.
    """
    found = Entry.objects.filter(line__in=[line.pk for line in lines])
    return found.select_related("line", "partnership").only(*TOLD).order_by("-pk")


TOLD = ("account", "amount", "posted_at", "source", "line__name", "partnership__area", "partnership__tier")


def offered_from(line: BudgetLine) -> Decimal:
    """What was offered from a line, in pounds."""
    offered = line.entries.filter(account=Account.OFFERED)
    return offered.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
