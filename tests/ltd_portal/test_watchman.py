"""The process beside ./run that ends what a killed ./run leaves behind."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from ltd_portal import watchman
from tests.eventually import eventually

# A child of the group that outlives its parent and shrugs off TERM: what a death signal cannot reach.
STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
if child:
    print(child, flush=True)
time.sleep(600)
"""


@pytest.fixture
def stubborn() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A process in a group of its own, and the pid of its child in the same group."""
    process = subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    yield process, int(process.stdout.readline())
    process.stdout.close()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def start_watchman() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-I", watchman.__file__], stdin=subprocess.PIPE)


def gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_when_its_input_ends_without_a_word_it_kills_the_group_that_is_left(
    stubborn: tuple[subprocess.Popen[bytes], int],
) -> None:
    process, grandchild = stubborn
    process.kill()
    process.wait()
    assert not gone(grandchild)

    start_watchman().communicate(f"{process.pid}\n".encode())

    eventually(lambda: gone(grandchild))


def test_after_the_parting_word_it_harms_nobody(stubborn: tuple[subprocess.Popen[bytes], int]) -> None:
    process, grandchild = stubborn

    dismissed = start_watchman()
    dismissed.communicate(f"{process.pid}\n{watchman.ALL_IS_WELL}\n".encode())

    assert dismissed.returncode == 0
    assert process.poll() is None
    assert not gone(grandchild)


def test_groups_that_have_gone_are_no_trouble() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    child.wait()

    assert not watchman.lives(child.pid)
    watchman.sweep({child.pid})
