"""What the person who types ./run asks for: arguments and environment, checked before anything is started."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ltd_portal.environment import Mode, UnsafeEnvironmentError, read_environment

USUAL_PORT = 8000
LAST_PORT = 65_535


class RefusedError(Exception):
    """The portal cannot be started; the message is for the person at the terminal."""


@dataclass(frozen=True)
class Wishes:
    """A start that is possible as far as can be told without trying. Empty URLs mean the embedded servers, no moment
    that the demonstration's year stays where it is."""

    port: int
    reset: bool
    moment: str
    var: Path
    database_url: str
    redis_url: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


def read_wishes(arguments: Sequence[str], given: Mapping[str, str], root: Path) -> Wishes:
    """Read and check; raises RefusedError."""
    parser = argparse.ArgumentParser(prog="./run", description="Start the portal with its demonstration year.")
    parser.add_argument("--reset", action="store_true", help="start afresh: forget this folder's database and files")
    parser.add_argument("--moment", default="", help="let today be this moment of the demonstration's year: midyear, …")
    asked = parser.parse_args(arguments)
    reset: bool = asked.reset
    try:
        environment = read_environment(given, root)
    except UnsafeEnvironmentError as error:
        raise RefusedError(str(error)) from error
    if environment.mode is not Mode.DEMONSTRATION:
        raise RefusedError(f"./run starts the demonstration, and PORTAL_MODE is {environment.mode}: unset it")
    if reset and environment.database_url:
        raise RefusedError("--reset forgets the embedded database, and DATABASE_URL names another: unset one of them")
    return Wishes(
        port=read_port(given.get("PORT", "")),
        reset=reset,
        moment=asked.moment,
        var=environment.var,
        database_url=environment.database_url,
        redis_url=environment.redis_url,
    )


def read_port(text: str) -> int:
    """A TCP port, the usual one when nothing is said; raises RefusedError."""
    text = text.strip() or str(USUAL_PORT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= LAST_PORT):
        raise RefusedError(f"PORT is {text!r}: it must be a number from 1 to {LAST_PORT}")
    return int(text)
