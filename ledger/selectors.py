"""Reads about a year's budget."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from ledger.models import BudgetLine
from partnerships.models import Programme
from partnerships.selectors.programmes import visible_programmes
from partnerships.selectors.standing import Standing

Kind = BudgetLine.Kind


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


def visible_lines(standing: Standing) -> QuerySet[BudgetLine]:
    """The one door to budget lines: those of the years one may see (row 06)."""
    return BudgetLine.objects.filter(programme__in=visible_programmes(standing)).select_related("programme")
