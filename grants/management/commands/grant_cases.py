"""`manage.py grant_cases`: does the rule of the grant give what somebody has worked out by hand?"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from grants.rules.cases.comparing import ABSENT, Difference, differences
from grants.rules.cases.document import MalformedError, parsed
from grants.rules.cases.reading import Case, read_cases
from grants.rules.redistribution import PopulationUnknownError

VERDICTS = AS_EXPECTED, DIFFERENT, MALFORMED = "as expected", "with differences", "malformed"


class Command(BaseCommand):
    help = "Run worked cases of the grant rule, and print each figure that comes out otherwise (docs/rules/grant.md)."
    requires_system_checks: list[str] = []  # the rule knows neither settings nor database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="cases in JSON, as in docs/rules/grant_cases.json")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            cases = list(read_cases(parsed(read(options["file"]))))
        except MalformedError as error:
            raise CommandError(plain(f"{options['file']}: {error}", self.stderr)) from error
        told = Counter(self.tell(case) for case in cases)
        number = f"{len(cases)} case{'s' if len(cases) > 1 else ''}"
        self.say(f"{number}: " + ", ".join(f"{told[verdict]} {verdict}" for verdict in VERDICTS) + ".")
        if told[AS_EXPECTED] < len(cases):
            sys.exit(1)

    def tell(self, case: Case | MalformedError) -> str:
        """Print what there is to say of a case, and give the verdict."""
        if isinstance(case, MalformedError):
            self.say(str(case))
            return MALFORMED
        try:
            found = differences(case)
        except PopulationUnknownError as error:
            self.say(f'{case.label}: "population" is missing for {", ".join(error.codes)}.')
            return MALFORMED
        for difference in found:
            self.say(sentence(difference))
        return DIFFERENT if found else AS_EXPECTED

    def say(self, line: str) -> None:
        """One line, whatever letters are in it and wherever it is printed."""
        self.stdout.write(plain(line, self.stdout))


def read(name: str) -> str:
    """The text of a file; raises MalformedError when it cannot be read."""
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedError("This is not text in UTF-8.") from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise MalformedError(f"The file cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def sentence(difference: Difference) -> str:
    """Case, partnership, figure, expected and got."""
    who = difference.who or "the whole region"
    expected, got = shown(difference.expected), shown(difference.got)
    return f"{difference.case}: {who}: {difference.key}: expected {expected}, got {got}"


def shown(value: Any) -> str:
    """A figure as it stands in a case file."""
    return "nothing" if value is ABSENT else json.dumps(value, ensure_ascii=False)


def plain(line: str, out: Any) -> str:
    """The line with escapes for letters that the output does not know, and for what is not a letter at all."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    visible = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)
    return visible.encode(encoding, "backslashreplace").decode(encoding)
