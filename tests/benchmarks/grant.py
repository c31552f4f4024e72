"""The arithmetic of the grant beside a plain integer split of the same numbers: `python -m tests.benchmarks.grant`.

The floor is a loop with the default settings written into it: it counts by county, pools, divides with `divmod` and
gives one plain tuple a partnership with the same amounts as the rule. It has no choices, reasons or statuses.
Both are timed by turns from the facts to the last row; facts are made before. Needs no database.
"""

import argparse
import gc
import random
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from statistics import median
from time import process_time

from grants.rules.determination import Outcome, determine
from grants.rules.facts import PartnershipFacts, Tier
from grants.rules.settings import Settings, ShareBasis

Region = list[PartnershipFacts]
COUNTIES, DISTRICTS, SINGLE_TIERS = 3_000, 31, 4_000  # 100,000 partnerships
BAR = 1.5
MEASURED = {
    "the default settings": Settings(),
    "in proportion to the offers": Settings(share_basis=ShareBasis.PRO_RATA_OFFER),
    "in proportion to population": Settings(share_basis=ShareBasis.POPULATION),
}


def region(counties: int, districts: int, single_tiers: int) -> Region:
    """Partnerships in no order, of whom about half do what they should."""
    chance = random.Random(2007)
    tiers = [
        *[(f"E06{number:06}", Tier.UNITARY, "") for number in range(single_tiers)],
        *[(f"E10{number:06}", Tier.COUNTY, f"county {number}") for number in range(counties)],
        *[(f"E07{n:06}", Tier.DISTRICT, f"county {n // districts}") for n in range(counties * districts)],
    ]
    chance.shuffle(tiers)
    return [partnership(code, tier, locality, chance) for code, tier, locality in tiers]


def partnership(code: str, tier: Tier, locality: str, chance: random.Random) -> PartnershipFacts:
    """One that has submitted more often than not, and shared mostly."""
    is_submitted = chance.random() < 0.55
    offer = (630_000 if locality else 1_960_000) + chance.randrange(100)
    return PartnershipFacts(
        code, tier, locality, offer, True, True, True, is_submitted, chance.random() < 0.95, chance.randrange(200_000)
    )


def plain_split(rows: Region, basis: ShareBasis = ShareBasis.EQUAL) -> Iterator[tuple[str, int, int]]:
    """Code, share and final amount of each, under the default settings but for the basis."""
    failed = failing(rows)
    pot, receivers = 0, []
    for row in rows:
        if row.locality in failed:
            pot += row.offer_pence
        elif row.has_project:
            receivers.append(row)
    shares = equally(pot, receivers) if basis is ShareBasis.EQUAL else by_weight(pot, receivers, basis)
    for row in rows:
        if row.locality in failed or not (row.locality or row.has_project):
            yield row.code, 0, 0
        else:
            share = shares.get(row.code, 0)
            yield row.code, share, row.offer_pence + share


def equally(pot: int, receivers: Region) -> dict[str, int]:
    """One division, and a penny more for the lowest codes."""
    codes = sorted([row.code for row in receivers])
    share, over = divmod(pot, len(codes))
    return dict.fromkeys(codes[:over], share + 1) | dict.fromkeys(codes[over:], share)


def by_weight(pot: int, receivers: Region, basis: ShareBasis) -> dict[str, int]:
    """A division for each, and a penny more for the largest remainders."""
    by_offer = basis is ShareBasis.PRO_RATA_OFFER
    weights = [row.offer_pence if by_offer else row.population or 0 for row in receivers]
    total = sum(weights)
    shares, remainders = {}, []
    for row, weight in zip(receivers, weights, strict=True):
        shares[row.code], remainder = divmod(pot * weight, total)
        remainders.append((-remainder, row.code))
    remainders.sort()
    for _, code in remainders[: pot - sum(shares.values())]:
        shares[code] += 1
    return shares


def failing(rows: Region) -> set[str]:
    """The counties in which no more than half of the districts have shared a project."""
    counted: defaultdict[str, int] = defaultdict(int)
    qualifying: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row.is_district:
            counted[row.locality] += 1
            if row.has_project and row.is_shared:
                qualifying[row.locality] += 1
    return {locality for locality, number in counted.items() if 2 * qualifying[locality] <= number}


def rule(rows: Region, settings: Settings) -> Iterable[Outcome]:
    """Everything that the rule says, with statuses and reasons."""
    return determine(rows, settings)


def timed(work: Callable[[], Iterable[object]]) -> float:
    """Milliseconds of this process until the last row has been given out, whatever else the machine does."""
    gc.collect()
    begun = process_time()
    deque(work(), maxlen=0)
    return (process_time() - begun) * 1000


def measure(rows: Region, settings: Settings, rounds: int) -> tuple[float, float]:
    """Medians of the rule and of the floor, by turns."""
    taken = [
        (timed(lambda: rule(rows, settings)), timed(lambda: plain_split(rows, settings.share_basis)))
        for _ in range(rounds)
    ]
    ours, floor = zip(*taken, strict=True)
    return median(ours), median(floor)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.grant", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is worked out (15)")
    rounds = parser.parse_args().rounds
    rows = region(COUNTIES, DISTRICTS, SINGLE_TIERS)
    print(f"{rounds} rounds, {len(rows):,} partnerships in {COUNTIES:,} counties\n")
    print("| settings | median ms | floor ms | ratio | over |\n|---|---:|---:|---:|---|")
    for name, settings in MEASURED.items():
        ours, floor = measure(rows, settings, rounds)
        over = "time" if ours / floor > BAR else ""
        print(f"| {name} | {ours:.1f} | {floor:.1f} | {ours / floor:.2f} × | {over} |", flush=True)


if __name__ == "__main__":
    main()
