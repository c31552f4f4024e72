"""What docker-compose.yml, the Dockerfile and portal.example.env promise. No engine here: they are read as files."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ltd_portal.test_environment import PRODUCTION

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
ENGINES = ("postgres", "valkey")
NAME = re.compile(r"^#?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
READ = re.compile(r"""(?:environ|environment|given)(?:\.get\(|\[)\s*["']([A-Z][A-Z0-9_]+)["']""")
NOT_FOR_OPERATORS = {
    "PORTAL_MODE",
    "PORTAL_VAR",
    "PORTAL_STATIC_ROOT",
    "PORTAL_DEBUG",
    "PORT",
    "DJANGO_SETTINGS_MODULE",
}


def example() -> set[str]:
    """The names that portal.example.env explains, given or commented out."""
    return set(NAME.findall((ROOT / "portal.example.env").read_text()))


def test_six_services_and_no_other() -> None:
    assert set(SERVICES) == {*OURS, *ENGINES}


@pytest.mark.parametrize("name", [*ENGINES, "web", "worker", "beat"])
def test_a_service_that_stays_up_is_probed_and_started_again(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


def test_the_migration_runs_once_and_everything_of_ours_waits_for_it() -> None:
    assert SERVICES["migrate"]["restart"] == "no"
    assert SERVICES["migrate"]["command"] == ["python", "manage.py", "migrate", "--noinput"]
    for name in ("web", "worker", "beat"):
        waits = SERVICES[name]["depends_on"]
        assert waits["migrate"] == {"condition": "service_completed_successfully"}
        assert waits["postgres"] == waits["valkey"] == {"condition": "service_healthy"}


def test_the_queue_evicts_nothing_and_writes_to_disk() -> None:
    command = " ".join(SERVICES["valkey"]["command"])

    assert "--maxmemory-policy noeviction" in command
    assert "--appendonly yes" in command


@pytest.mark.parametrize("name", OURS)
def test_our_processes_can_do_little(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["environment"]["PORTAL_MODE"] == "production"


def test_there_is_one_clock() -> None:
    assert SERVICES["beat"]["deploy"] == {"replicas": 1}
    assert "-B" not in SERVICES["worker"]["command"]


def test_data_lies_in_named_volumes() -> None:
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}

    assert used == set(COMPOSE["volumes"]) == {"postgres", "valkey", "files"}


def test_only_the_web_server_has_a_port_and_only_for_the_proxy_of_this_machine() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert ports == {"web": ["127.0.0.1:8000:8000"]}


def test_no_file_of_production_holds_a_secret() -> None:
    given = dict(line.split("=", 1) for line in (ROOT / "portal.example.env").read_text().splitlines() if "=" in line)

    for name in (
        "PORTAL_SECRET_KEY",
        "POSTGRES_PASSWORD",
        "DATABASE_URL",
        "PORTAL_SMTP_PASSWORD",
        "#PORTAL_OIDC_SECRET",
    ):
        assert given[name] == ""
    for service in SERVICES.values():
        for name, value in service["environment"].items() if "environment" in service else ():
            assert not re.search("PASSWORD|SECRET|URL", name) or value.startswith("${")


def test_the_engines_see_only_what_is_theirs() -> None:
    for name in ENGINES:
        assert "env_file" not in SERVICES[name]
        assert not any(key.startswith("PORTAL_") for key in SERVICES[name].get("environment", {}))


def test_every_name_that_the_settings_read_is_explained_to_operators() -> None:
    files = [*(ROOT / "ltd_portal").glob("*.py"), ROOT / "scripts" / "probe"]
    read = {name for file in files for name in READ.findall(file.read_text())}

    assert {"PORTAL_SECRET_KEY", "DATABASE_URL", "PORTAL_SMTP_HOST"} <= read
    assert read - NOT_FOR_OPERATORS - example() == set()


def test_every_name_that_is_explained_is_read_by_something() -> None:
    files = [*(ROOT / "ltd_portal").glob("*.py"), ROOT / "docker-compose.yml"]
    text = "".join(file.read_text() for file in files)

    assert [name for name in sorted(example()) if name not in text] == []


def test_the_image_installs_by_hash_runs_as_an_ordinary_user_and_has_pango_and_fonts() -> None:
    text = (ROOT / "Dockerfile").read_text()
    last_user = re.findall(r"^USER (\S+)", text, re.MULTILINE)[-1]

    assert "--require-hashes --requirement requirements-production.lock" in text
    assert last_user not in {"root", "0"}
    assert all(package in text for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "fonts-dejavu-core"))
    assert "collectstatic --noinput" in text


def test_every_room_but_the_demonstration_is_in_the_image() -> None:
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    rooms = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"])
    taken = {line[1:] for line in ignore if line.startswith("!")}

    assert ignore[1] == "*"
    assert rooms - taken == {"demonstration"}
    assert not taken & {"tests", "var", ".venv", ".git", "portal.env"}


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        pytest.param(["-m", "gunicorn", "ltd_portal.wsgi", "--bind", "127.0.0.1:0"], marks=pytest.mark.long),
        pytest.param(["-m", "celery", "-A", "ltd_portal", "worker"], marks=pytest.mark.long),
        pytest.param(["-m", "celery", "-A", "ltd_portal", "beat"], marks=pytest.mark.long),
    ],
)
def test_no_process_starts_in_an_unsafe_environment_and_each_says_why(command: list[str], tmp_path: Path) -> None:
    unsafe = PRODUCTION | {"PORTAL_DEBUG": "1", "PORTAL_SECRET_KEY": "weak", "DATABASE_URL": "", "REDIS_URL": ""}
    environment = unsafe | {"PORTAL_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ltd_portal.settings"}

    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=240
    )

    assert done.returncode != 0
    for reason in (
        "PORTAL_DEBUG is on",
        "PORTAL_SECRET_KEY is missing or weak",
        "DATABASE_URL is missing",
        "REDIS_URL is",
    ):
        assert reason in done.stdout + done.stderr
