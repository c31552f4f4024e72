"""What a message's head says about its stream. Source: RFC 3834, RFC 2919, RFC 2369 and RFC 8058.

A service message is part of taking part and says so; only what one subscribed to belongs to a list that one can leave
with one click. Neither is tracked.
"""

from collections.abc import Mapping

from notices.rules.kinds import Stream

WAY_OUT = "unsubscribe_link"


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


def list_name(kind: str, programme_id: int | None) -> str:
    """A kind's list in a programme: `briefings/policy_letter` gives `policy-letter.briefings.programme-3`."""
    room, _, noun = kind.replace("_", "-").partition("/")
    programme = [] if programme_id is None else [f"programme-{programme_id}"]
    return ".".join([noun, room, *programme])
