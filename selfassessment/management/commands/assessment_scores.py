"""`manage.py assessment_scores`: what answers come to under a framework, so that anybody can check the sums."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from selfassessment.rules.answers import read_answers
from selfassessment.rules.faults import Code, Fault, RefusedError
from selfassessment.rules.reading import read_framework
from selfassessment.rules.scoring import Scores, score
from selfassessment.rules.tree import MOST_BYTES
from selfassessment.sentences import sentence

Read = TypeVar("Read")


class Command(BaseCommand):
    help = "Print the scores and the stage of answers to a framework, unrounded (docs/rules/self_assessment.md)."
    requires_system_checks: list[str] = []  # the rule knows neither settings nor database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("framework", help="a framework in YAML, as in selfassessment/frameworks/")
        parser.add_argument("answers", help='answers in JSON: {"statement.key": 3, "another.key": "na"}')

    def handle(self, *args: Any, **options: Any) -> None:
        framework = self.taken(options["framework"], read_framework)
        answers = self.taken(options["answers"], lambda text: read_answers(text, framework))
        self.stdout.write(json.dumps(figures(score(framework, answers)), indent=2))

    def taken(self, name: str, reader: Callable[[str], Read]) -> Read:
        """What a reader makes of a file; raises CommandError with a line for each fault."""
        try:
            return reader(read(name))
        except RefusedError as refused:
            lines = [f"{name}: {sentence(fault)}" for fault in refused.faults]
            raise CommandError("\n".join(plain(line, self.stderr) for line in lines)) from refused


def read(name: str) -> str:
    """The text of a file; raises RefusedError when it cannot be read, or is far too large to be what it should be."""
    try:
        with Path(name).open("rb") as file:
            content = file.read(MOST_BYTES + 4)
        return content[: MOST_BYTES + 1].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        code = Code.TOO_LARGE if len(content) > MOST_BYTES else Code.NOT_TEXT
        raise RefusedError([Fault(0, "", code, str(MOST_BYTES // 1000))]) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        found = str(getattr(error, "strerror", None) or error)
        raise RefusedError([Fault(0, "", Code.UNREADABLE, found)]) from error


def figures(scores: Scores) -> dict[str, Any]:
    """Scores as they are printed."""
    return {
        "themes": {theme.key: number(theme.mean) for theme in scores.themes},
        "overall": number(scores.overall),
        "stage": scores.stage.key if scores.stage else None,
    }


def number(value: Fraction | None) -> float | None:
    """A score as the nearest number that can be printed; a score is judged before, on the fraction itself."""
    return None if value is None else float(value)


def plain(line: str, out: Any) -> str:
    """The line with escapes for letters that the output does not know, and for what is not a letter at all."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    visible = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)
    return visible.encode(encoding, "backslashreplace").decode(encoding)
