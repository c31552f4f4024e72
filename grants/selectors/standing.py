"""Where the decision of a year stands: its sums, who could confirm it, who may still be late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet, Sum

from accounts.models import Person
from grants.models import Determination, Outcome
from grants.selectors.eligibility import Eligibility
from kit.prepared import Prepared, PreparedValues
from ledger.selectors import Standings, standings_of
from partnerships.models import Programme, Role
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
    """Managers of the programme other than who prepared it."""
    others = MANAGING.fetch(determination.programme_id, on, determination.prepared_by_id)
    return [role.person for role in others]


def managing(programme: int, on: date, other_than: int) -> QuerySet[Role]:
    """The managers of a programme on a day, with who they are, the first before the deputy."""
    managers = Role.objects.held_on(on).filter(programme=programme, person__is_active=True, kind=Role.Kind.MANAGER)
    return managers.exclude(person=other_than).select_related("person").order_by("is_deputy", "pk")


PROGRAMME, PERSON, DAY = -1, -2, date.min  # stand for what is asked about
MANAGING = Prepared(lambda: managing(PROGRAMME, DAY, PERSON), PROGRAMME, DAY, PERSON)


def paying_lines(programme: Programme) -> list[Standings]:
    """Lines of money that may be spent on anything, with what each has left."""
    return [one for one in standings_of(programme) if not one.line.ring_fenced]


def late_leaves(leaves: Iterable[Leave], eligibility: Eligibility, at: datetime) -> list[Leave]:
    """Those that still run, of partnerships that have not submitted."""
    running = [one for one in leaves if one.until >= at.replace(microsecond=0)]
    return [one for one in running if not eligibility.by_partnership[one.partnership].partnership.is_submitted]
