"""Child processes that do not outlive the process that started them."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1


class EmbeddedServerError(RuntimeError):
    """A server did not come up; the message says why, or names its log."""


def dying_with_parent(death_signal: signal.Signals, owner: pwd.struct_passwd | None = None) -> Callable[[], None]:
    """What a child does before exec: drop root, then ask Linux for a signal when its parent dies."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    parent = os.getpid()

    def prepare() -> None:
        if owner is not None:
            os.setgroups([])
            os.setgid(owner.pw_gid)
            os.setuid(owner.pw_uid)
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)  # setuid clears it, so it comes last
            if os.getppid() != parent:  # the parent died in between
                os._exit(1)

    return prepare


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    death_signal: signal.Signals = signal.SIGTERM,
    owner: pwd.struct_passwd | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path = Path("/"),
    keep_open: Sequence[int] = (),
    listens: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own (a terminal's Ctrl-C does not reach it), writing to the end of `log`.

    `keep_open` are descriptors that it inherits; one that `listens` has a pipe for its standard input.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            bufsize=0,
            stdin=subprocess.PIPE if listens else subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=folder,
            env=environment,
            pass_fds=keep_open,
            start_new_session=True,
            preexec_fn=dying_with_parent(death_signal, owner),
        )


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, seconds: float = 120) -> None:
    """Poll until `ready`; raise EmbeddedServerError when the process stops or the time is up."""
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise EmbeddedServerError(f"The server did not start: see {log}")
        time.sleep(0.02)


def end(process: subprocess.Popen[bytes], how: signal.Signals, seconds: float = 10) -> None:
    """Ask a child to stop, wait, then kill whatever is left of its group."""
    if process.stdin:
        process.stdin.close()
    if process.poll() is None:
        process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    kill_group(process.pid)
    process.wait()


def kill_group(group: int) -> None:
    """Kill every process of a group; none left is well."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
