"""Stands beside ./run: when that process is gone, `kill -9` included, this one ends whatever it left behind.

Runs by its path, on its own. Each line of its standard input is a process group, or the parting word; the end of the
input without that word means that ./run was killed. Its children have then had their death signal already: they get
GRACE seconds to go, and are killed. (The death signal reaches children only; this reaches their children, too.)
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable

ALL_IS_WELL = "all is well"
GRACE = 3.0


def groups_left(lines: Iterable[str]) -> set[int]:
    """The process groups to end: none when the parting word was said."""
    said = [line.strip() for line in lines]
    return set() if ALL_IS_WELL in said else {int(line) for line in said}


def lives(group: int) -> bool:
    """Whether any process of the group is there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def sweep(groups: set[int], grace: float = GRACE) -> None:
    """Wait for the groups to go, then kill those that have not."""
    deadline = time.monotonic() + grace
    while any(map(lives, groups)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    sweep(groups_left(sys.stdin))
