"""What is ticked, as a page sends it: the ticks it shows, and all others packed into a few letters.

A thousand partnerships fit into an address. What cannot be read stands for nothing, and the page begins at the facts.
"""

import binascii
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterable, Iterator, Sized
from dataclasses import dataclass
from itertools import accumulate, pairwise

from django.http import QueryDict

from grants.rules.localities import CountyDecision
from grants.selectors.simulations import Simulated, Ticks
from partnerships.models import Programme
from projects.selectors.progress import Progress

SUBMITTED, SHARED, SHOWN = "p", "s", "shown"
SUBMITS, SHARES, OPEN = "submits", "shares", "open"
RULES = "rules"  # whether the rule was changed on the way, so that it is not folded again
MOST_LETTERS, MOST_BYTES = 100_000, 2_000_000
ALL_AT_ONCE = 200  # more partnerships are ticked one county at a time
OF_A_GROUP = 200  # single tiers that stand together


def pack(ids: Iterable[int]) -> str:
    """Ids in few letters: the steps from one to the next, as most follow one another."""
    ordered = sorted(ids)
    steps = " ".join(str(after - before) for before, after in pairwise([0, *ordered]))
    return urlsafe_b64encode(zlib.compress(steps.encode(), 9)).decode().rstrip("=")


def unpack(packed: str) -> frozenset[int] | None:
    """The ids again; None for what is no such thing, however long it pretends to be."""
    if not packed or len(packed) > MOST_LETTERS or not packed.isascii():
        return None
    whole = zlib.decompressobj()
    try:
        letters = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        steps = whole.decompress(letters, MOST_BYTES).decode("ascii").split()
    except (binascii.Error, ValueError, zlib.error):
        return None
    if not whole.eof or not all(step.isdecimal() and len(step) < 10 for step in steps):
        return None
    return frozenset(accumulate(map(int, steps)))


@dataclass(frozen=True)
class Group:
    """A county with its districts, or single tiers; `is_open` shows its ticks. `key` is the first member's id, as
    addresses have it.
    """

    key: str
    title: str
    rows: list[Progress]
    is_county: bool
    is_open: bool
    submitted: int
    shared: int
    decision: CountyDecision | None

    @property
    def number(self) -> int:
        """Of its members."""
        return len(self.rows)


def ticks_in(sent: QueryDict, groups: Iterable[list[Progress]], known: Collection[int], starts: Ticks) -> Ticks:
    """What is ticked: of the groups that the page showed what was ticked there, of all others what it carried."""
    carried = (unpack(sent.get(SUBMITTED, "")), unpack(sent.get(SHARED, "")))
    submitted = starts.submitted if carried[0] is None else carried[0]
    shared = starts.shared if carried[1] is None else carried[1]
    shown = numbers(sent.getlist(SHOWN))
    members = {row.pk for rows in groups if rows[0].pk in shown for row in rows}
    return Ticks(
        frozenset(known) & ((submitted - members) | (numbers(sent.getlist(SUBMITS)) & members)),
        frozenset(known) & ((shared - members) | (numbers(sent.getlist(SHARES)) & members)),
    )


def numbers(given: Iterable[str]) -> set[int]:
    """Those that are ids."""
    return {int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 19}


def grouped(rows: Iterable[Progress]) -> list[list[Progress]]:
    """Counties in the order of their areas, each before its districts; then single tiers, so many at a time."""
    places = sorted(rows, key=lambda row: (row.area, row.pk))
    found: dict[int, list[Progress]] = {row.pk: [row] for row in places if row.locality == row.pk}
    single: list[Progress] = []
    for row in places:
        if row.locality is None:
            single.append(row)
        elif row.locality != row.pk:
            found[row.locality].append(row)
    slices = [single[start : start + OF_A_GROUP] for start in range(0, len(single), OF_A_GROUP)]
    return [*found.values(), *slices]


def all_at_once(rows: Sized) -> bool:
    """Whether every tick of so many partnerships stands on one page."""
    return len(rows) <= ALL_AT_ONCE


def groups_of(
    groups: Iterable[list[Progress]],
    programme: Programme,
    ticks: Ticks,
    opened: Collection[int],
    result: Simulated | None,
) -> Iterator[Group]:
    """As the page shows them. `opened` are keys of those with their ticks."""
    for rows in groups:
        first, ids = rows[0], {row.pk for row in rows}
        is_county = first.locality is not None
        yield Group(
            key=str(first.pk),
            title=first.area if is_county else title_of(rows, programme),
            rows=rows,
            is_county=is_county,
            is_open=first.pk in opened,
            submitted=len(ids & ticks.submitted),
            shared=len(ids & ticks.shared),
            decision=result.then.by_county[first.pk] if result and is_county else None,
        )


def title_of(rows: list[Progress], programme: Programme) -> str:
    """Single tiers by what the region calls them; one of several lists says from where to where."""
    tiers = sorted({row.tier for row in rows})
    words = " / ".join(programme.words(tier) for tier in tiers)
    title = words[:1].upper() + words[1:]
    return title if len(rows) < OF_A_GROUP else f"{title}: {rows[0].area} – {rows[-1].area}"
