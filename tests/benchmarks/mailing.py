"""One text to many, beside a raw loop of smtplib: `python -m tests.benchmarks.mailing --recipients 1000`.

In one run, against one mail server in a process of its own, by turns: (a) messages put together beforehand, handed over
one after another on one connection; (b) a mailing through the pipe, with a row for each recipient, two workers of
Celery and every mark committed to a disk; (c) one task for each mail, the usual way. Messages in each second. The bar
is b ≥ 1.0 × a. PostgreSQL waits for its disk as it does in production.
"""

import argparse
import os
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import django
import psutil

from ltd_portal.embedded import Postgres, Valkey
from ltd_portal.embedded.children import end, spawn
from ltd_portal.embedded.valkey import free_port

ROOT = Path(__file__).resolve().parents[2]
BAR = 1.0
NOTICE, LETTER = "benchmarks/notice", "benchmarks/letter"
PATIENCE = 600  # seconds


@contextmanager
def servers(folder: Path, options: tuple[str, ...]) -> Iterator[Path]:
    """PostgreSQL, Valkey and the sink, told to settings by the environment."""
    with ExitStack() as stack:
        postgres, valkey = Postgres(folder / "database", options), Valkey(folder / "broker")
        stack.callback(postgres.erase)
        stack.callback(postgres.stop)
        stack.callback(valkey.stop)
        port = free_port()
        os.environ |= {
            "PORTAL_MODE": "test",
            "PORTAL_VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": "ltd_portal.settings",
            "DATABASE_URL": postgres.start(),
            "REDIS_URL": valkey.start(),
            "PORTAL_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "PORTAL_SMTP_HOST": "127.0.0.1",
            "PORTAL_SMTP_PORT": str(port),
        }
        sink = child("sink", ["tests.benchmarks.sink", str(port)], folder)
        stack.callback(end, sink, signal.SIGKILL)
        yield folder


def child(log: str, command: Sequence[str], folder: Path) -> "subprocess.Popen[bytes]":
    """A process of Python that dies with this one."""
    return spawn(
        [sys.executable, "-m", *command],
        log=folder / f"{log}.log",
        environment=dict(os.environ),
        folder=ROOT,
        death_signal=signal.SIGKILL,
    )


@contextmanager
def workers(folder: Path, number: int) -> Iterator[None]:
    """So many workers of Celery, a process each, ready for work."""
    command = ["celery", "-A", "tests.benchmarks.mail_app", "worker", "--concurrency", "1", "--without-gossip"]
    with ExitStack() as stack:
        for name in range(number):
            started = child(f"worker{name}", [*command, "-n", f"w{name}@%h", "--without-mingle"], folder)
            stack.callback(end, started, signal.SIGTERM)
        from ltd_portal.celery import app  # noqa: PLC0415 - settings read the environment

        while len(app.control.ping(timeout=1) or []) < number:
            time.sleep(0.2)
        yield


def raw_loop(contents: Sequence[tuple[str, bytes]]) -> float:
    """Messages in each second by smtplib alone."""
    from django.conf import settings  # noqa: PLC0415

    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, local_hostname="here.example", timeout=10) as server:
        begun = time.perf_counter()
        for to, content in contents:
            server.sendmail("portal@portal.example", [to], content)
        return len(contents) / (time.perf_counter() - begun)


def queued(kind: str, recipients: int) -> int:
    """A mailing to so many, in the queue and not yet rung for; its key."""
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from notices.services.mailings import Addressee, send_to_many  # noqa: PLC0415

    people = [
        Addressee(f"u{number}@mail.example", values={"name": f"Zo\u00eb O'Brien {number}"})
        for number in range(recipients)
    ]
    with transaction.atomic():
        mailing = send_to_many(kind=kind, context={}, recipients=people, by=None, at=timezone.now())
        transaction.get_connection().run_on_commit.clear()
    return mailing.pk


def prebuilt(mailing: int) -> list[tuple[str, bytes]]:
    """The very bytes that the pipe would send."""
    from notices.models import Message  # noqa: PLC0415
    from notices.selectors.writing import Writer  # noqa: PLC0415

    writer, way = Writer(), {"unsubscribe_link": f"https://portal.example/unsubscribe/{'t' * 43}/"}
    messages = Message.objects.filter(mailing=mailing).select_related("mailing")
    return [(one.to, writer.write(one, way if one.links else {}).as_bytes()) for one in messages]


def rate_of(mailing: int) -> float:
    """Waits until all of a mailing are sent; messages in each second since now."""
    from notices.models import Message  # noqa: PLC0415

    begun, waiting = time.perf_counter(), Message.objects.filter(mailing=mailing).exclude(state="sent")
    total = Message.objects.filter(mailing=mailing).count()
    while waiting.exists():
        if time.perf_counter() - begun > PATIENCE:
            raise TimeoutError(f"{waiting.count()} of {total} are not sent")
        time.sleep(0.03)
    return total / (time.perf_counter() - begun)


def through_the_pipe(kind: str, recipients: int) -> float:
    """The rate of a mailing as it is really sent, from the ring of the bell."""
    from notices.services.ringing import ring  # noqa: PLC0415

    mailing = queued(kind, recipients)
    ring()
    return rate_of(mailing)


def a_task_each(recipients: int) -> float:
    """The rate of the usual way, from when the last task is in the broker's hands."""
    from notices.models import Message  # noqa: PLC0415
    from tests.benchmarks.mail_app import one_mail  # noqa: PLC0415

    mailing = queued(NOTICE, recipients)
    keys = list(Message.objects.filter(mailing=mailing).values_list("pk", flat=True))
    begun = time.perf_counter()
    for key in keys:
        one_mail.delay(key)
    rate_of(mailing)
    return len(keys) / (time.perf_counter() - begun)


def report(kind: str, recipients: int, rounds: int, tasks: int) -> None:
    """A line for each round, then the medians and their ratios."""
    from django.db import connection  # noqa: PLC0415

    contents = prebuilt(queued(kind, recipients))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM notices_message")
        cursor.execute("VACUUM ANALYZE notices_message")
    print(f"\n{kind}, {recipients} recipients, {len(contents[0][1])} bytes each; load {os.getloadavg()[0]:.1f}\n")
    print("| raw loop | pipe, two workers | one task a mail | pipe / raw | task / raw | work: raw, pipe |")
    print("|---:|---:|---:|---:|---:|---:|")
    found = []
    for _ in range(rounds):
        raw, raw_work = work_of(lambda: raw_loop(contents))
        piped, piped_work = work_of(lambda: through_the_pipe(kind, recipients))
        usual = a_task_each(tasks) if tasks else 0.0
        found.append((raw, piped, usual, 1e3 * raw_work / recipients, 1e3 * piped_work / recipients))
        print(line(*found[-1]), flush=True)
    print(
        f"\nMedians: {line(*map(median, zip(*found, strict=True)))}; the bar is {BAR} ×; load {os.getloadavg()[0]:.1f}"
    )


def work_of(deed: Callable[[], float]) -> tuple[float, float]:
    """What a deed gives, and the seconds of processors it took: of this process, the workers and all the servers."""
    before = busy()
    given = deed()
    return given, busy() - before


def busy() -> float:
    """Seconds of processors of this process and of all that it started."""
    here = psutil.Process()
    return sum(sum(each.cpu_times()[:2]) for each in [here, *here.children(recursive=True)])


def line(raw: float, piped: float, usual: float, raw_work: float, piped_work: float) -> str:
    rates = f"| {raw:.0f} | {piped:.0f} | {usual:.0f} | {piped / raw:.2f} × | {usual / raw:.2f} × |"
    return f"{rates} {raw_work:.2f}, {piped_work:.2f} ms |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mailing", description=__doc__)
    parser.add_argument("--recipients", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tasks", type=int, default=1_000, help="how many the usual way; 0 leaves it out")
    parser.add_argument("--kind", choices=[NOTICE, LETTER], nargs="+", default=[NOTICE, LETTER])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-mailing-") as name, servers(Path(name), ()) as folder:
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        import tests.benchmarks.mail_app  # noqa: F401, PLC0415

        call_command("migrate", verbosity=0)
        with workers(folder, 2):
            for kind in chosen.kind:
                for recipients in chosen.recipients:
                    report(kind, recipients, chosen.rounds, chosen.tasks)


if __name__ == "__main__":
    main()
