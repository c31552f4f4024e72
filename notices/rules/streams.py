"""What a message's head says about its stream. Source: RFC 3834, RFC 2919, RFC 2369 and RFC 8058.

A service message is part of taking part and says so; only what one subscribed to belongs to a list that one can leave
with one click. Neither is tracked.
"""

from collections.abc import Mapping
from typing import Any

from notices.rules.kinds import Kind, Stream

WAY_OUT = "unsubscribe_link"
WAY_OUT_MAKER = "accounts.way_out"
CHOICES = "choices_link"
CHOICES_MAKER = "accounts.choices"


class NoWayOutError(ValueError):
    """A subscribed message without the link by which one leaves."""


def stream_headers(
    stream: Stream, *, kind: str, programme_id: int | None, domain: str, marks: Mapping[str, str]
) -> dict[str, str]:
    """Headers of a message of a kind; raises NoWayOutError when a subscribed one has no place for its link."""
    if stream is Stream.SERVICE:
        return {"Auto-Submitted": "auto-generated"}
    if WAY_OUT not in marks:
        raise NoWayOutError(kind)
    return {
        "List-Id": f"<{list_name(kind, programme_id)}.{domain}>",
        "List-Unsubscribe": f"<{marks[WAY_OUT]}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def way_out_asked(kind: str, *, person_id: int | None, address: str) -> dict[str, Any]:
    """What a subscribed message stores of the link by which its reader leaves the kind."""
    return {"maker": WAY_OUT_MAKER, "kind": kind, "person": person_id, "email": "" if person_id else address}


def choices_asked(kind: Kind | None, person_id: int | None) -> dict[str, dict[str, Any]]:
    """What a message to a person stores of the link by which they choose, where there is something to choose."""
    is_asked = person_id is not None and kind is not None and kind.can_be_chosen and kind.stream is Stream.SERVICE
    return {CHOICES: {"maker": CHOICES_MAKER, "person": person_id}} if is_asked else {}


def list_name(kind: str, programme_id: int | None) -> str:
    """A kind's list in a programme: `briefings/policy_letter` gives `policy-letter.briefings.programme-3`."""
    room, _, noun = kind.replace("_", "-").partition("/")
    programme = [] if programme_id is None else [f"programme-{programme_id}"]
    return ".".join([noun, room, *programme])
