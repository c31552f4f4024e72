"""The processes of one ./run, with small programs in the place of servers."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ltd_portal.household import Household, MemberStoppedError, StopAsked
from tests.eventually import eventually
from tests.ltd_portal.test_watchman import gone

ENVIRONMENT = {"PATH": os.environ["PATH"]}


@pytest.fixture
def household(tmp_path: Path) -> Iterator[Household]:
    """A household whose signals and members are put back and away afterwards."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    household = Household(tmp_path)
    yield household
    household.dismiss()
    for number, handler in before.items():
        signal.signal(number, handler)


def module(folder: Path, name: str, text: str) -> dict[str, str]:
    """An environment in which `python -m name` runs this text."""
    (folder / f"{name}.py").write_text(text)
    return ENVIRONMENT | {"PYTHONPATH": str(folder)}


def test_a_member_that_stops_is_named_with_the_end_of_its_log(household: Household, tmp_path: Path) -> None:
    environment = module(tmp_path, "fails", "print('the reason'); raise SystemExit(3)")
    household.start("The web server", "web", ["fails"], environment)

    with pytest.raises(MemberStoppedError, match=r"(?s)The web server stopped \(exit 3\).*web\.log.*the reason"):
        household.wait_until(lambda: False)


def test_a_member_that_is_to_end_may_end_well(household: Household, tmp_path: Path) -> None:
    environment = module(tmp_path, "ends", "print('done')")

    household.finish(household.start("The preparation", "prepare", ["ends"], environment))

    assert (tmp_path / "prepare.log").read_text() == "done\n"
    household.wait_until(lambda: True)  # and nobody is missed afterwards


def test_a_member_that_is_to_end_may_not_fail(household: Household, tmp_path: Path) -> None:
    environment = module(tmp_path, "fails", "raise SystemExit('no table')")
    member = household.start("The preparation", "prepare", ["fails"], environment)

    with pytest.raises(MemberStoppedError, match="no table"):
        household.finish(member)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_waiting_and_not_the_stopping(household: Household, number: signal.Signals) -> None:
    os.kill(os.getpid(), number)

    with pytest.raises(StopAsked):
        household.wait_until(lambda: False)
    os.kill(os.getpid(), number)  # a second one changes nothing


def test_members_that_will_not_stop_are_killed_with_all_their_group(household: Household, tmp_path: Path) -> None:
    text = (
        "import os, signal, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = os.fork()\n"
        "if child: print(child, flush=True)\n"
        "time.sleep(600)\n"
    )
    member = household.start("The worker", "worker", ["stays"], module(tmp_path, "stays", text))
    household.wait_until(lambda: member.log.read_text().endswith("\n"))
    grandchild = int(member.log.read_text())

    household.end_services()

    assert member.process.returncode == -signal.SIGKILL
    eventually(lambda: gone(grandchild))


def test_the_log_of_the_start_before_is_kept_once(household: Household, tmp_path: Path) -> None:
    (tmp_path / "web.log").write_text("before")
    (tmp_path / "web.log.1").write_text("long before")

    assert not household.fresh_log("web").exists()
    assert (tmp_path / "web.log.1").read_text() == "before"


def test_a_killed_watchman_is_missed(household: Household) -> None:
    household.watchman.kill()

    with pytest.raises(MemberStoppedError, match="The watchman stopped"):
        household.wait_until(lambda: False)


def test_a_member_does_not_outlive_a_killed_household(tmp_path: Path) -> None:
    """Both ways at once: the death signal, and the watchman."""
    environment = module(tmp_path, "stays", "import time; time.sleep(600)")
    script = (
        "import os, sys; from pathlib import Path; from ltd_portal.household import Household\n"
        "household = Household(Path(sys.argv[1]))\n"
        "member = household.start('The web server', 'web', ['stays'], dict(os.environ))\n"
        "print(member.process.pid, household.watchman.pid, flush=True)\n"
        "household.wait_until(lambda: False)\n"
    )
    environment["PYTHONPATH"] += f":{Path.cwd()}"
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, env=environment
    ) as launcher:
        assert launcher.stdout is not None
        pids = [int(pid) for pid in launcher.stdout.readline().split()]
        launcher.kill()

    assert len(pids) == 2
    eventually(lambda: all(map(gone, pids)))
