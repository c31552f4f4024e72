"""Where the decision of a year stands: its sums, who could confirm it, who may still be late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum

from accounts.models import Person
from grants.models import Determination, Outcome
from grants.selectors.eligibility import Eligibility
from kit.prepared import PreparedValues
from ledger.selectors import Standings, standings_of
from partnerships.models import Programme
from projects.selectors.named import managers_of
from projects.selectors.windows import Leave


@dataclass(frozen=True)
class DecidedSums:
    """What a determination comes to, in pounds."""

    offered: Decimal
    awarded: Decimal
    shared: Decimal

    @property
    def placed_with_nobody(self) -> Decimal:
        """Withheld and kept centrally, and what nobody could receive."""
        return self.offered - self.awarded


def sums_of(determination: Determination) -> DecidedSums:
    """In one query; nothing of a region where nobody is."""
    found = SUMS.fetch(determination.pk)
    return DecidedSums(*(found[0] if found else (Decimal(0),) * 3))


ROW = -1  # stands for the key of a determination
SUMS = PreparedValues(
    lambda: (
        Outcome.objects.filter(determination=ROW)
        .values("determination")
        .annotate(offered=Sum("offer"), awarded=Sum("final"), shared=Sum("share"))
        .values_list("offered", "awarded", "shared")
    ),
    ROW,
)


def who_could_confirm(determination: Determination, *, on: date) -> list[Person]:
    """Managers of the programme other than who prepared it, the first before the deputy."""
    managers = managers_of(determination.programme, on=on)
    return [person for person in managers if person.pk != determination.prepared_by_id]


def paying_lines(programme: Programme) -> list[Standings]:
    """Lines of money that may be spent on anything, with what each has left."""
    return [one for one in standings_of(programme) if not one.line.ring_fenced]


def late_leaves(leaves: Iterable[Leave], eligibility: Eligibility, at: datetime) -> list[Leave]:
    """Those that still run, of partnerships that have not submitted."""
    running = [one for one in leaves if one.until >= at.replace(microsecond=0)]
    return [one for one in running if not eligibility.by_partnership[one.partnership].partnership.is_submitted]
