"""The inside of manage.py: which database a command works on, and how long that database stays up.

DATABASE_URL when it is set; else the embedded database: the one that ./run or another command has up, or one started
for this command and stopped after it. Commands that touch no database start none.
"""

import contextlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, execute_from_command_line

from grants.management.commands import grant_cases
from ltd_portal.embedded import Claim, EmbeddedServerError, Postgres, Valkey
from ltd_portal.environment import Environment, UnsafeEnvironmentError, read_environment
from selfassessment.management.commands import assessment_scores

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30.0  # seconds for a server that another process is starting or stopping

# Our own commands that need no database are listed here too.
WITHOUT_DATABASE = frozenset(
    {
        "assessment_scores",
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "grant_cases",
        "help",
        "makemessages",
        "makemigrations",
        "startapp",
        "startproject",
        "version",
    }
)

# Of these, what asks for no settings either runs without any: no secret key, no data folder, in production too.
WITHOUT_SETTINGS: dict[str, type[BaseCommand]] = {
    "assessment_scores": assessment_scores.Command,
    "grant_cases": grant_cases.Command,
}


def needs_database(arguments: Sequence[str]) -> bool:
    """Whether the command touches the database; `arguments` are those after `manage.py`."""
    name = next((argument for argument in arguments if not argument.startswith("-")), "help")
    only_asks = {"-h", "--help", "--version"} & set(arguments)
    return not only_asks and (name not in WITHOUT_DATABASE or "--database" in arguments)


def main(arguments: Sequence[str]) -> int:
    """Run one of Django's commands; `arguments` as in sys.argv. The exit code is 1 when the portal refuses to start."""
    if command := WITHOUT_SETTINGS.get("".join(arguments[1:2])):
        return without_settings(command, arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ltd_portal.settings")
    try:
        environment = read_environment(os.environ, ROOT)
        with contextlib.ExitStack() as stack:
            if needs_database(arguments[1:]):
                provide_servers(environment, stack)
            execute_from_command_line(list(arguments))
    except (UnsafeEnvironmentError, EmbeddedServerError) as error:
        print(f"manage.py: {error}", file=sys.stderr)
        return 1
    return 0


def without_settings(command: type[BaseCommand], arguments: Sequence[str]) -> int:
    """Run a command on Django's own defaults, whatever the environment says or lacks."""
    if not settings.configured:
        settings.configure(USE_I18N=False)  # without rooms there is nothing to translate from
    command().run_from_argv(list(arguments))
    return 0


def provide_servers(environment: Environment, stack: contextlib.ExitStack) -> None:
    """Put the embedded servers' URLs into this process's environment where none are given; production gives both."""
    if not environment.database_url:
        os.environ["DATABASE_URL"] = database(environment.var, stack)
    if not environment.redis_url:
        os.environ["REDIS_URL"] = doorbell(environment.var, stack)


def database(var: Path, stack: contextlib.ExitStack) -> str:
    """The URL of the embedded database: borrowed when somebody has it up, else started."""
    server, users = Claim(var / "postgres.lock"), Claim(var / "postgres.users")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.take():
            return started(var, server, users, stack)
        if users.share() and (url := server.said()):
            stack.callback(users.release)
            return url
        users.release()
        time.sleep(0.1)
    raise EmbeddedServerError(f"Another process holds {server.path} and does not say where its database is")


def started(var: Path, server: Claim, users: Claim, stack: contextlib.ExitStack) -> str:
    """Start the embedded database until the end of the command, and of those who have borrowed it meanwhile."""
    stack.callback(server.release)
    postgres = Postgres(var)
    stack.callback(postgres.stop)
    url = postgres.start()
    server.say(url)
    stack.callback(wait_for_others, users)
    return url


def wait_for_others(users: Claim) -> None:
    """Return when nobody uses the database that is about to stop."""
    if not users.take():
        print("Another command still uses this database: waiting for it to end", file=sys.stderr)
        users.wait()


def doorbell(var: Path, stack: contextlib.ExitStack) -> str:
    """The URL of the Valkey of ./run, whose worker then hears of new work; else of a passing one that nobody hears."""
    running = Claim(var / "valkey.lock")
    if not running.take():
        return running.said(PATIENCE)
    running.release()
    valkey = Valkey(var)
    stack.callback(valkey.stop)
    return valkey.start()
