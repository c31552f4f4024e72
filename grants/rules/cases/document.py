"""Takes values out of a JSON document, and says where one is missing or of the wrong kind."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

WORDS = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
    type(None): "null",
}
DIGITS = 100


class MalformedError(Exception):
    """What is wrong with a file of cases, and where, in words for whoever wrote it."""


def parsed(text: str) -> Mapping[str, Any]:
    """The object that a JSON text holds; raises MalformedError, also for a key that stands twice, or NaN."""
    try:
        document = json.loads(text, object_pairs_hook=each_key_once, parse_constant=no_constant)
    except RecursionError as error:
        raise MalformedError("The file is nested too deeply.") from error
    except json.JSONDecodeError as error:
        raise MalformedError(f"This is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except ValueError as error:  # a number of thousands of digits
        raise MalformedError(f"This is not JSON: {error}.") from error
    if not isinstance(document, dict):
        raise MalformedError('The file is not an object with the key "cases".')
    return document


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object as a dictionary; raises MalformedError when a key stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise MalformedError(f'The key "{twice}" stands twice in one object.')
    return found


def no_constant(name: str) -> NoReturn:
    """Refuses NaN and the infinities, which JSON does not have."""
    raise MalformedError(f"{name} is not a number in JSON.")


def take(given: Mapping[str, Any], key: str, kind: type, where: str) -> Any:
    """The value under the key; raises MalformedError when there is none, or one of another kind."""
    if key not in given:
        raise MalformedError(f'{where}"{key}" is missing.')
    return checked(given[key], kind, f'{where}"{key}"')


def checked(value: Any, kind: type, what: str) -> Any:
    """The value itself, when it is of that kind; true is no number."""
    if type(value) is not kind:
        raise MalformedError(f"{what} is {WORDS.get(type(value), 'a number with decimals')}, not {WORDS[kind]}.")
    return value


def take_amount(given: Mapping[str, Any], key: str, where: str) -> int:
    """A whole number that is not negative, and can be printed together with others."""
    value: int = take(given, key, int, where)
    if value >= 10**DIGITS:
        raise MalformedError(f'{where}"{key}" has more than {DIGITS} digits.')
    if value < 0:
        raise MalformedError(f'{where}"{key}" is negative.')
    return value


def one_of(value: Any, known: Iterable[str], what: str) -> str:
    """The value, when it is one of the words known."""
    words = list(known)
    if value not in words:
        raise MalformedError(f"{what} must be one of {', '.join(words)}.")
    return str(value)
