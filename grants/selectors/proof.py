"""The proof sheet: everything that was decided of each partnership, beside the rule asked again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext

from grants.models import Determination
from grants.selectors.determinations import STORED, Difference, Stored
from grants.selectors.eligibility import pence, pounds
from grants.selectors.proof_rows import HEADINGS, GroupKey, ProofRow, Status, key_of
from grants.selectors.reckoning import Reckoning, check_lines
from grants.selectors.recount import Recount, Sums, recount


@dataclass(frozen=True)
class Proof:
    """A determination, counted again."""

    determination: Determination
    recount: Recount

    @property
    def is_confirmed(self) -> bool:
        """Whether it is so; before, it would be."""
        return self.determination.state == Determination.State.CONFIRMED

    @property
    def outcomes(self) -> Sequence[Stored]:
        """As they were stored, in the order of codes."""
        return self.recount.outcomes

    @property
    def reckoning(self) -> Reckoning:
        """The rule asked again."""
        return self.recount.reckoning

    @property
    def other(self) -> Reckoning:
        """What another basis would have made of it."""
        return self.recount.other

    @property
    def differences(self) -> list[Difference]:
        """Where the rule, asked again, says something else."""
        return self.recount.differences

    @property
    def rows(self) -> list[ProofRow]:
        """Every partnership, those in one position together, each position in the order of codes."""
        return self.recount.rows

    @property
    def sums(self) -> Sums:
        """The foot of the table."""
        return self.recount.sums

    @property
    def left(self) -> Decimal:
        """The pot, when nobody could receive it."""
        return pounds(self.reckoning.redistribution.left_pence)

    @property
    def check(self) -> list[tuple[str, str]]:
        """The check sum line by line, from what was stored."""
        sums = self.sums
        stored = (pence(sums.final), pence(sums.withheld), pence(self.left), pence(sums.offer))
        return check_lines(len(self.outcomes), *stored)

    @property
    def difference(self) -> Decimal:
        """All final sums and what is placed with nobody, less all offers: 0.00, or something is wrong."""
        return self.sums.final + self.sums.withheld + self.left - self.sums.offer

    @property
    def rest(self) -> Decimal:
        """The pot less what the stored shares come to, and less what nobody could receive."""
        return self.reckoning.pot - self.sums.share - self.left

    @cached_property
    def adds_up(self) -> bool:
        """Whether both differences are nothing, and the rule asked again says the same."""
        return not (self.difference or self.rest or self.differences)

    @property
    def receivers(self) -> int:
        """How many share the pot."""
        return self.reckoning.redistribution.receivers

    @property
    def awarded(self) -> int:
        """How many have a final sum."""
        return self.recount.awarded

    def name_of(self, row: ProofRow) -> str:
        """As the programme calls it."""
        return self.determination.programme.called(row.outcome.area, row.outcome.tier)

    def heading_of(self, row: ProofRow) -> str:
        """What becomes of its offer, and why; written once for all that stand under it."""
        if row.group not in self.headings:
            self.headings[row.group] = self.heading_for(row.outcome)
        return self.headings[row.group]

    @cached_property
    def headings(self) -> dict[GroupKey, str]:
        """Those that were needed so far."""
        return {}

    def heading_for(self, outcome: Stored) -> str:
        """In words."""
        if outcome.status == Status.WITHDRAWN:
            county = self.reckoning.result.counties[outcome.locality]
            words = gettext("Withdrawn: %(area)s, %(qualifying)s of %(counted)s qualify")
            area = self.reckoning.names[outcome.locality]
            return words % {"area": area, "qualifying": county.qualifying, "counted": county.counted}
        return str(HEADINGS[key_of(outcome)])


def proof_of(determination: Determination) -> Proof:
    """With every outcome, in one query."""
    rules = tuple(sorted(determination.rules.items()))
    return Proof(determination, recount(STORED.texts(determination.pk), rules))


def by_group(proof: Proof, rows: Sequence[ProofRow]) -> Iterator[tuple[str, list[ProofRow]]]:
    """Rows under their headings, in their order."""
    for _group, members in groupby(rows, key=lambda row: row.group):
        found = list(members)
        yield proof.heading_of(found[0]), found
