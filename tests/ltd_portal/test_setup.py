"""How ./run and ./test make and keep .venv, with stand-ins for Python, uv and apt that write down their calls."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.eventually import eventually
from tests.ltd_portal.test_watchman import gone

ROOT = Path(__file__).resolve().parents[2]
TOOLS = (
    "sh",
    "env",
    "dirname",
    "basename",
    "cksum",
    "grep",
    "tail",
    "rm",
    "mkdir",
    "cat",
    "id",
    "flock",
    "sleep",
    "cp",
)
# Answers like the real one, but installs and starts nothing.
PYTHON = """#!/bin/sh
case "$*" in
    "-m venv "*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo "python $*" >>calls ;;
    "-m "*) echo "python $*" >>calls ;;
    *getpath* | *sysconfig*) [ ! -e broken ] ;;
    *ensurepip*) [ ! -e no-ensurepip ] ;;
    -V) cat version ;;
    *) echo "$0" ;;
esac
"""
UV = """#!/bin/sh
echo "uv $*" >>calls
[ ! -e uv-fails ] || { echo "no such package"; exit 1; }
[ "$1" != venv ] || { mkdir -p .venv/bin && cp tools/python3 .venv/bin/python; }
"""
APT = """#!/bin/sh
echo "apt $*" >>calls
[ "$1" = update ] || [ ! -e no-network ]
"""
LDCONFIG = """#!/bin/sh
cat libraries
"""
IDENTITY = """#!/bin/sh
cat identity
"""


class Machine:
    """A folder with the two commands, a PATH of stand-ins, and what they were asked to do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tools = folder / "tools"
        self.tools.mkdir(parents=True)
        for name in ("run", "test", "scripts/setup"):
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        for name in TOOLS:
            if found := shutil.which(name):
                (self.tools / name).symlink_to(found)
        for name, text in {"python3": PYTHON, "ldconfig": LDCONFIG}.items():
            self.tool(name, text)
        self.tools.joinpath("id").unlink()
        self.tool("id", IDENTITY)
        for name, text in {
            "version": "Python 3.11.2",
            "libraries": "libpangoft2-1.0.so.0",
            "identity": "1000",
            "requirements.lock": "django==5.2.17\n",
            "requirements-dev.lock": "django==5.2.17\npytest==9.0\n",
        }.items():
            (folder / name).write_text(text)

    def tool(self, name: str, text: str) -> None:
        (self.tools / name).write_text(text)
        (self.tools / name).chmod(0o755)

    def tools_of_the_tests(self) -> None:
        for name in ("chromium", "pdftoppm"):
            self.tool(name, "#!/bin/sh\n")

    def call(self, command: str, *arguments: str) -> tuple[int, list[str], str]:
        """Exit code, what the stand-ins were asked, what a person reads."""
        (self.folder / "calls").write_text("")
        done = subprocess.run(
            ["./" + command, *arguments],
            cwd=self.folder,
            env={"PATH": str(self.tools)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, [line.strip() for line in (self.folder / "calls").read_text().splitlines()], done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A fresh machine of an ordinary user, without uv, in a folder with a space."""
    return Machine(tmp_path / "my portal")


START = "python -m ltd_portal.launcher"
PIP = "python -m pip install --disable-pip-version-check --no-input --require-hashes --requirement"


def test_from_nothing_run_makes_a_venv_and_installs_the_hashed_lock_and_starts(machine: Machine) -> None:
    code, calls, _ = machine.call("run", "--reset")

    assert code == 0
    assert calls == ["python -m venv .venv", "python -m pip --version", f"{PIP} requirements.lock", f"{START} --reset"]


def test_a_second_run_only_starts(machine: Machine) -> None:
    machine.call("run")

    assert machine.call("run") == (0, [START], "")


def test_uv_is_used_when_it_is_there(machine: Machine) -> None:
    machine.tool("uv", UV)

    calls = machine.call("run")[1]

    assert [call.split(" --")[0] for call in calls[:2]] == ["uv venv", "uv pip install"]
    assert "--require-hashes" in calls[1]
    assert calls[1].endswith("--requirement requirements.lock")


def test_a_changed_lock_is_installed_again(machine: Machine) -> None:
    machine.call("run")
    (machine.folder / "requirements.lock").write_text("django==5.2.18\n")

    assert f"{PIP} requirements.lock" in machine.call("run")[1]
    assert f"{PIP} requirements.lock" not in machine.call("run")[1]


def test_run_after_test_installs_nothing(machine: Machine) -> None:
    machine.tools_of_the_tests()
    assert f"{PIP} requirements-dev.lock" in machine.call("test")[1]

    assert machine.call("run")[1] == [START]


def test_test_after_run_installs_what_only_tests_need(machine: Machine) -> None:
    machine.tools_of_the_tests()
    machine.call("run")

    calls = machine.call("test")[1]

    assert f"{PIP} requirements-dev.lock" in calls
    assert "python -m venv .venv" not in calls


def test_a_failed_install_is_not_taken_for_a_whole_one(machine: Machine) -> None:
    machine.tool("uv", UV)
    machine.call("run")
    (machine.folder / "requirements.lock").write_text("django==5.2.18\n")
    (machine.folder / "uv-fails").touch()

    code, calls, said = machine.call("run")
    assert code == 1
    assert START not in " ".join(calls)
    assert "no such package" in said

    (machine.folder / "requirements.lock").write_text("django==5.2.17\n")  # even of what was there before
    (machine.folder / "uv-fails").unlink()
    assert any("pip install" in call for call in machine.call("run")[1])


@pytest.mark.parametrize("change", ["broken", "version"])
def test_a_venv_of_another_python_is_not_trusted(machine: Machine, change: str) -> None:
    machine.call("run")
    (machine.folder / change).write_text("Python 3.13.1")

    assert f"{PIP} requirements.lock" in machine.call("run")[1]


def test_without_python3_venv_an_ordinary_user_is_told_in_one_line_what_to_install(machine: Machine) -> None:
    (machine.folder / "no-ensurepip").touch()

    code, calls, said = machine.call("run")

    assert (code, calls) == (1, [])
    assert said.splitlines()[-1].startswith(
        "run: python3-venv is missing. To have it, as root: apt-get install python3-venv"
    )


def test_without_pango_an_ordinary_user_is_told_in_one_line_and_the_portal_starts(machine: Machine) -> None:
    machine.call("run")
    (machine.folder / "libraries").write_text("")

    code, calls, said = machine.call("run")

    assert (code, calls) == (0, [START])
    assert said.startswith(
        "Without Pango the portal runs, but makes no PDF. To have it, as root: apt-get install libpango"
    )
    assert said.count("\n") == 1


def test_root_gets_pango_installed(machine: Machine) -> None:
    (machine.folder / "identity").write_text("0")
    (machine.folder / "libraries").write_text("")
    machine.tool("apt-get", APT)

    calls = machine.call("run")[1]

    assert [call for call in calls if call.startswith("apt")] == [
        "apt install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
    ]


def test_root_without_a_network_starts_all_the_same_and_asks_apt_once(machine: Machine) -> None:
    (machine.folder / "identity").write_text("0")
    (machine.folder / "libraries").write_text("")
    (machine.folder / "no-network").touch()
    machine.tool("apt-get", APT)

    code, calls, said = machine.call("run")
    assert code == 0
    assert [call.split()[1] for call in calls if call.startswith("apt")] == ["install", "update", "install"]
    assert "Without Pango" in said

    assert machine.call("run")[1] == [START]


def test_test_passes_its_arguments_on_word_for_word(machine: Machine) -> None:
    machine.tools_of_the_tests()
    machine.call("test")

    assert machine.call("test", "tests/kit", "-k", "a name")[1] == [
        "python -m pytest -n 2 --dist worksteal -m not long tests/kit -k a name"
    ]
    assert machine.call("test", "-x", "--all", "tests/kit")[1] == [
        "python -m pytest -n 2 --dist worksteal -x tests/kit"
    ]


def test_test_names_the_programs_that_it_lacks(machine: Machine) -> None:
    said = machine.call("test")[2]

    assert "Without chromium some tests will fail. To have it, as root: apt-get install chromium" in said
    assert "Without pdftoppm some tests will fail. To have it, as root: apt-get install poppler-utils" in said


def test_the_exit_code_of_the_tests_is_the_exit_code_of_test(machine: Machine) -> None:
    machine.tools_of_the_tests()
    machine.call("test")
    (machine.folder / ".venv/bin/python").write_text(PYTHON.replace('"-m "*)', '"-m pytest"*) exit 5 ;;\n    "-m "*)'))

    assert machine.call("test")[0] == 5


def test_no_python_that_is_new_enough_is_a_clear_refusal(machine: Machine) -> None:
    machine.tool("python3", "#!/bin/sh\necho\n")

    code, _, said = machine.call("run")

    assert code == 1
    assert "Python 3.11 or newer is needed" in said


def test_stopping_in_the_middle_of_an_install_ends_the_installer(machine: Machine) -> None:
    machine.tool("uv", f'#!/bin/sh\necho $$ >installer\nexec "{sys.executable}" -c "import time; time.sleep(600)"\n')
    with subprocess.Popen(
        ["./run"], cwd=machine.folder, env={"PATH": str(machine.tools)}, stderr=subprocess.DEVNULL
    ) as run:
        eventually(lambda: (machine.folder / "installer").exists() and (machine.folder / "installer").read_text() != "")
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 143

    eventually(lambda: gone(int((machine.folder / "installer").read_text())))
