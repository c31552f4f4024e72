"""Reads a file of answers, `{statement key: 1 to 4, "na" or null}` in JSON; faults have their lines."""

import json
import re
from collections.abc import Iterator
from typing import Any

from selfassessment.rules.faults import Code, Fault, RefusedError
from selfassessment.rules.framework import Framework
from selfassessment.rules.scoring import NOT_APPLICABLE, Answer
from selfassessment.rules.sheet import shown
from selfassessment.rules.tree import MOST_BYTES

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|\n')


def read_answers(text: str, framework: Framework) -> dict[str, Answer]:
    """Answers by statement key; raises RefusedError for what is no answer, or none of this framework's statements."""
    given = parsed(text)
    known = {statement.key for statement in framework.statements}
    faults = []
    seen: set[str] = set()
    for (key, value), line in zip(given, lines_of_keys(text), strict=True):
        code = Code.TWICE if key in seen else fault_of(key, value, framework, known)
        seen.add(key)
        if code:
            faults.append(Fault(line, shown(key), code, told(code, value, framework)))
    if faults:
        raise RefusedError(faults)
    return dict(given)


def parsed(text: str) -> list[tuple[str, Any]]:
    """The pairs of the object in a JSON text, in their order."""
    if len(text) > MOST_BYTES:
        raise RefusedError([Fault(0, "", Code.TOO_LARGE, str(MOST_BYTES // 1024))])
    try:
        document = json.loads(text, object_pairs_hook=Pairs)
    except json.JSONDecodeError as error:
        raise RefusedError([Fault(error.lineno, "", Code.UNREADABLE, error.msg)]) from error
    except RecursionError as error:
        raise RefusedError([Fault(0, "", Code.TOO_DEEP, "1")]) from error
    except ValueError as error:  # a number of thousands of digits
        raise RefusedError([Fault(0, "", Code.UNREADABLE, str(error))]) from error
    if not isinstance(document, Pairs):
        raise RefusedError([Fault(1, "", Code.WRONG_KIND, "mapping")])
    return document


class Pairs(list[tuple[str, Any]]):
    """An object of JSON with every one of its keys, also those that stand twice."""


def lines_of_keys(text: str) -> Iterator[int]:
    """The line of each key of the outermost object of a JSON text that can be read."""
    line, depth, last = 1, 0, 0
    for token in TOKEN.findall(text):
        if token == "\n":
            line += 1
        elif token in "{[":
            depth += 1
        elif token in "}]":
            depth -= 1
        elif token == ":" and depth == 1:
            yield last
        else:
            last = line


def fault_of(key: str, value: Any, framework: Framework, known: set[str]) -> Code | None:
    """What is wrong with one answer, if anything."""
    if key not in known:
        return Code.NOT_A_STATEMENT
    if value == NOT_APPLICABLE and not framework.scoring.not_applicable_allowed:
        return Code.NA_NOT_ALLOWED
    is_score = type(value) is int and value in framework.scoring.scale
    return None if value is None or value == NOT_APPLICABLE or is_score else Code.NOT_AN_ANSWER


def told(code: Code, value: Any, framework: Framework) -> str:
    """What a message says beside the code."""
    return str(framework.scoring.top) if code is Code.NOT_AN_ANSWER else ""
