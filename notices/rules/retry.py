"""What a mail server's answer means, and when a message that could not be sent is tried again.

Source: RFC 5321, 4.2 (codes) and 4.5.4.1 (give up after days, not minutes); RFC 3463 (codes of three numbers).
"""

import re
from datetime import timedelta
from enum import StrEnum

LADDER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(days=1),
)
GOING_AWAY = 421
NO_SUCH_MAILBOX = {550, 551, 553}
THREE_NUMBERS = re.compile(r"(\d)\.(\d{1,3})\.(\d{1,3})(?!\d)")
ABOUT_THE_SENDER = {"7", "8"}  # 5.1.7 and 5.1.8 speak of our address, not of theirs


class Outcome(StrEnum):
    """What became of one message that was offered to a server."""

    TAKEN = "taken"
    LATER = "later"  # refused for now
    NEVER = "never"  # refused for good
    UNKNOWN = "unknown"  # it had the text and gave no answer
    AWAY = "away"  # it takes nothing from us at present; this message it does not have


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts (1 or more); None when it is time to give up."""
    if attempts < 1:
        raise ValueError("Nothing has been tried yet")
    return LADDER[attempts - 1] if attempts <= len(LADDER) else None


def outcome_of(code: int | None, *, text_went: bool) -> Outcome:
    """What an answer other than yes means, or silence (None); `text_went`: the text itself was on its way."""
    if code == GOING_AWAY:
        return Outcome.AWAY
    if code is not None and 400 <= code < 500:
        return Outcome.LATER
    if code is not None and 500 <= code < 600:
        return Outcome.NEVER
    return Outcome.UNKNOWN if text_went else Outcome.AWAY


def refuses_the_address(code: int | None, reply: str) -> bool:
    """Whether a final refusal says that there is no such mailbox, and not that it dislikes the sender or the text."""
    numbers = THREE_NUMBERS.match(reply)
    if numbers:
        kind, subject, detail = numbers.groups()
        return (kind, subject) == ("5", "1") and detail not in ABOUT_THE_SENDER
    return code in NO_SUCH_MAILBOX
