"""Every test that docs/security.md names is there, and every row of its tables says what keeps it."""

import re

from tests.architecture.tree import ROOT, functions, read

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
TEXT = read("docs/security.md")


def missing(text: str) -> list[str]:
    """The tests that a text names and no file has."""
    named = NAMED.findall(text)
    return [f"{path}::{name}" for path, name in named if not (ROOT / path).exists() or name not in names_in(path)]


def names_in(path: str) -> set[str]:
    return {function.name for function in functions(read(path))}


def unanswered(text: str) -> list[str]:
    """The rows with a requirement and nothing beside it, or something like a test that is not named as one."""
    rows = re.findall(r"^\| (.+?) \| *(.*?) *\|$", text, re.MULTILINE)
    return [asked for asked, kept in rows if not kept or "tests/" in NAMED.sub("", kept)]


def test_every_test_that_the_table_names_is_there() -> None:
    assert len(NAMED.findall(TEXT)) > 80
    assert missing(TEXT) == []


def test_every_requirement_has_an_answer() -> None:
    assert unanswered(TEXT) == []


def test_a_test_that_is_gone_is_named() -> None:
    here = "tests/architecture/test_security_table.py"
    text = f"`{here}::test_every_requirement_has_an_answer` `{here}::test_gone` `tests/none.py::test_gone`"
    assert missing(text) == [f"{here}::test_gone", "tests/none.py::test_gone"]


def test_a_row_without_an_answer_is_named() -> None:
    assert unanswered("| 1.1 | |\n| 1.2 | reason: none |\n| 1.3 | `tests/x.py` |") == ["1.1", "1.3"]
