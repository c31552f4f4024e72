"""`manage.py assessment_scores`: what was worked out by hand comes out, and a bad file is answered in words."""

import json
import os
import subprocess
import sys
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from selfassessment.rules.reading import read_framework
from tests.factories.frameworks import FOLDER, ROOT, SMALL
from tests.selfassessment.files import ruler, text_of

DOCUMENT = yaml.safe_load((ROOT / "docs" / "rules" / "assessment_cases.yaml").read_text(encoding="utf-8"))
CASES = DOCUMENT["cases"]
GONE, MEANT = "gone", {"na": "na", "-": None}


def tokens(written: str) -> list[str]:
    """`96x3 na` as 96 times a 3, then "na"."""
    found = []
    for token in written.split():
        times, x, answer = token.rpartition("x")
        found += [answer] * (int(times) if x else 1)
    return found


def answers_of(case: dict[str, Any], text: str) -> dict[str, Any]:
    """The answers of a case by statement key."""
    themes = {theme.key: theme for theme in read_framework(text).themes}
    given: dict[str, Any] = {}
    for key, written in case["answers"].items():
        for statement, token in zip(themes[key].statements, tokens(written), strict=True):
            if token != GONE:
                given[statement.key] = MEANT[token] if token in MEANT else int(token)
    return given


def expected(case: dict[str, Any], text: str) -> dict[str, Any]:
    """What the command must print."""
    shown = {theme.key: number(case["themes"].get(theme.key)) for theme in read_framework(text).themes}
    return {"themes": shown, "overall": number(case["overall"]), "stage": case["stage"]}


def number(written: Any) -> float | None:
    return None if written is None else float(Fraction(str(written)))


def run(framework: Path | str, answers: Path | str) -> dict[str, Any]:
    out = StringIO()
    call_command("assessment_scores", str(framework), str(answers), stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def refused(tmp_path: Path, framework: str, answers: str) -> list[str]:
    """The lines that the command says of two texts, without the folder."""
    (tmp_path / "f.yaml").write_text(framework, encoding="utf-8")
    (tmp_path / "a.json").write_text(answers, encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        run(tmp_path / "f.yaml", tmp_path / "a.json")
    assert caught.value.returncode == 1
    return str(caught.value).replace(f"{tmp_path}/", "").splitlines()


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_worked_case_comes_out_as_expected(tmp_path: Path, case: dict[str, Any]) -> None:
    text = ruler(**DOCUMENT["ruler"]) if case["framework"] == "ruler" else text_of(case["framework"])
    (tmp_path / "framework.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "answers.json").write_text(json.dumps(answers_of(case, text)), encoding="utf-8")

    told = run(tmp_path / "framework.yaml", tmp_path / "answers.json")

    assert told == expected(case, text)
    assert list(told["themes"]) == list(expected(case, text)["themes"])


def test_there_are_cases_at_and_around_each_boundary() -> None:
    overall = {str(case["overall"]) for case in CASES}
    assert len(CASES) >= 12
    assert {"1.995", "2.0", "2.695", "2.7", "3.295", "3.3", "None"} <= overall


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ('{"one.first": 4}', ["a.json: line 1, one.first: This must be a whole number from 1 to 3, or “na”, or null."]),
        ('{\n\n"one.first": true}', ["line 3, one.first: This must be a whole number from 1 to 3, or “na”, or null."]),
        ('{"one.first": 2.0}', ["one.first: This must be a whole number"]),
        ('{"one.first": NaN}', ["one.first: This must be a whole number"]),
        ('{"one.first": {"one.second": 1}, "one.second": [1]}', ["line 1, one.first: ", "line 1, one.second: "]),
        ('{"one.first": 1,\n"one.first": 1}', ["a.json: line 2, one.first: This stands twice."]),
        ('{"one.frist": 1}', ["a.json: line 1, one.frist: No statement of this framework has this key."]),
        ("[]", ["a.json: line 1: This must be a group of named values."]),
        ("{\n]", ["a.json: line 2: This cannot be read: Expecting property name"]),
        ("[" * 100_000, ["a.json: This is nested more than"]),
        ('{"one.first": ' + "9" * 5_000 + "}", ["a.json: This cannot be read: Exceeds the limit"]),
        (" " * 204_801, ["a.json: The file is larger than 200 kilobytes."]),
    ],
    ids=range(12),
)
def test_bad_answers_are_told_with_line_and_key(tmp_path: Path, answers: str, told: list[str]) -> None:
    lines = refused(tmp_path, SMALL, answers)

    assert [part in line for part, line in zip(told, lines, strict=True)] == [True] * len(told), lines


def test_every_fault_of_a_framework_is_told_in_the_order_of_its_lines(tmp_path: Path) -> None:
    broken = SMALL.replace("version: 1", "version: one").replace("one.second", "one.first")

    assert refused(tmp_path, broken, "{}") == [
        "f.yaml: line 3, version: This must be a whole number.",
        "f.yaml: line 19, themes[1].statements[2].key: This stands twice.",
    ]


def test_files_that_are_not_there_or_not_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\x89PNG\xff\xfe")
    (tmp_path / "huge").write_bytes(b"\xff" * 300_000)

    for name, words in (("none", "No such file"), ("picture", "not text"), ("huge", "200 kilo"), (".", "directory")):
        with pytest.raises(CommandError, match=words):
            run(tmp_path / name, tmp_path / "answers.json")


@pytest.mark.parametrize("mode", ["production", "nonsense"])
@pytest.mark.parametrize(("answers", "code"), [("{}", 0), ('{"x": 1}', 1)], ids=["good", "bad"])
def test_the_command_needs_neither_database_nor_secrets(tmp_path: Path, mode: str, answers: str, code: int) -> None:
    (tmp_path / "answers.json").write_text(answers)
    files = [str(FOLDER / "two-tier-working.yaml"), str(tmp_path / "answers.json")]
    command = [sys.executable, "-W", "error", "manage.py", "assessment_scores", *files]
    environment = {"PATH": os.environ["PATH"], "PORTAL_MODE": mode, "PORTAL_VAR": "/proc/nowhere"}
    environment |= {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/x", "REDIS_URL": "redis://127.0.0.1:1/0"}

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, "Traceback" in done.stderr, bool(done.stderr)) == (code, False, bool(code))
