"""What the title of a region's page says: the one thing that matters most about who is named."""

from dataclasses import dataclass

SETTING_UP, CLOSED, EMPTY, COMPLETE, SOME = "setting_up", "closed", "empty", "complete", "some"


@dataclass(frozen=True)
class News:
    """A code, and of so many partnerships how many have named everybody, and how many nobody."""

    code: str
    total: int
    complete: int
    nobody: int

    @property
    def missing(self) -> int:
        """How many have still to name somebody."""
        return self.total - self.complete


def news_of(state: str, *, total: int, complete: int, nobody: int) -> News:
    """What a region whose year is `setting_up`, `open` or `closed` has to tell; counts are of partnerships."""
    if state in (SETTING_UP, CLOSED):
        code = state
    elif not total:
        code = EMPTY
    else:
        code = COMPLETE if complete == total else SOME
    return News(code, total, complete, nobody)
