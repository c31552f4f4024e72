"""The Python half of ./run: the portal with its servers on this machine, up until somebody stops it."""

import contextlib
import http
import http.client
import os
import shutil
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from ltd_portal.embedded import Claim, EmbeddedServerError, Postgres, Valkey
from ltd_portal.household import Household, Member, MemberStoppedError, StopAsked
from ltd_portal.wishes import USUAL_PORT, RefusedError, Wishes, read_wishes

ROOT = Path(__file__).resolve().parent.parent
SIGN_IN = "demonstration/"
TO_THE_TERMINAL = "> "  # what the preparation says to the person who starts the portal
SERVER_PATIENCE = 1.0  # seconds that each server has to stop
FIRST_PAGE_PATIENCE = 180.0
LEFT_BY_A_RUN = ("media", "outbox", "static", "tmp", "secret-key", "beat-schedule*", "*.log", "*.log.1")

WEB = ("gunicorn", "ltd_portal.wsgi", "--threads", "8", "--graceful-timeout", "1", "--no-control-socket")
WORKER = ("celery", "-A", "ltd_portal", "worker", "--concurrency", "2", "--loglevel", "INFO")
BEAT = ("celery", "-A", "ltd_portal", "beat", "--pidfile=", "--loglevel", "INFO")


def main(arguments: Sequence[str]) -> int:
    """Run until stopped; the exit code is 0 after Ctrl-C or TERM, 1 when refused or when something stopped."""
    try:
        wishes = read_wishes(arguments, os.environ, ROOT)
        os.umask(0o077)  # what the portal writes is its user's alone
        run(wishes)
    except StopAsked:
        say("Everything has stopped.")
        return 0
    except (RefusedError, EmbeddedServerError, MemberStoppedError) as error:
        print(f"./run: {error}", file=sys.stderr, flush=True)
    return 1


def run(wishes: Wishes) -> None:
    """Start everything, say where it is, and watch; what was started ends in reverse order, whatever happens."""
    with contextlib.ExitStack() as stack:
        claim = claim_folder(wishes.var, stack)
        listener = stack.enter_context(listen(wishes.port))
        database = claim_database(wishes.var, stack) if not wishes.database_url else None
        if wishes.reset:
            forget(wishes.var)
        household = Household(wishes.var)
        stack.callback(household.dismiss)
        environment = portal_environment(wishes)
        if database:
            environment["DATABASE_URL"] = start_postgres(wishes.var, household, stack)
            database.say(environment["DATABASE_URL"])
        if not wishes.redis_url:
            environment["REDIS_URL"] = start_valkey(wishes.var, household, stack)
        stack.callback(household.end_services)
        prepare(household, environment, wishes.moment)
        web = start_web(household, environment, listener)
        await_first_page(wishes.port, household, web)
        start_helpers(wishes.var, household, environment)
        claim.say(wishes.address)
        welcome(wishes)
        household.wait_until(lambda: False, every=0.2)


def claim_folder(var: Path, stack: contextlib.ExitStack) -> Claim:
    """One ./run a data folder; raises RefusedError for the second."""
    claim = Claim(var / "run.lock")
    if not claim.take():
        raise RefusedError(f"the portal of this folder is running already: {claim.said() or 'it is just starting'}")
    stack.callback(claim.release)
    return claim


def claim_database(var: Path, stack: contextlib.ExitStack) -> Claim:
    """One server a database; raises RefusedError while a command of manage.py runs it."""
    claim = Claim(var / "postgres.lock")
    if not claim.take():
        raise RefusedError("a manage.py command is using this folder's database: let it end first")
    stack.callback(claim.release)
    return claim


def listen(port: int) -> socket.socket:
    """Hold the web server's port from the start, so that nothing is begun in vain; raises RefusedError."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        other = port + 1 if port == USUAL_PORT else USUAL_PORT
        raise RefusedError(f"port {port}: {error.strerror}. Choose another, like this: PORT={other} ./run") from error
    return listener


def forget(var: Path) -> None:
    """What --reset does: the cluster and the files that an earlier run made, and nothing else in that folder."""
    Postgres(var).erase()
    for pattern in LEFT_BY_A_RUN:
        for path in var.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def emptied(folder: Path) -> Path:
    """A folder for what need not last: killed processes leave things there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def portal_environment(wishes: Wishes) -> dict[str, str]:
    """What the portal's own processes are told."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "ltd_portal.settings",
        "DATABASE_URL": wishes.database_url,
        "REDIS_URL": wishes.redis_url,
        "PORT": str(wishes.port),
        "PORTAL_VAR": str(wishes.var),
        "PYTHONUNBUFFERED": "1",
        "TMPDIR": str(emptied(wishes.var / "tmp")),
    }


def start_postgres(var: Path, household: Household, stack: contextlib.ExitStack) -> str:
    """Start the embedded database and return its URL."""
    household.fresh_log("postgres")
    postgres = Postgres(var)
    stack.callback(postgres.stop, SERVER_PATIENCE)
    url = postgres.start()
    household.adopt(Member("PostgreSQL", postgres.running, postgres.log))
    say(f"PostgreSQL is up. Its data: {postgres.data}")
    return url


def start_valkey(var: Path, household: Household, stack: contextlib.ExitStack) -> str:
    """Start the embedded Valkey and return its URL."""
    claim = Claim(var / "valkey.lock")
    claim.wait()  # a moment at most: commands only look whether it is held
    stack.callback(claim.release)
    household.fresh_log("valkey")
    valkey = Valkey(var)
    stack.callback(valkey.stop, SERVER_PATIENCE)
    url = valkey.start()
    household.adopt(Member("Valkey", valkey.running, valkey.log))
    claim.say(url)
    return url


def prepare(household: Household, environment: dict[str, str], moment: str) -> None:
    """Migrate, and load the demonstration; at that moment, or moved there, when one is named."""
    say("Preparing the database and the demonstration …")
    preparation = household.start(
        "The preparation", "prepare", ["ltd_portal.preparation", *filter(None, [moment])], environment
    )
    household.finish(preparation)
    for line in preparation.log.read_text(errors="replace").splitlines():
        if line.startswith(TO_THE_TERMINAL):
            say(line.removeprefix(TO_THE_TERMINAL))


def start_web(household: Household, environment: dict[str, str], listener: socket.socket) -> Member:
    """Start the web server, which alone holds the port from here on."""
    door = listener.fileno()
    web = household.start("The web server", "web", [*WEB, "--bind", f"fd://{door}"], environment, keep_open=[door])
    listener.close()
    return web


def start_helpers(var: Path, household: Household, environment: dict[str, str]) -> None:
    """Start the worker and the clock: after the first page, which would only come later for them."""
    household.start("The worker", "worker", WORKER, environment)
    household.start("The clock", "beat", [*BEAT, "--schedule", str(var / "beat-schedule")], environment)


def await_first_page(port: int, household: Household, web: Member) -> None:
    """Wait until `/` answers; raises RefusedError when its answer is not 200, or does not come."""
    deadline = time.monotonic() + FIRST_PAGE_PATIENCE
    answers: list[int] = []

    def has_answered() -> bool:
        answers.extend(first_page(port))
        return bool(answers) or time.monotonic() > deadline

    household.wait_until(has_answered)
    if answers != [http.HTTPStatus.OK]:
        raise RefusedError(f"the first page does not come, but {answers or 'nothing'}: see {web.log}")


def first_page(port: int) -> list[int]:
    """The status with which `/` answers, or nothing yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/")
        return [connection.getresponse().status]
    return []


def welcome(wishes: Wishes) -> None:
    """Where the portal is, and how to come in."""
    say(f"\n  The portal   {wishes.address}\n  Sign in      {wishes.address}{SIGN_IN}\n  Logs         {wishes.var}\n")
    say("Ctrl-C stops everything.")


def say(text: str) -> None:
    """To the terminal, at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
