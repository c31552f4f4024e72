"""./run as people use it: what it starts, what it says, and that nothing is left of it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from ltd_portal.embedded import Postgres
from tests.ltd_portal.running import ROOT, START_PATIENCE, Running, erase, queue_of_its_own, until

pytestmark = pytest.mark.long
MARK = "from django.db import connection as c; c.cursor().execute('CREATE TABLE mark ()')"
IS_MARKED = (
    "from django.db import connection as c; k = c.cursor(); "
    "k.execute(\"SELECT to_regclass('mark') IS NOT NULL\"); print(k.fetchone()[0])"
)


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose path has a space and a letter beyond ASCII; its cluster is erased in the end."""
    var = tmp_path / "dâta folder" / "var"
    var.parent.mkdir()
    yield var
    erase(var)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder that the portal was running in and was stopped."""
    var = tmp_path_factory.mktemp("used") / "var"
    with Running(var) as running:
        running.wait_until_up()
        running.signal(signal.SIGTERM)
        assert running.all_gone(), running.names()
    yield var
    erase(var)


@pytest.fixture
def again(used: Path, var: Path) -> Path:
    """The same folder in another place, where starting takes seconds."""
    subprocess.run(["cp", "-a", used, var], check=True)
    if not Postgres(var).data.exists():  # root's lies elsewhere
        subprocess.run(["cp", "-a", Postgres(used).data, Postgres(var).data], check=True)
    return var


def manage(var: Path, code: str) -> str:
    """What a line of Python prints through manage.py, from a plain shell."""
    environment = {"PATH": os.environ["PATH"], "PORTAL_VAR": str(var)}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextlib.contextmanager
def database_of_its_own(url: str) -> Iterator[str]:
    """Another database on the suite's server, dropped in the end; its URL."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    name = f"run_{os.getpid()}"
    try:
        connection.cursor().execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        connection.cursor().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_whatever_ends_it_nothing_is_left(again: Path, number: signal.Signals) -> None:
    with Running(again) as running:
        running.wait_until_up()
        assert running.first_page() == 200
        assert len(running.family) >= 10  # launcher, watchman, PostgreSQL's and the worker's children, web's worker, …
        assert all(word in running.names() for word in ("postgres", "valkey-server", "gunicorn", "worker", "beat"))

        running.signal(number)

        assert running.all_gone(), running.names()
        assert running.process.returncode == (-signal.SIGKILL if number is signal.SIGKILL else 0)


def test_ctrl_c_twice_in_a_terminal_stops_it_as_once(again: Path) -> None:
    with Running(again) as running:
        running.wait_until_up()

        os.killpg(running.process.pid, signal.SIGINT)
        os.killpg(running.process.pid, signal.SIGINT)

        assert running.all_gone(), running.names()
        assert running.process.returncode == 0
        assert "Traceback" not in running.said


def test_stopped_while_it_is_starting_it_leaves_nothing_either(var: Path) -> None:
    with Running(var) as running:
        assert until(lambda: "PostgreSQL is up" in running.said, START_PATIENCE), running.said
        running.remember()

        running.signal(signal.SIGTERM)

        assert running.all_gone(), running.names()
        assert running.process.returncode == 0


@pytest.mark.parametrize(
    ("words", "name", "log"),
    [
        (("gunicorn",), "The web server", "web.log"),
        (("celery", "worker"), "The worker", "worker.log"),
        (("celery", "beat"), "The clock", "beat.log"),
        (("valkey-server",), "Valkey", "valkey.log"),
        (("postgres", "-D"), "PostgreSQL", "postgres.log"),
        (("watchman",), "The watchman", "watchman.log"),
    ],
)
def test_when_one_of_its_processes_stops_it_says_which_and_stops_everything(
    again: Path, words: tuple[str, ...], name: str, log: str
) -> None:
    with Running(again) as running:
        running.wait_until_up()

        running.member(*words).kill()

        assert running.all_gone(), running.names()
        assert running.process.returncode == 1
        assert f"./run: {name} stopped (exit -9). The end of {again / log}:" in running.said
        assert "Traceback" not in running.said.split("./run:")[0]


def test_a_taken_port_is_refused_in_one_line_before_anything_is_started(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with Running(var, port=port) as running:
            assert running.process.wait(START_PATIENCE) == 1

    assert running.said == f"./run: port {port}: Address already in use. Choose another, like this: PORT=8000 ./run\n"
    assert [path.name for path in var.iterdir()] == ["run.lock"]


def test_a_second_start_in_the_same_folder_is_refused_and_does_not_disturb_the_first(again: Path) -> None:
    with Running(again) as first:
        first.wait_until_up()
        with Running(again) as second:
            assert second.process.wait(START_PATIENCE) == 1

        assert second.said == (f"./run: the portal of this folder is running already: http://127.0.0.1:{first.port}/\n")
        assert first.first_page() == 200


def test_two_folders_run_at_once(var: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with Running(var) as first, Running(other) as second:
        first.wait_until_up()
        second.wait_until_up()

        assert (first.first_page(), second.first_page()) == (200, 200)
    erase(other)


def test_a_command_uses_the_database_of_a_running_portal(again: Path) -> None:
    with Running(again) as running:
        running.wait_until_up()
        manage(again, MARK)

        assert manage(again, IS_MARKED) == "True"
        assert running.first_page() == 200


def test_a_start_keeps_what_was_there_needs_no_installer_and_reset_forgets(var: Path, tmp_path: Path) -> None:
    with Running(var) as running:
        running.wait_until_up()
        running.signal(signal.SIGTERM)
        running.process.wait()
    manage(var, MARK)
    key = (var / "secret-key").read_text()
    (var / "not-ours.txt").write_text("kept")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("uv", "pip", "apt-get", "curl"):
        (tools / name).write_text(f"#!/bin/sh\necho {name} >>'{tools}/called'\nexit 1\n")
        (tools / name).chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"

    with Running(var, PATH=path, PIP_INDEX_URL="http://127.0.0.1:1/", UV_OFFLINE="1") as running:
        running.wait_until_up()
        assert manage(var, IS_MARKED) == "True"
        assert (var / "secret-key").read_text() == key
    with Running(var, "--reset") as running:
        running.wait_until_up()
        assert manage(var, IS_MARKED) == "False"

    assert not (tools / "called").exists()
    assert (var / "secret-key").read_text() != key
    assert (var / "not-ours.txt").read_text() == "kept"


def test_servers_of_somebodys_own_are_used_when_their_urls_are_given(var: Path) -> None:
    with (
        database_of_its_own(os.environ["DATABASE_URL"]) as url,
        Running(var, DATABASE_URL=url, REDIS_URL=queue_of_its_own()) as running,
    ):
        running.wait_until_up()
        assert running.first_page() == 200
        assert "postgres -D" not in running.names()
        assert "valkey" not in running.names()
        running.signal(signal.SIGTERM)
        assert running.all_gone(), running.names()

    assert not Postgres(var).data.exists()


def test_it_runs_from_a_folder_with_a_space_in_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "my own pörtal"
    left_out = shutil.ignore_patterns(
        ".git", ".venv*", ".hypothesis", "var", "node_modules", "__pycache__", ".*_cache", "artefacts"
    )
    shutil.copytree(ROOT, folder, ignore=left_out)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    with Running(folder / "var", folder=folder, PORTAL_VAR="") as running:
        running.wait_until_up()
        assert running.first_page() == 200
        running.signal(signal.SIGTERM)
        assert running.all_gone(), running.names()
    erase(folder / "var")


def test_logs_data_and_temporary_files_are_the_portals_own(again: Path) -> None:
    with Running(again) as running:
        running.wait_until_up()
        services = [running.member("gunicorn"), running.member("celery", "worker"), running.member("celery", "beat")]
        assert {service.environ()["TMPDIR"] for service in services} == {str(again / "tmp")}

    assert again.stat().st_mode & 0o077 == 0
    files = [path for path in again.rglob("*") if path.is_file() and "postgres" not in path.parts]
    assert len(files) > 5
    assert [path.name for path in files if path.stat().st_mode & 0o077] == []
