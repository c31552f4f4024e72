"""What of the audit trail who may read (access row 45), and where the next page begins."""

from dataclasses import dataclass
from datetime import datetime, timezone

# Final for a finance officer: what a year pays by, and that it began and ended. Drafts are the manager's.
FINAL = ("programme.opened", "programme.closed", "terms.put_into_force", "determination.confirmed")
FINAL_ONCE_OPEN = ("budget.added", "budget.changed", "budget.removed")
BEGINNING = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - as the standard library has it everywhere


@dataclass(frozen=True)
class Place:
    """After which entry a page begins: its moment and its number."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        """As an address has it: microseconds since 1970, then the number."""
        since = self.at - BEGINNING
        return f"{(since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds}-{self.pk}"


def place_of(asked: str) -> Place | None:
    """The place an address asks for; None for the newest entries, and for what makes no sense."""
    moment, _, pk = asked.partition("-")
    if not (moment.isascii() and moment.isdigit() and len(moment) < 18 and pk.isascii() and pk.isdigit()):
        return None
    if len(pk) > 18:  # noqa: PLR2004 - more digits than a number of the database has
        return None
    whole, part = divmod(int(moment), 1_000_000)
    try:
        return Place(datetime.fromtimestamp(whole, timezone.utc).replace(microsecond=part), int(pk))  # noqa: UP017
    except (OverflowError, ValueError, OSError):
        return None
