"""The import contracts hold, and a breach of each kind is seen and named."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, code_files, files, read

LINT = Path(sys.executable).parent / "lint-imports"
ROOMS = "Which way imports run between rooms"
DRAWERS = "Which way imports run inside a room"
KIT = "Which way imports run inside the kit"
PURE = "Rules and charts are pure"
VIEWS = re.compile(r"^\s*(?:from|import)\s+(\w+)(?:\.\w+)*(?:\.|\s+import\s+)views\b", re.MULTILINE)
WIRING = "ltd_portal"  # which names the portal's own pages of errors


def foreign_views(room: str, source: str) -> list[str]:
    """The other rooms whose views a module of a room imports."""
    rooms = {Path(name).parts[0] for name in code_files()}
    return [other for other in VIEWS.findall(source) if other in rooms - {room}]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [LINT, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same rooms and drawers with nothing in them, under the same contracts."""
    house = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", house)
    roots = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    for name in files(".py"):
        if Path(name).parts[0] in roots:
            (house / name).parent.mkdir(parents=True, exist_ok=True)
            (house / name).touch()
    return house


@pytest.fixture
def house(empty_house: Path, tmp_path: Path) -> Path:
    return shutil.copytree(empty_house, tmp_path / "house")


def test_every_contract_holds() -> None:
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout


def test_every_room_stands_under_the_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rooms = {Path(name).parts[0] for name in files("/__init__.py")} - {"tests"}
    assert rooms == set(settings["root_packages"])


def test_every_room_with_drawers_keeps_their_order() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (drawers,) = [contract for contract in settings["contracts"] if contract["id"] == "drawers"]
    models = files("/models.py", without=("tests/",))
    assert {str(Path(name).parent).replace("/", ".") for name in models} <= set(drawers["containers"])


def test_an_empty_house_breaks_no_contract(house: Path) -> None:
    told = lint(house)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("where", "imported", "contract"),
    [
        ("audit/models.py", "partnerships.models", ROOMS),
        ("kit/tables/reading.py", "accounts.models", ROOMS),
        ("dashboards/views/home.py", "ltd_portal.settings", ROOMS),
        ("partnerships/models/role.py", "partnerships.selectors", DRAWERS),
        ("accounts/services/people.py", "accounts.views", DRAWERS),
        ("accounts/views.py", "accounts.urls", DRAWERS),
        ("kit/jobs/models.py", "kit.jobs.services", DRAWERS),
        ("demonstration/backends.py", "demonstration.views", DRAWERS),
        ("accounts/receivers.py", "accounts.middleware", DRAWERS),
        ("kit/govuk_ui/views.py", "kit.govuk_ui.urls", DRAWERS),
        ("kit/govuk_ui/formats.py", "kit.jobs.models", KIT),
        ("kit/tables/reading.py", "kit.documents.typesetting", KIT),
        ("kit/charts/figure.py", "django.utils.html", PURE),
        ("notices/rules/retry.py", "django.utils.timezone", PURE),
        ("notices/rules/retry.py", "celery", PURE),
        ("kit/files/rules/archives.py", "django.utils.timezone", PURE),
    ],
)
def test_a_planted_breach_is_named(house: Path, where: str, imported: str, contract: str) -> None:
    assert (house / where).exists(), f"{where} is gone: plant the breach elsewhere"
    (house / where).write_text(f"import {imported}\n")
    told = lint(house)
    assert told.returncode == 1
    assert f"{contract} BROKEN" in told.stdout
    assert told.stdout.count("BROKEN") == 1


def test_rules_may_not_reach_django_through_another_module(house: Path) -> None:
    (house / "accounts" / "rules" / "purposes.py").write_text("import kit.clock\n")
    (house / "kit" / "clock.py").write_text("from django.utils import timezone\n")
    told = lint(house)
    assert f"{PURE} BROKEN" in told.stdout
    assert "accounts.rules.purposes -> kit.clock" in told.stdout


def test_no_room_imports_the_views_of_another() -> None:
    modules = [(Path(name).parts[0], name) for name in code_files()]
    assert [name for room, name in modules if room != WIRING and foreign_views(room, read(name))] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from partnerships.views.steps import way_on\n", ["partnerships"]),
        ("from partnerships import views\n", ["partnerships"]),
        ("import partnerships.views.steps\n", ["partnerships"]),
        ("from ledger import views\nfrom ledger.views import budget\n", []),
        ("from django.contrib.auth import login\nfrom partnerships.http import year_of\n", []),
    ],
    ids=["a name of it", "the whole", "by its path", "the own", "none"],
)
def test_planted_views_of_another_room_are_seen(source: str, found: list[str]) -> None:
    assert foreign_views("ledger", source) == found
