"""When a session ends by itself. Times are whole seconds since 1970."""

from dataclasses import dataclass
from enum import StrEnum

SIGNED_IN, SEEN = "signed_in_at", "seen_at"  # where a session keeps its two times


class Ending(StrEnum):
    """Why a session is over."""

    IDLE = "idle"
    TOO_OLD = "too-old"


@dataclass(frozen=True)
class Limits:
    """Seconds: the longest a session lasts however busy, and the longest pause in it."""

    longest: int
    idle: int


def ending(*, now: int, signed_in: int, seen: int, limits: Limits) -> Ending | None:
    """None while the session goes on; exactly at a limit it is over."""
    if now - signed_in >= limits.longest:
        return Ending.TOO_OLD
    return Ending.IDLE if now - seen >= limits.idle else None
