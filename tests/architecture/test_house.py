"""The command that prints the house budgets: what it counts, and when it fails."""

import random
import string
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NOISE = "".join(random.Random(7).choices(string.printable, k=400_000))


def body(lines: int) -> str:
    """A function of so many lines."""
    return "def long():\n" + "    x = 1\n" * (lines - 1)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house within every budget."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    write(tmp_path, "grants/services.py", body(5) * 4)
    write(tmp_path, "tests/grants/test_services.py", body(5) * 6)
    write(tmp_path, "static/portal.js", "let portal = 1\n")
    return tmp_path


def write(house: Path, name: str, text: str) -> None:
    (house / name).parent.mkdir(parents=True, exist_ok=True)
    (house / name).write_text(text)


def budgets(house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / "scripts" / "house", house], capture_output=True, text=True, check=False)


def test_a_house_within_its_budgets_passes_with_its_figures(house: Path) -> None:
    told = budgets(house)
    assert told.returncode == 0, told.stderr
    assert "functions of code: 4, median 5 (≤ 8), p95 5 (≤ 30), longest 5 (grants/services.py:1 long)" in told.stdout
    assert "tests: 30 lines to 20 of code, 1.50 × (1.2 to 1.8)" in told.stdout
    assert "over" not in told.stdout


@pytest.mark.parametrize(
    ("name", "text", "alarm"),
    [
        ("grants/views.py", "x = 1\n" * 400, "grants/views.py has 400 lines (< 400)"),
        ("tests/grants/test_views.py", "x = 1\n" * 400, "tests/grants/test_views.py has 400 lines (< 400)"),
        ("grants/forms.py", body(50), "grants/forms.py:1 long has 50 lines (< 50)"),
        ("tests/grants/test_forms.py", body(50), "tests/grants/test_forms.py:1 long has 50 lines (< 50)"),
        ("templates/grants/offer.html", "<p>\n" * 400, "templates/grants/offer.html has 400 lines (< 400)"),
        ("static/heavy.js", NOISE, "JavaScript: 2 files"),
    ],
)
def test_each_alarm_fails_and_is_named(house: Path, name: str, text: str, alarm: str) -> None:
    write(house, name, text)
    told = budgets(house)
    assert told.returncode == 1
    assert f"ALARM {alarm}" in told.stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("grants/views.py", "x = 1\n" * 399),
        ("grants/forms.py", body(49)),
        ("grants/migrations/0001_offers.py", "x = 1\n" * 900),
    ],
)
def test_what_is_just_below_its_alarm_or_made_by_a_machine_does_not_fail(house: Path, name: str, text: str) -> None:
    write(house, name, text)
    assert budgets(house).returncode == 0


def test_a_budget_that_is_passed_is_marked_without_failing(house: Path) -> None:
    write(house, "grants/models.py", body(9) * 5)
    told = budgets(house)
    assert "over  functions of code: 9, median 9" in told.stdout
    assert "over  tests" in told.stdout
    assert told.returncode == 0


def test_empty_files_and_ignored_files_do_not_count(house: Path) -> None:
    before = budgets(house).stdout
    write(house, "grants/__init__.py", "")
    write(house, ".gitignore", "var/\n")
    write(house, "var/huge.py", "x = 1\n" * 900)
    assert budgets(house).stdout == before
