"""The year's lines of money as bars: what is committed, held, offered and left."""

from decimal import Decimal

from django.utils.translation import gettext

from kit.charts.budget import Budget, BudgetLine, BudgetWords, budget
from kit.charts.figure import Caption, Figure
from ledger.models import Entry
from ledger.selectors import Means, Standings

Account = Entry.Account


def bars_of(means: Means) -> Figure:
    """A bar each line; what is offered and neither committed nor held is withheld or undistributed."""
    caption = Caption(
        gettext("Budget"), gettext("A bar for each line: committed, then held, then the rest of what is offered.")
    )
    return budget(Budget(caption, tuple(map(bar_of, means.standings)), apart=True), words(), ident="budget-bars")


def bar_of(line: Standings) -> BudgetLine:
    """Each part includes the one before it."""
    committed = max(line.sums[Account.COMMITTED], Decimal(0))
    held = max(committed + line.sums[Account.HELD], committed)
    return BudgetLine(line.line.name, line.line.amount, committed, held, max(line.sums[Account.OFFERED], held))


def words() -> BudgetWords:
    """Headers of the table and names of the parts."""
    return BudgetWords(
        missing="",
        empty=gettext("No line yet"),
        name=gettext("Line"),
        total=gettext("Budget"),
        paid=gettext("Committed"),
        committed=gettext("Held"),
        allocated=gettext("Withheld or undistributed"),
        left=gettext("Left"),
        over=gettext("More than there is"),
        of="{name}, {amount}",
        remain=gettext("{amount} left"),
        beyond=gettext("{amount} more than there is"),
    )
