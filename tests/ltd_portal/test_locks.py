"""The lock files: what is installed, from anywhere, is exactly what was tried."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-production.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Package names and versions."""
    return dict(PIN.findall((ROOT / lock).read_text()))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-production.lock"])
def test_the_development_lock_contains_each_other_lock_so_that_one_venv_serves_run_and_test(lock: str) -> None:
    assert pins(lock).items() <= pins("requirements-dev.lock").items()
    assert len(pins(lock)) > 40


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_hashed(lock: str) -> None:
    packages = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())

    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_index(lock: str) -> None:
    text = (ROOT / lock).read_text()

    assert re.findall(r"https?://|file:|--index|--find-links|-i ", text) == []


def test_servers_are_embedded_where_people_try_the_portal_and_nowhere_else() -> None:
    embedded = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["embedded"]
    names = {re.split(r"[<>=\[]", requirement)[0] for requirement in embedded}

    assert names <= pins("requirements.lock").keys()
    assert not names & pins("requirements-production.lock").keys()
