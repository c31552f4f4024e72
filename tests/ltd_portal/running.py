"""A ./run under test: starts it, knows the processes it has, and leaves nothing behind whatever the test does."""

import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil

from ltd_portal.embedded import Postgres

ROOT = Path(__file__).resolve().parents[2]
START_PATIENCE = 240.0
STOP_PATIENCE = 60.0  # against hanging; people at the terminal are promised five seconds on a machine of their own


def until(ready: Callable[[], bool], seconds: float) -> bool:
    """Whether something came true in time."""
    deadline = time.monotonic() + seconds
    while not ready() and time.monotonic() < deadline:
        time.sleep(0.05)
    return ready()


def free_port() -> int:
    """Beneath those that connections are given, so that none takes it before what is started listens there."""
    while True:
        port = secrets.choice(range(10_000, 32_000))  # `random` begins alike in every process of tests
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


def queue_of_its_own() -> str:
    """A numbered database of the suite's Valkey that no other process of tests has; its URL."""
    url = urlsplit(os.environ["REDIS_URL"])
    return urlunsplit(url._replace(path=f"/{15 - int(url.path.strip('/') or 0)}"))


class Running:
    """One ./run on a port and a data folder of its own; use it as a context."""

    def __init__(self, var: Path, *arguments: str, folder: Path = ROOT, port: int | None = None, **more: str) -> None:
        self.var = var
        self.port = port or free_port()
        self.output = var.with_name(f"{var.name}-{self.port}.out")
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        environment = {**kept, "PORT": str(self.port), "PORTAL_VAR": str(var), **more}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                ["./run", *arguments],
                cwd=folder,
                env=environment,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # as a shell does for a job: Ctrl-C reaches the whole group
            )
        self.family: list[psutil.Process] = []

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever happened: end it the hard way if need be, only by the ids of what it started."""
        self.family = self.living() or self.family
        if self.process.poll() is None:
            self.remember()
            self.process.kill()
        self.process.wait()
        until(lambda: not self.living(), STOP_PATIENCE)
        for process in self.living():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    @property
    def said(self) -> str:
        return self.output.read_text()

    def wait_until_up(self) -> "Running":
        """Until it has said where it is, and the worker has its children; then `family` is everybody."""
        came = until(lambda: "Ctrl-C stops" in self.said or self.process.poll() is not None, START_PATIENCE)
        assert came, self.said
        assert self.process.poll() is None, self.said
        assert until(lambda: len(self.worker_children()) == 2, START_PATIENCE), self.said
        self.remember()
        return self

    def remember(self) -> None:
        with contextlib.suppress(psutil.NoSuchProcess):
            launcher = psutil.Process(self.process.pid)
            self.family = [launcher, *launcher.children(recursive=True)]

    def member(self, *words: str) -> psutil.Process:
        """The child of the launcher whose command line has all of these words."""
        children = psutil.Process(self.process.pid).children()
        return next(child for child in children if all(word in " ".join(child.cmdline()) for word in words))

    def worker_children(self) -> list[psutil.Process]:
        with contextlib.suppress(psutil.NoSuchProcess, StopIteration):
            return self.member("celery", "worker").children()
        return []

    def living(self) -> list[psutil.Process]:
        """Those of the family that are still there; psutil knows a reused id by its start time."""
        return [one for one in self.family if lives(one)]

    def names(self) -> str:
        return "\n".join(" ".join(process.cmdline()) for process in self.family if process.is_running())

    def first_page(self) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("GET", "/")
            return connection.getresponse().status

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def all_gone(self) -> bool:
        """Sooner or later; the launcher is ours to reap."""
        return until(lambda: self.process.poll() is not None and not self.living(), STOP_PATIENCE)


def lives(process: psutil.Process) -> bool:
    """Whether it is there, and not only its end waiting to be noticed."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def erase(var: Path) -> None:
    """The cluster of a data folder, wherever it lies."""
    Postgres(var).erase()
