"""What comes next for a project, as somebody reads it: one step, and with it the one main action of its page."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from projects.rules.submission import WhyNot

OVER = {WhyNot.YEAR_NOT_OPEN, WhyNot.SEALED, WhyNot.CLOSED}
UNWRITTEN = {WhyNot.NO_SUMMARY, WhyNot.NO_IMPROVEMENT}
TO_CHOOSE = {WhyNot.NO_BASIS, WhyNot.BASIS_REPLACED}
TO_COMPLETE = {WhyNot.NOT_ASSESSED, WhyNot.BASIS_REOPENED, WhyNot.WRONG_BASIS}


class Reader(StrEnum):
    """As whom one reads a project: the strongest of what one is."""

    REPRESENTATIVE = "representative"
    CHAMPION = "champion"
    RECEIVER = "receiver"
    OTHER = "other"


class Next(StrEnum):
    """One step. Those that begin with `wait` are somebody else's."""

    REST = "rest"
    WRITE = "write"
    ASSESS = "assess"
    SHARE = "share"
    NAME_CHAMPION = "name_champion"
    ASK = "ask"
    WAIT_CHAMPION = "wait_champion"
    MEND = "mend"
    SUBMIT = "submit"
    WAIT_RECEIPT = "wait_receipt"
    ENDORSE = "endorse"
    WAIT_REPRESENTATIVE = "wait_representative"
    CONFIRM = "confirm"
    SUBMITTED = "submitted"
    OVER = "over"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the latest words stand in the locality. `given` is false too for words that were changed since."""

    has_others: bool
    given: bool
    is_enough: bool


def next_step(reader: Reader, reasons: Collection[WhyNot], sharing: Sharing, *, to_confirm: bool) -> Next:
    """`reasons` are those for which it cannot be submitted; `to_confirm`: one's own receipt is still wanted."""
    if to_confirm:
        return Next.CONFIRM
    if reader is Reader.CHAMPION:
        return of_champion(reasons)
    return of_representative(reasons, sharing) if reader is Reader.REPRESENTATIVE else Next.NOTHING


def of_representative(reasons: Collection[WhyNot], sharing: Sharing) -> Next:
    """In the order of the year: rest it on what was assessed, write, share, ask, submit. What it rests on is frozen
    with its words, so it comes before sharing; sharing may come after submitting too."""
    if WhyNot.SUBMITTED in reasons:
        return after_submitting(reasons, sharing)
    if OVER & set(reasons):
        return Next.OVER
    if what := unfounded(reasons):
        return what
    if WhyNot.RETURNED in reasons:
        return Next.MEND
    if sharing.has_others and not sharing.given and WhyNot.WITH_CHAMPION not in reasons:
        return Next.SHARE
    return to_endorsement(reasons)


def unfounded(reasons: Collection[WhyNot]) -> Next | None:
    """Choosing gives the key improvements their first words; an assessment may take weeks, in which one can write."""
    if TO_CHOOSE & set(reasons):
        return Next.REST
    if UNWRITTEN & set(reasons):
        return Next.WRITE
    return Next.ASSESS if TO_COMPLETE & set(reasons) else None


def after_submitting(reasons: Collection[WhyNot], sharing: Sharing) -> Next:
    """Where others are, it still has to be shared and received to count."""
    if not sharing.has_others or sharing.is_enough:
        return Next.SUBMITTED
    if sharing.given:
        return Next.WAIT_RECEIPT
    return Next.SUBMITTED if OVER & set(reasons) else Next.SHARE


def to_endorsement(reasons: Collection[WhyNot]) -> Next:
    """What the champion's word still lacks; with it, one submits."""
    if WhyNot.NO_CHAMPION in reasons:
        return Next.NAME_CHAMPION
    if WhyNot.WITH_CHAMPION in reasons:
        return Next.WAIT_CHAMPION
    return Next.ASK if {WhyNot.NOT_ASKED, WhyNot.CHANGED_SINCE} & set(reasons) else Next.SUBMIT


def of_champion(reasons: Collection[WhyNot]) -> Next:
    """To endorse, when asked; the rest is the representative's."""
    if WhyNot.SUBMITTED in reasons:
        return Next.SUBMITTED
    if OVER & set(reasons):
        return Next.OVER
    return Next.ENDORSE if WhyNot.WITH_CHAMPION in reasons else Next.WAIT_REPRESENTATIVE
