"""What a mail service's event means for the address. Source: RFC 3463, 2 and 3.3 (5.2.2 is a mailbox that is full).

Services that django-anymail speaks for call what came back for good and for now by the same name, so their own words
and the server's digits decide.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

FOR_NOW = {"softbounce", "soft", "transient", "temporary", "undetermined", "mailboxfull", "blockbounce", "dnserror"}
DIGITS = re.compile(r"\b([45]\d\d)?[ -]?\(?#?\b([45]\.\d{1,3}\.\d{1,3})\b|\b([45]\d\d)\b")
FULL = ("5.2.2", "552")
NOT_THE_ADDRESS = {"timed_out", "blocked", "spam", "unsubscribed", "other"}


class What(StrEnum):
    """As `notices.models.report.Report.What`."""

    HARD = "hard"
    COMPLAINT = "complaint"
    SOFT = "soft"


def meaning(*, event_type: str, reject_reason: str | None, answer: str, raw: Any) -> What | None:
    """What happened; None for what is no trouble (delivered, opened) or says nothing about the address."""
    if event_type == "complained":
        return What.COMPLAINT
    if event_type == "deferred":
        return What.SOFT
    if event_type == "rejected":
        return What.HARD if reject_reason == "invalid" else None
    if event_type != "bounced":
        return None
    is_soft = reject_reason in NOT_THE_ADDRESS or is_for_now(answer) or bool(FOR_NOW & set(words_in(raw)))
    return What.SOFT if is_soft else What.HARD


def is_for_now(answer: str) -> bool:
    """Whether the server's digits say to try again later, or that the mailbox is full."""
    found = digits_of(answer)
    return found.startswith("4") or found.endswith(FULL)


def digits_of(answer: str) -> str:
    """`550 5.1.1` of `550 5.1.1 <kim@mail.example> no such user`: digits alone, whatever else a server says."""
    found = DIGITS.search(answer)
    return " ".join(part for part in found.groups() if part) if found else ""


def words_in(raw: Any, depth: int = 3) -> Iterable[str]:
    """The short words of a service's event, in small letters without signs; its texts are left alone."""
    if isinstance(raw, str) and len(raw) < 40:  # noqa: PLR2004 - longer than any name of a kind
        yield re.sub(r"[^a-z]", "", raw.lower())
    elif depth and isinstance(raw, Mapping):
        for value in raw.values():
            yield from words_in(value, depth - 1)
