"""When a message that could not be sent is tried again. Source: RFC 5321, 4.5.4.1 (give up after days, not minutes)."""

from datetime import timedelta

LADDER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(days=1),
)


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts (1 or more); None when it is time to give up."""
    if attempts < 1:
        raise ValueError("Nothing has been tried yet")
    return LADDER[attempts - 1] if attempts <= len(LADDER) else None


def is_final(smtp_code: int | None) -> bool:
    """Whether a server's answer forbids trying again: any 5xx; None is no answer at all."""
    return smtp_code is not None and 500 <= smtp_code < 600
