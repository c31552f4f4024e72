"""A result of the rule as people follow it: the pot, each share, the odd pennies, and what is left of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from grants.rules.determination import Determination, determine
from grants.rules.localities import CountyDecision
from grants.rules.positions import Status
from grants.rules.redistribution import Redistribution
from grants.rules.settings import Settings, ShareBasis
from grants.selectors.eligibility import pounds
from kit.govuk_ui.formats import exact
from partnerships.models import Programme
from partnerships.selectors.wordings import WORDINGS, choice_of, said

BASES = {
    ShareBasis.EQUAL: _("Equal shares"),
    ShareBasis.PRO_RATA_OFFER: _("Pro rata"),
    ShareBasis.POPULATION: _("By population"),
}
MOST_NAMED = 12  # names in a sentence; the table marks them all
MOST_WEIGHTS = 3  # lines of a sum; of more, one line tells all


@dataclass(frozen=True)
class Failed:
    """A locality that fails: how far it came, how many offers it loses, and what they come to in pence."""

    area: str
    decision: CountyDecision
    offers: int
    pence: int

    @property
    def in_words(self) -> str:
        """What came of it, in a sentence."""
        words = gettext("%(area)s ended at %(qualifying)s of %(counted)s, so its %(offers)s offers are withdrawn.")
        how_far = {"qualifying": self.decision.qualifying, "counted": self.decision.counted}
        return words % {"area": self.area, **how_far, "offers": self.offers}


@dataclass(frozen=True)
class Reckoning:
    """What the rule makes of the facts; `names` are areas by code."""

    result: Determination
    names: Mapping[str, str]

    @property
    def redistribution(self) -> Redistribution:
        """How the pot was shared."""
        return self.result.redistribution

    @property
    def pot(self) -> Decimal:
        """Everything that is shared out, in pounds."""
        return pounds(self.redistribution.pot_pence)

    @cached_property
    def shared_pence(self) -> int:
        """What the receivers have of it together."""
        return sum(self.redistribution.shares.values())

    @property
    def rest(self) -> Decimal:
        """The pot less what is shared and less what nobody could receive: 0.00, or something is wrong."""
        return pounds(self.redistribution.pot_pence - self.shared_pence - self.redistribution.left_pence)

    @cached_property
    def failed(self) -> list[Failed]:
        """Localities that fail, in the order of their codes."""
        return [
            Failed(self.names[code], decision, members_of(decision), decision.stake_pence)
            for code, decision in sorted(self.result.counties.items())
            if not decision.met
        ]

    @cached_property
    def withheld(self) -> list[str]:
        """Codes whose offers are withheld for want of a project, kept centrally or shared out, in their order."""
        groups = (group for group in self.result.groups if group.position.status is Status.WITHHELD)
        return sorted(facts.code for group in groups for facts in group.partnerships)

    @cached_property
    def pooled(self) -> int:
        """How many offers are in the pot."""
        return sum(len(group.partnerships) for group in self.result.groups if group.position.is_pooled)

    @cached_property
    def odd_pennies(self) -> list[str]:
        """Codes that have an odd penny, in their order."""
        return sorted(self.redistribution.odd_pennies)

    def in_words(self, codes: Sequence[str], programme: Programme) -> str:
        """Who goes by these codes, as far as a sentence bears; a county is a locality's code."""
        counties = self.result.counties
        return named([programme.called(self.names[code], "county" if code in counties else "") for code in codes])

    @property
    def offered(self) -> Decimal:
        """All offers, in pounds."""
        return pounds(self.result.offered_pence)

    @property
    def awarded(self) -> Decimal:
        """All final sums, in pounds."""
        return pounds(self.result.awarded_pence)

    @cached_property
    def awards(self) -> int:
        """How many have a final sum."""
        return sum(outcome.final_pence > 0 for outcome in self.result)

    @property
    def undistributed(self) -> Decimal:
        """Withheld and kept centrally, and what nobody could receive, in pounds."""
        return pounds(self.result.undistributed_pence)

    @property
    def check(self) -> list[tuple[str, str]]:
        """The check sum line by line."""
        left = self.redistribution.left_pence
        kept = self.result.undistributed_pence - left
        return check_lines(len(self.names), self.result.awarded_pence, kept, left, self.result.offered_pence)

    @property
    def difference(self) -> Decimal:
        """All final sums and what is placed with nobody, less all offers: 0.00, or something is wrong."""
        return self.awarded + self.undistributed - self.offered

    @property
    def sums(self) -> list[tuple[str, str]]:
        """The reckoning line by line: what, and how much, to the penny."""
        pot = self.redistribution
        lines = [(self.pot_in_words, exact(pot.pot_pence)), *self.shares_in_words()]
        if pot.receivers and pot.odd_pennies:
            count = len(pot.odd_pennies)
            lines.append(
                (ngettext("%(count)s odd penny", "%(count)s odd pennies", count) % {"count": count}, exact(count))
            )
        if pot.left_pence:
            lines.append((gettext("Nobody can receive it"), exact(pot.left_pence)))
        return lines

    @cached_property
    def offers_pooled(self) -> set[int]:
        """How much those in the pot are, in pence, alike ones once."""
        pooled = (group.partnerships for group in self.result.groups if group.position.is_pooled)
        return {facts.offer_pence for partnerships in pooled for facts in partnerships}

    @property
    def pot_in_words(self) -> str:
        """Of how many offers it is made, and of how much each when they are alike."""
        offers = self.offers_pooled
        values = {"count": self.pooled, "offer": exact(next(iter(offers), 0))}
        if len(offers) == 1:
            one, many = gettext("Pot: 1 offer of %(offer)s"), gettext("Pot: %(count)s offers of %(offer)s")
        else:
            one, many = gettext("Pot: 1 offer"), gettext("Pot: %(count)s offers")
        return (one if self.pooled == 1 else many) % values

    @cached_property
    def alike_shares(self) -> Counter[int]:
        """How many have a share of so many whole pence, before odd ones."""
        pot = self.redistribution
        return Counter(share - (code in pot.odd_pennies) for code, share in pot.shares.items())

    def shares_in_words(self) -> Iterator[tuple[str, str]]:
        """The shares in whole pence, before odd pennies: alike ones on a line."""
        pot, alike = self.redistribution, self.alike_shares
        if len(alike) > MOST_WEIGHTS:
            together = sum(floor * count for floor, count in alike.items())
            yield gettext("%(count)s shares, rounded down") % {"count": len(pot.shares)}, exact(together)
            return
        for floor, count in sorted(alike.items(), reverse=True):
            words = ngettext("%(count)s share of %(each)s", "%(count)s shares of %(each)s", count)
            yield words % {"count": count, "each": exact(floor)}, exact(floor * count)


def check_lines(count: int, awarded: int, central: int, left: int, offered: int) -> list[tuple[str, str]]:
    """What must come to nothing together, in pence: what is awarded, what is kept, less what was offered."""
    lines = [
        (gettext("Final amounts, all %(count)s") % {"count": f"{count:,}"}, exact(awarded)),
        (gettext("Withheld, kept centrally"), exact(central)),
    ]
    if left:
        lines.append((gettext("Nobody could receive it"), exact(left)))
    less = ngettext("Less the %(count)s offer", "Less the %(count)s offers", count)
    return [*lines, (less % {"count": f"{count:,}"}, exact(-offered))]


def members_of(decision: CountyDecision) -> int:
    """How many stand in a locality, the county included."""
    return decision.districts + sum(map(len, decision.members.others))


def compared(reckoning: Reckoning) -> Reckoning:
    """The same facts and rules, but shared out by another basis: by offer, or equally where that is not the rule."""
    settings = reckoning.result.settings
    other = ShareBasis.EQUAL if settings.share_basis is not ShareBasis.EQUAL else ShareBasis.PRO_RATA_OFFER
    facts = [partnership for group in reckoning.result.groups for partnership in group.partnerships]
    changed = {name: getattr(settings, name) for name in settings.__slots__} | {"share_basis": other}
    return Reckoning(determine(facts, Settings(**changed)), reckoning.names)


def bases_of(reckoning: Reckoning, other: Reckoning) -> tuple[str, str]:
    """What the rule's basis and the one beside it are called."""
    first, second = (str(BASES[one.result.settings.share_basis]) for one in (reckoning, other))
    return first, second


def rules_in_words(settings: Settings, programme: Programme) -> list[tuple[str, str]]:
    """Every choice of the rule, its name and what was chosen, in the region's words."""
    pairs = ((WORDINGS[name], getattr(settings, name)) for name in settings.__slots__)
    ordered = sorted(pairs, key=lambda pair: list(WORDINGS).index(pair[0].name))
    return [
        (said(wording.short, programme), said(choice_of(wording, value).label, programme)) for wording, value in ordered
    ]


def named(places: Sequence[str]) -> str:
    """As many as a sentence bears, and how many more."""
    shown, more = ", ".join(places[:MOST_NAMED]), len(places) - MOST_NAMED
    return gettext("%(places)s and %(more)s more") % {"places": shown, "more": more} if more > 0 else shown
