"""Who runs what in a data folder: a file that one process locks, and in which it says what others need to know.

The kernel lets go of the lock when its holder dies, `kill -9` included, so nothing here can be stale: what the file
says counts only while it is held.
"""

import fcntl
import os
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Claim:
    """One such file. Not inherited by children: they must not keep it held."""

    path: Path
    descriptor: int | None = field(default=None, init=False)

    def take(self) -> bool:
        """Hold it until `release`, or the end of this process; False when somebody else holds it."""
        return self._lock(fcntl.LOCK_EX | fcntl.LOCK_NB)

    def wait(self) -> None:
        """Hold it as soon as everybody else has let go."""
        self._lock(fcntl.LOCK_EX)

    def share(self) -> bool:
        """Hold it together with others who share it; False when one process has it for itself."""
        return self._lock(fcntl.LOCK_SH | fcntl.LOCK_NB)

    def say(self, text: str) -> None:
        """What others may read while it is held: an address, say."""
        assert self.descriptor is not None, "take it first"
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)

    def said(self, seconds: float = 0) -> str:
        """What its holder says, waiting so long for the first word; empty when nothing is said."""
        deadline = time.monotonic() + seconds
        while not (text := self._read()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return text

    def release(self) -> None:
        """Let others have it; what was said is wiped."""
        if self.descriptor is not None:
            os.ftruncate(self.descriptor, 0)
            os.close(self.descriptor)
            self.descriptor = None

    def _read(self) -> str:
        return self.path.read_text() if self.path.exists() else ""

    def _lock(self, how: int) -> bool:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, how)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self.descriptor = descriptor
        if how & fcntl.LOCK_EX:
            os.ftruncate(descriptor, 0)
        return True
