"""manage.py from a plain shell: which database a command gets, and for how long."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ltd_portal.command_line import needs_database
from ltd_portal.embedded import UNSAFE_BUT_FAST, Claim, Postgres

ROOT = Path(__file__).resolve().parents[2]
ASK = "from django.db import connection as c; k = c.cursor(); k.execute('SHOW data_directory'); print(k.fetchone()[0])"
WAIT = f"import sys; print('ready', flush=True); sys.stdin.readline(); {ASK}"


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A data folder for commands; its cluster is erased in the end."""
    var = tmp_path / "var"
    yield var
    Postgres(var).erase()


def plain_shell(var: Path, **more: str) -> dict[str, str]:
    """An environment without the suite's own servers."""
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PORTAL_VAR": str(var), **more}


def manage(var: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=plain_shell(var, **more), capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("migrate", True),
        ("createsuperuser --email a@b.example", True),
        ("shell -c pass", True),
        ("demonstration", True),
        ("a_command_that_nobody_has_listed", True),
        ("check --database default", True),
        ("", False),
        ("help migrate", False),
        ("migrate --help", False),
        ("migrate -h", False),
        ("--version", False),
        ("check --deploy", False),
        ("makemigrations --check", False),
        ("collectstatic --noinput", False),
        ("grant_cases cases.json", False),
        ("assessment_scores framework.yaml answers.json", False),
    ],
)
def test_a_database_is_started_for_commands_that_touch_one(line: str, needed: bool) -> None:
    assert needs_database(line.split()) is needed


def test_a_command_that_needs_no_database_starts_none(var: Path) -> None:
    done = manage(var, "makemigrations", "--check", "--dry-run")

    assert (done.returncode, done.stderr) == (0, "")
    assert not (var / "postgres.log").exists()


def test_a_command_without_a_database_that_asks_one_is_told_so(var: Path) -> None:
    code = f"import django; django.setup(); {ASK}"
    command = [sys.executable, "-c", code]
    environment = plain_shell(var, DJANGO_SETTINGS_MODULE="ltd_portal.settings")

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "settings.DATABASES is improperly configured" in done.stderr


def test_a_database_is_started_for_the_command_and_stopped_after_it(var: Path) -> None:
    done = manage(var, "shell", "--no-imports", "-c", ASK)

    assert done.stdout.strip() == str(Postgres(var).data), done.stderr
    assert not (Postgres(var).data / "postmaster.pid").exists()
    claim = Claim(var / "postgres.lock")
    assert claim.take()
    claim.release()


def test_a_database_that_is_up_is_used_and_left_up(var: Path) -> None:
    claim, postgres = Claim(var / "postgres.lock"), Postgres(var, UNSAFE_BUT_FAST)
    claim.take()
    claim.say(postgres.start())

    done = manage(var, "shell", "--no-imports", "-c", ASK)

    assert done.stdout.strip() == str(postgres.data), done.stderr
    assert postgres.running.poll() is None
    postgres.stop()
    claim.release()


def test_a_command_that_ends_first_waits_for_another_that_uses_its_database(var: Path) -> None:
    arguments = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WAIT]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with (
        subprocess.Popen(arguments, cwd=ROOT, env=plain_shell(var), **pipes) as owner,
        subprocess.Popen(arguments, cwd=ROOT, env=plain_shell(var), **pipes) as borrower,
    ):
        assert owner.stdout.readline() == borrower.stdout.readline() == "ready\n"
        # Each has a passing Valkey; the one that came first has PostgreSQL as well.
        (borrower, owner) = sorted((owner, borrower), key=lambda one: len(psutil.Process(one.pid).children()))
        owner.stdin.write("\n")
        owner.stdin.flush()
        assert owner.stderr.readline() == "Another command still uses this database: waiting for it to end\n"
        answer, errors = borrower.communicate("\n")
        owner.communicate()

    assert answer.strip() == str(Postgres(var).data), errors
    assert (owner.returncode, borrower.returncode) == (0, 0)


def test_the_given_database_is_used_and_none_is_started(var: Path, db: None) -> None:
    done = manage(var, "shell", "--no-imports", "-c", ASK, DATABASE_URL=os.environ["DATABASE_URL"])

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() not in {"", str(Postgres(var).data)}
    assert not (var / "postgres.log").exists()


def test_production_never_gets_an_embedded_database(var: Path) -> None:
    done = manage(var, "migrate", PORTAL_MODE="production")

    assert done.returncode == 1
    assert "- DATABASE_URL is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not var.exists()


def test_a_python_that_lacks_django_hands_over_to_the_venv(tmp_path: Path) -> None:
    """As `./manage.py` with Debian's own python3 does."""
    (tmp_path / "manage.py").write_text((ROOT / "manage.py").read_text())
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "venv: %s\\n" "$*"\n')
    python.chmod(0o755)
    command = [sys.executable, "-I", "-S", tmp_path / "manage.py", "check", "a b"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stdout == f"venv: {tmp_path / 'manage.py'} check a b\n"


def test_with_nothing_installed_manage_py_says_what_installs_it(tmp_path: Path) -> None:
    (tmp_path / "manage.py").write_text((ROOT / "manage.py").read_text())

    done = subprocess.run(
        [sys.executable, "-I", "-S", tmp_path / "manage.py"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == "manage.py: nothing is installed yet: ./run or ./test does that\n"
