"""The portal's processes, each of which can be killed: database, broker, mail server, workers."""

import contextlib
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import psycopg2
from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from ltd_portal.embedded import Postgres, Valkey
from ltd_portal.embedded.children import end, kill_group, spawn, wait_until
from ltd_portal.embedded.valkey import program
from tests.ltd_portal.running import free_port

ROOT = Path(__file__).resolve().parents[3]
SWEEP = "notices.tasks.sweep_messages"
ANSWER_SECONDS = "2"  # of silence, which nobody else should come near to on a slow machine
COUNTS = "SELECT state, count(*) FROM notices_message GROUP BY state"
WIND = "UPDATE notices_message SET next_attempt_at = now() WHERE state = 'queued' AND next_attempt_at > now()"


class Database(Postgres):
    """A PostgreSQL, with all the care for what is committed, that comes back where it was."""

    def crash_and_start(self) -> None:
        """As after a power cut: what was committed is there, every session is gone."""
        end(self.running, signal.SIGQUIT)
        assert self.socket is not None
        self.process = self._spawn("postgres", "-D", self.data, "-k", self.socket, "-h", "")
        wait_until(self._answers, self.process, self.log)


class Broker(Valkey):
    """A Valkey that comes back where it was, empty."""

    def start(self) -> str:
        self.url = super().start()
        return self.url

    def start_again(self) -> None:
        place = urlsplit(self.url)
        assert place.port is not None
        assert place.password is not None
        self.process = spawn([program(), "-"], log=self.log, listens=True)
        self._configure(place.port, place.password)


@dataclass
class House:
    """Everything that is up; two workers, each a process of Celery with a child that sends."""

    folder: Path
    app: str
    bell: str
    environment: dict[str, str]
    database: Database
    broker: Broker
    kept: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    kills: int = 0

    def hire(self) -> None:
        """One more worker."""
        name = f"w{self.kills}-{len(self.workers)}@%h"
        alone = ("--without-gossip", "--without-mingle", "--without-heartbeat")
        command = ["celery", "-A", self.app, "worker", "--concurrency", "1", "-n", name, *alone]
        self.workers.append(child("worker", command, self.folder, self.environment))

    def kill(self, chance: random.Random) -> None:
        """`kill -9` of the one that sends, whose parent starts another, or of both, in whose place another is hired."""
        self.kills += 1
        worker = self.workers.pop(0)
        children = psutil.Process(worker.pid).children() if worker.poll() is None else []
        if children and chance.random() < 0.5:
            with contextlib.suppress(psutil.NoSuchProcess):
                children[0].kill()
            self.workers.append(worker)
            return
        kill_group(worker.pid)
        worker.wait()
        self.hire()

    def ring(self) -> None:
        """What beat does each minute, and what a minute does to what waits for its time."""
        away = contextlib.suppress(OperationalError, RedisError, OSError)
        with away, Celery(broker=self.broker.url, set_as_current=False) as clock:
            clock.send_task(self.bell, retry=False)
        with contextlib.suppress(psycopg2.Error):
            self.ask(WIND)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(psycopg2.connect(self.environment["DATABASE_URL"])) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(query)
                return list(cursor.fetchall()) if cursor.description else []

    def counts(self) -> Counter[str]:
        """How many messages there are of each state."""
        return Counter(dict(self.ask(COUNTS)))

    def go_on(self) -> None:
        """Tell the sink to, which has come to its halt."""
        Path(f"{self.kept}.on").touch()

    def deliveries(self) -> Counter[tuple[str, str]]:
        """How often the sink kept a text for an address with a Message-ID."""
        lines = self.kept.read_text().splitlines() if self.kept.exists() else []
        return Counter((to, message_id) for to, message_id in (line.split() for line in lines))


@dataclass(frozen=True)
class Ground:
    """A database server with the portal's tables, and a broker: what houses are built on, one after another."""

    folder: Path
    database: Database
    broker: Broker
    environment: dict[str, str]

    def new_database(self, name: str) -> str:
        """The URL of a fresh copy of the tables."""
        url = self.environment["DATABASE_URL"]
        with contextlib.closing(psycopg2.connect(url.removesuffix("portal") + "postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {name} TEMPLATE portal")
        return url.removesuffix("portal") + name


@contextlib.contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Servers of their own, since they will be stopped."""
    with contextlib.ExitStack() as stack:
        database, broker = Database(folder / "database"), Broker(folder / "broker")
        stack.callback(database.erase)
        stack.callback(database.stop)
        stack.callback(broker.stop)
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "ltd_portal.settings",
            "DATABASE_URL": database.start(),
            "REDIS_URL": broker.start(),
            "PORTAL_VAR": str(folder),
            "PORTAL_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "PORTAL_SMTP_HOST": "127.0.0.1",
            "PORTAL_MAIL_ANSWER_SECONDS": ANSWER_SECONDS,
        }
        run("manage", ["django", "migrate", "--verbosity", "0"], folder, environment)
        yield Ground(folder, database, broker, environment)


def run(log: str, command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """A process that must end well."""
    process = child(log, command, folder, environment)
    assert process.wait() == 0, (folder / f"{log}.log").read_text()


def child(log: str, command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process of Python that dies with the test."""
    return spawn(
        [sys.executable, "-m", *command],
        log=folder / f"{log}.log",
        environment=environment,
        folder=ROOT,
        death_signal=signal.SIGKILL,
    )


@contextlib.contextmanager
def house(on: Ground, name: str, *, count: int, app: str, bell: str, halt: int = 0) -> Iterator[House]:
    """A house with so many messages to send, and two workers at it; they and the mail server end with the block.

    With `halt` all messages are easy ones, and the mail server waits after so many of them to be told to go on.
    """
    folder = on.folder / name
    folder.mkdir()
    port, kept = free_port(), folder / "kept"
    environment = {**on.environment, "DATABASE_URL": on.new_database(name), "PORTAL_SMTP_PORT": str(port)}
    if halt:
        environment["PORTAL_MAIL_ANSWER_SECONDS"] = "600"
    built = House(folder, app, bell, environment, on.database, on.broker, kept)
    run("filling", ["tests.notices.killing.filling", str(count), *(["easy"] * bool(halt))], folder, environment)
    sink = child("sink", ["tests.notices.killing.sink", str(port), str(kept), str(halt)], folder, environment)
    try:
        built.hire()
        built.hire()
        yield built
    finally:
        for each in [*built.workers, sink]:
            end(each, signal.SIGKILL)
