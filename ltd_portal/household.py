"""The processes of one ./run: started together, watched together, ended together."""

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from ltd_portal import watchman
from ltd_portal.embedded.children import kill_group, spawn

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 2.0  # seconds between asking the services to stop and killing them
TAIL = 15


class StopAsked(Exception):  # noqa: N818 - not an error
    """Ctrl-C, TERM, or the terminal was closed."""


@dataclass(frozen=True)
class Member:
    """One process of the household, and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    is_service: bool = False  # ours to stop; a server stops when its services have

    @property
    def stopped(self) -> bool:
        return self.process.poll() is not None


class MemberStoppedError(Exception):
    """One stopped that should not have; the message names it and ends with the last lines of its log."""

    def __init__(self, member: Member) -> None:
        lines = member.log.read_text(errors="replace").splitlines() if member.log.exists() else []
        first = f"{member.name} stopped (exit {member.process.returncode}). The end of {member.log}:"
        super().__init__("\n".join([first, *lines[-TAIL:]]))


@dataclass
class Household:
    """Make it in the main thread: it takes the signals, and Linux ties the children's death signal to that thread."""

    logs: Path
    members: list[Member] = field(default_factory=list, init=False)
    asked_to_stop: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.fresh_log("watchman")
        self.watchman = spawn([sys.executable, "-I", watchman.__file__], log=log, listens=True)
        self.members.append(Member("The watchman", self.watchman, log))

    def start(
        self, name: str, log: str, command: Sequence[str], environment: Mapping[str, str], keep_open: Sequence[int] = ()
    ) -> Member:
        """Start `python -m <command>` as a service, writing to `<log>.log`."""
        path = self.fresh_log(log)
        process = spawn(
            [sys.executable, "-m", *command], log=path, environment=environment, folder=ROOT, keep_open=keep_open
        )
        return self.adopt(Member(name, process, path, is_service=True))

    def adopt(self, member: Member) -> Member:
        """Watch over a process that was started already."""
        self._tell_watchman(str(member.process.pid))
        self.members.append(member)
        return member

    def finish(self, member: Member) -> None:
        """Wait for a member that is to end by itself; raise MemberStoppedError when it failed."""
        self.members.remove(member)
        try:
            self.wait_until(lambda: member.stopped)
        finally:
            end_all([member])
        if member.process.returncode:
            raise MemberStoppedError(member)

    def wait_until(self, ready: Callable[[], bool], every: float = 0.05) -> None:
        """Wait for something; raise StopAsked or MemberStoppedError when that comes first."""
        while not ready():
            self._look()
            time.sleep(every)
        self._look()

    def fresh_log(self, name: str) -> Path:
        """A log's path; what an earlier start wrote is kept once, as `.1`."""
        log = self.logs / f"{name}.log"
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        return log

    def end_services(self) -> None:
        """Stop all services at once."""
        services = [member for member in self.members if member.is_service]
        self.members = [member for member in self.members if not member.is_service]
        end_all(services)

    def dismiss(self) -> None:
        """When all members have ended: tell the watchman that there is nothing left to do."""
        self._tell_watchman(watchman.ALL_IS_WELL)
        end_all(self.members)
        self.members.clear()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop = True  # and no more: a second Ctrl-C must not disturb the stopping

    def _look(self) -> None:
        if self.asked_to_stop:
            raise StopAsked
        for member in self.members:
            if member.stopped:
                raise MemberStoppedError(member)

    def _tell_watchman(self, line: str) -> None:
        assert self.watchman.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # the watchman is dead: the next look says so
            self.watchman.stdin.write(f"{line}\n".encode())


def end_all(members: Sequence[Member], patience: float = PATIENCE) -> None:
    """Ask all of them to stop, then kill whatever is left of their groups."""
    for member in members:
        if not member.stopped:
            member.process.terminate()
    deadline = time.monotonic() + patience
    while not all(member.stopped for member in members) and time.monotonic() < deadline:
        time.sleep(0.02)
    for member in members:
        kill_group(member.process.pid)
        member.process.wait()
        if member.process.stdin:
            member.process.stdin.close()
