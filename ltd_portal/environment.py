"""What the environment says, checked before anything starts. Pure: the mapping is an argument."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

KEY_LENGTH = 50
KEY_VARIETY = 5
MOST_DIGITS = 6
INVITATION_DAYS, MOST_INVITATION_DAYS = 14, 90


class Mode(StrEnum):
    """How the portal runs. Demonstration is what `./run` gives; its one-click sign-in exists in no other mode."""

    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"
    TEST = "test"


class UnsafeEnvironmentError(Exception):
    """The portal refuses to start; each line of the message is one reason."""


@dataclass(frozen=True)
class Environment:
    """The settings that an operator gives, as text still."""

    mode: Mode
    debug: bool
    secret_key: str
    database_url: str
    redis_url: str
    base_url: str
    invitation_days: int  # how long an invitation can be accepted; 0 when what is given is no such number
    mail_per_minute: int  # the most messages that leave in a minute; 0 for no limit, -1 when it is no such number
    var: Path

    @property
    def is_production(self) -> bool:
        return self.mode is Mode.PRODUCTION

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""


def truth(text: str) -> bool:
    """`1`, `true`, `yes` and `on` are true in any case; all else is false."""
    return text.strip().lower() in {"1", "true", "yes", "on"}


def days(text: str) -> int:
    """A whole number of days that an invitation may live, in plain digits; 0 for everything else."""
    number = int(text) if len(text) <= len(str(MOST_INVITATION_DAYS)) and text.isascii() and text.isdigit() else 0
    return number if number <= MOST_INVITATION_DAYS else 0


def pace(text: str) -> int:
    """A whole number of messages a minute, in plain digits; -1 for everything else."""
    return int(text) if len(text) <= MOST_DIGITS and text.isascii() and text.isdigit() else -1


def read_environment(given: Mapping[str, str], root: Path) -> Environment:
    """Read and check; raises UnsafeEnvironmentError with every reason at once."""
    name = given.get("PORTAL_MODE", "").strip() or Mode.DEMONSTRATION
    if name not in set(Mode):
        raise UnsafeEnvironmentError(f"PORTAL_MODE is {name!r}; it must be one of: {', '.join(Mode)}")
    environment = Environment(
        mode=Mode(name),
        debug=truth(given.get("PORTAL_DEBUG", "")),
        secret_key=given.get("PORTAL_SECRET_KEY", ""),
        database_url=given.get("DATABASE_URL", "").strip(),
        redis_url=given.get("REDIS_URL", "").strip(),
        base_url=given.get("PORTAL_BASE_URL", "").strip().rstrip("/"),
        invitation_days=days(given.get("PORTAL_INVITATION_DAYS", "").strip() or str(INVITATION_DAYS)),
        mail_per_minute=pace(given.get("PORTAL_MAIL_PER_MINUTE", "").strip() or "0"),
        var=root / (given.get("PORTAL_VAR", "").strip() or "var"),  # as it is when absolute
    )
    reasons = refusals(environment)
    if reasons:
        raise UnsafeEnvironmentError("The portal will not start:\n" + "\n".join(f"- {reason}" for reason in reasons))
    return environment


def refusals(environment: Environment) -> list[str]:
    """Every reason why this environment must not serve people. No reason repeats a value: it may be a secret."""
    checks = given_rightly(environment) + (production_needs(environment) if environment.is_production else [])
    return [reason for refused, reason in checks if refused]


def scheme(url: str) -> str:
    """What stands before `://`; empty when nothing does."""
    return url.partition("://")[0] if "://" in url else ""


def given_rightly(environment: Environment) -> list[tuple[bool, str]]:
    """In every mode: the URLs that are given name servers that the portal can use, and a number is one."""
    return [
        (
            bool(environment.database_url) and scheme(environment.database_url) not in {"postgres", "postgresql"},
            "DATABASE_URL is not of PostgreSQL: it begins with postgres://",
        ),
        (
            bool(environment.redis_url) and scheme(environment.redis_url) not in {"redis", "rediss"},
            "REDIS_URL is not of Redis or Valkey: it begins with redis:// or rediss://",
        ),
        (
            environment.invitation_days == 0,
            f"PORTAL_INVITATION_DAYS must be a whole number of days from 1 to {MOST_INVITATION_DAYS}",
        ),
        (
            environment.mail_per_minute < 0,
            "PORTAL_MAIL_PER_MINUTE must be a whole number of messages, of at most 6 digits; 0 is no limit",
        ),
    ]


def production_needs(environment: Environment) -> list[tuple[bool, str]]:
    """In production: nothing is left to a default that would be unsafe."""
    key = environment.secret_key
    return [
        (environment.debug, "PORTAL_DEBUG is on: it shows a visitor the inside of the portal"),
        (
            len(key) < KEY_LENGTH or len(set(key)) < KEY_VARIETY or key.startswith("django-insecure-"),
            f"PORTAL_SECRET_KEY is missing or weak: give at least {KEY_LENGTH} random characters",
        ),
        (not environment.database_url, "DATABASE_URL is missing"),
        (not environment.redis_url, "REDIS_URL is missing"),
        (
            not environment.base_url.startswith("https://") or not environment.host,
            "PORTAL_BASE_URL is missing or not https: give the address that people type, https://portal.example.org",
        ),
    ]
