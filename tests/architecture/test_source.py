"""What must stand nowhere in the source: places of one region, this or that machine, doors round the database."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.tree import files, read

PLACES = [line for line in (Path(__file__).parent / "place_names.txt").read_text().splitlines() if line[:1] != "#"]
PLACE = re.compile(rf"\b(?:{'|'.join(map(re.escape, PLACES))})\b")
CODE = (".py", ".html", ".txt", ".scss", ".css", ".js", ".toml", ".yml", ".yaml", ".env")
# Sample figures: the style page and the sample document (neither exists in production), and tests. And data.
SAMPLES = (
    "tests/",
    "kit/govuk_ui/style/",
    "templates/style/",
    "templates/documents/sample.html",
    "selfassessment/frameworks/",
)
# Spelled so that this file does not hold what it looks for.
ELSEWHERE = re.compile(
    r"[.][.]/shared\b|(?<![\w.])/(?:work|root|workspace)/|pypi[.]org|pythonhosted[.]|npmjs[.]|yarnpkg[.]|--(?:extra-)?index-url"
)
# What passes over locked rows waits for nobody, and is no lock of a year.
LOCKS_A_YEAR = re.compile(r"Programme\.objects\.select_for_update|FOR (NO KEY )?UPDATE(?! SKIP LOCKED)")
ROUND_THE_TRIGGERS = re.compile(r"session_replication_role|DISABLE\s+TRIGGER|pgtrigger[.]ignore", re.IGNORECASE)


def found(pattern: re.Pattern[str], names: Iterable[str]) -> list[str]:
    """`path: words` of each match."""
    return [f"{name}: {match[0]}" for name in names for match in pattern.finditer(read(name))]


def test_no_place_of_a_region_stands_in_the_code() -> None:
    assert found(PLACE, files(*CODE, without=SAMPLES)) == []


@pytest.mark.parametrize("text", ['COUNTY = "Staffordshire"', "<p>Stoke-on-Trent</p>", "# the West Midlands"])
def test_a_planted_place_is_seen(text: str) -> None:
    assert PLACE.search(text)


@pytest.mark.parametrize("text", ["Hartley", "reading a table", "the south east corner"])
def test_words_that_only_look_like_a_place_are_let_be(text: str) -> None:
    assert not PLACE.search(text)


def test_no_file_names_a_workplace_or_an_index_of_packages() -> None:
    assert found(ELSEWHERE, files("")) == []


@pytest.mark.parametrize(
    "text",
    [
        'open("../' + 'shared/reference/access.csv")',
        'Path("/' + 'work/main")',
        "cd /" + "root/portal",
        "https://pypi." + "org/simple",
        '"resolved": "https://registry.npm' + 'js.org/x.tgz"',
        "--index" + "-url http://127.0.0.1",
    ],
)
def test_a_planted_workplace_is_seen(text: str) -> None:
    assert ELSEWHERE.search(text)


def test_nothing_but_the_tests_own_door_goes_round_the_triggers() -> None:
    door = ("tests/plugin_door.py", "tests/architecture/")
    assert found(ROUND_THE_TRIGGERS, files(".py", ".sql", ".html", without=door)) == []


@pytest.mark.parametrize("text", ["SET session_replication_role = replica", "ALTER TABLE x DISABLE TRIGGER ALL"])
def test_a_planted_way_round_the_triggers_is_seen(text: str) -> None:
    assert ROUND_THE_TRIGGERS.search(text)


def test_a_year_is_locked_in_one_place() -> None:
    names = [name for name in files(".py", without=("tests/",)) if LOCKS_A_YEAR.search(read(name))]
    assert names == ["partnerships/services/holding.py"]


def test_a_queue_s_rows_may_be_taken_where_nobody_is_waited_for() -> None:
    assert LOCKS_A_YEAR.search("SELECT id FROM partnerships_programme FOR NO KEY UPDATE")
    assert LOCKS_A_YEAR.search("FOR UPDATE NOWAIT")
    assert not LOCKS_A_YEAR.search("LIMIT 10 FOR UPDATE SKIP LOCKED")
