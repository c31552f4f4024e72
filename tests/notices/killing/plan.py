"""How the sink answers each recipient: told by the number in the address, the same at every run."""

from enum import StrEnum

PERIOD = 100


class Way(StrEnum):
    """What the sink does with somebody's mail; "once" is at the first attempt, after which it takes it."""

    TAKEN = "taken"
    LATER = "later"  # 450 for the recipient, always
    LATER_ONCE = "later_once"
    NEVER = "never"  # 550 for the recipient
    HANGS_UP_ONCE = "hangs_up_once"  # before it asks for the text
    TEXT_LATER_ONCE = "text_later_once"  # 451 when it has the text
    TEXT_NEVER = "text_never"  # 554 when it has the text
    SILENT_TAKEN = "silent_taken"  # keeps the text and never answers
    SILENT_LOST = "silent_lost"  # loses the text and never answers


WAYS = {
    7: Way.LATER,
    17: Way.LATER_ONCE,
    27: Way.NEVER,
    37: Way.TEXT_LATER_ONCE,
    47: Way.TEXT_NEVER,
    57: Way.SILENT_TAKEN,
    67: Way.SILENT_LOST,
    77: Way.HANGS_UP_ONCE,
}
REFUSED = {Way.LATER, Way.NEVER, Way.TEXT_NEVER}
SILENT = {Way.SILENT_TAKEN, Way.SILENT_LOST}


def address(number: int, *, is_easy: bool = False) -> str:
    """The address of a recipient; an easy one's mail is always taken."""
    return f"{'easy' if is_easy else 'p'}-{number}@sink.example"


def way_of(to: str) -> Way:
    """What happens to mail for this address."""
    name, _, number = to.partition("@")[0].partition("-")
    return Way.TAKEN if name == "easy" else WAYS.get(int(number) % PERIOD, Way.TAKEN)
