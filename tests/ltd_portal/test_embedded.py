"""The real PostgreSQL and the real Valkey that ./run, ./test and manage.py bring up."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
import psutil
import psycopg2
import pytest
import redis

from ltd_portal.embedded import UNSAFE_BUT_FAST, EmbeddedServerError, Postgres, Valkey
from ltd_portal.embedded.places import private_folder, server_owner, socket_folder
from tests.eventually import eventually
from tests.ltd_portal.test_watchman import gone

BOTH = """
import sys, time
from pathlib import Path
from ltd_portal.embedded import UNSAFE_BUT_FAST, Postgres, Valkey
postgres, valkey = Postgres(Path(sys.argv[1]), UNSAFE_BUT_FAST), Valkey(Path(sys.argv[1]))
postgres.start(), valkey.start()
print(postgres.running.pid, valkey.running.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose path has a space and a letter beyond ASCII; its cluster is erased in the end."""
    base = tmp_path / "dâta folder"
    yield base
    Postgres(base).erase()


@pytest.fixture
def postgres(base: Path) -> Iterator[Postgres]:
    """A running server."""
    postgres = Postgres(base, UNSAFE_BUT_FAST)
    postgres.start()
    yield postgres
    postgres.stop()


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    """A server, not started yet, stopped in the end."""
    valkey = Valkey(tmp_path)
    yield valkey
    valkey.stop()


def mark(postgres: Postgres) -> None:
    """Leave something in the database that a new one would lack."""
    query(postgres, "CREATE TABLE mark ()")


def is_marked(postgres: Postgres) -> bool:
    return bool(query(postgres, "SELECT to_regclass('mark') IS NOT NULL"))


def query(postgres: Postgres, sql: str) -> object:
    connection = psycopg2.connect(host=str(postgres.socket), user="portal", dbname="portal")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        answer = cursor.fetchone()[0] if cursor.description else None
    connection.close()
    return answer


def user_of_the_server() -> int:
    owner = server_owner()
    return owner.pw_uid if owner else os.geteuid()


def test_django_understands_the_url(base: Path) -> None:
    postgres = Postgres(base, UNSAFE_BUT_FAST)
    settings = dj_database_url.parse(postgres.start())
    postgres.stop()

    assert settings["HOST"] == str(postgres.socket)
    assert (settings["NAME"], settings["USER"]) == ("portal", "portal")


def test_data_and_socket_are_closed_to_other_users(postgres: Postgres) -> None:
    assert postgres.socket is not None
    for folder in (postgres.data, postgres.socket):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.stat().st_uid == user_of_the_server()


def test_the_database_listens_on_no_port(postgres: Postgres) -> None:
    kinds = {connection.family.name for connection in psutil.Process(postgres.running.pid).net_connections("all")}

    assert "AF_UNIX" in kinds
    assert not kinds & {"AF_INET", "AF_INET6"}


def test_what_was_written_is_there_after_a_stop_and_a_start(postgres: Postgres) -> None:
    mark(postgres)
    postgres.stop()
    postgres.start()

    assert is_marked(postgres)


def test_an_erased_cluster_starts_afresh(postgres: Postgres) -> None:
    mark(postgres)
    postgres.stop()
    postgres.erase()
    postgres.start()

    assert not is_marked(postgres)


def test_a_killed_server_starts_again_with_all_that_was_committed(base: Path) -> None:
    postgres = Postgres(base)  # the safe way, as ./run does
    postgres.start()
    mark(postgres)
    postgres.running.kill()
    postgres.running.wait()
    assert (postgres.data / "postmaster.pid").exists()

    postgres.start()

    assert is_marked(postgres)
    postgres.stop()


def test_a_server_that_an_earlier_start_left_running_is_stopped_first(postgres: Postgres, base: Path) -> None:
    mark(postgres)
    left = postgres.running
    again = Postgres(base, UNSAFE_BUT_FAST)

    again.start()

    assert left.wait(60) == 0
    assert is_marked(again)
    again.stop()


def test_a_half_made_cluster_is_not_taken_for_a_whole_one(base: Path) -> None:
    postgres = Postgres(base, UNSAFE_BUT_FAST)
    part = private_folder(postgres.data.with_name(f"{postgres.data.name}.part"), postgres.owner)
    (part / "PG_VERSION").write_text("18")

    postgres.start()
    postgres.stop()

    assert (postgres.data / "base").exists()
    assert not part.exists()


def test_a_broken_cluster_is_a_clear_error_that_names_the_log(base: Path) -> None:
    postgres = Postgres(base)
    private_folder(postgres.data, postgres.owner)

    with pytest.raises(EmbeddedServerError, match=r"postgres\.log"):
        postgres.start()
    postgres.stop()

    assert "is not a valid data directory" in postgres.log.read_text() or "postgresql.conf" in postgres.log.read_text()


def test_a_socket_folder_left_behind_is_swept_away_and_its_name_is_never_the_same(tmp_path: Path) -> None:
    owner = server_owner()
    first = socket_folder(tmp_path, owner)
    second = socket_folder(tmp_path, owner)

    assert not first.exists()
    assert first != second
    second.rmdir()


@pytest.mark.parametrize(("age", "content", "kept"), [(7200, False, False), (7200, True, True), (60, False, True)])
def test_an_empty_socket_folder_of_another_data_folder_goes_after_an_hour(
    tmp_path: Path, age: int, content: bool, kept: bool
) -> None:
    owner = server_owner()
    theirs = socket_folder(tmp_path / "theirs", owner)
    if content:
        (theirs / ".s.PGSQL.5432").touch()
    os.utime(theirs, (time.time() - age, time.time() - age))

    mine = socket_folder(tmp_path / "mine", owner)

    assert theirs.exists() is kept
    shutil.rmtree(theirs, ignore_errors=True)
    mine.rmdir()


def test_a_folder_that_another_made_under_such_a_name_is_left_alone(tmp_path: Path) -> None:
    owner = server_owner()
    mine = socket_folder(tmp_path, owner)
    trap = mine.with_name(f"{mine.name[:-8]}trap")
    trap.symlink_to(tmp_path)

    again = socket_folder(tmp_path, owner)

    assert trap.is_symlink()
    assert again.resolve() == again
    trap.unlink()
    again.rmdir()


def test_the_queue_lets_nobody_in_without_its_password(valkey: Valkey) -> None:
    url = urlsplit(valkey.start())

    with pytest.raises(redis.AuthenticationError), redis.Redis(port=url.port or 0) as stranger:
        stranger.ping()
    with redis.Redis.from_url(url.geturl()) as friend:
        assert friend.ping()


def test_no_command_line_shows_the_password(valkey: Valkey) -> None:
    password = unquote(urlsplit(valkey.start()).password or "")

    assert len(password) >= 32
    assert password not in " ".join(psutil.Process(valkey.running.pid).cmdline())


def test_both_servers_die_with_a_killed_parent(base: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", BOTH, base], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        families = [child.pid for pid in pids for child in psutil.Process(pid).children(recursive=True)]
        parent.send_signal(signal.SIGKILL)

    assert len(pids) == 2
    eventually(lambda: all(map(gone, pids + families)))
