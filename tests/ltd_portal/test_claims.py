"""A file that one process holds: who may have it, and what it says."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ltd_portal.embedded import Claim

HOLDER = """
import sys
from pathlib import Path
from ltd_portal.embedded import Claim
claim = Claim(Path(sys.argv[1]))
assert claim.take()
claim.say("here")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "thing.lock"


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the claim and says something."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_what_another_process_holds_cannot_be_taken_but_can_be_read(
    holder: subprocess.Popen[bytes], path: Path
) -> None:
    claim = Claim(path)

    assert not claim.take()
    assert not claim.share()
    assert claim.said() == "here"


def test_a_killed_holder_holds_nothing_and_its_words_are_wiped(holder: subprocess.Popen[bytes], path: Path) -> None:
    holder.kill()
    holder.wait()
    claim = Claim(path)

    assert claim.take()
    assert claim.said() == ""
    claim.release()


def test_many_share_and_none_can_take_meanwhile(path: Path) -> None:
    first, second, third = Claim(path), Claim(path), Claim(path)

    assert first.share()
    assert second.share()
    assert not third.take()
    first.release()
    assert not third.take()
    second.release()
    assert third.take()
    third.release()


def test_only_its_user_may_read_what_is_said(path: Path) -> None:
    claim = Claim(path)
    claim.take()

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    claim.release()
