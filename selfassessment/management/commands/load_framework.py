"""`manage.py load_framework`: take competency frameworks in from their files, for every region."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from selfassessment.errors import FrameworkTakenError
from selfassessment.management.files import plain, taken
from selfassessment.rules.framework import Framework
from selfassessment.rules.reading import read_framework
from selfassessment.sentences import TAKEN
from selfassessment.services.frameworks import load_framework


class Command(BaseCommand):
    help = "Take competency frameworks in from YAML files (docs/rules/self_assessment.md): all of them, or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="file", help="a framework, as in selfassessment/frameworks/")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for name, words in [(name, taken(name, read_framework, self.stderr)) for name in options["files"]]:
            self.load(name, words)

    def load(self, name: str, words: Framework) -> None:
        """Take one in and say so; raises CommandError when it cannot be."""
        try:
            version, is_new = load_framework(words=words, at=timezone.now())
        except FrameworkTakenError as error:
            reason = str(TAKEN[error.code]).format(number=error.number)
            raise CommandError(plain(f"{name}: {reason}", self.stderr)) from error
        said = "loaded" if is_new else "was there already"
        self.stdout.write(plain(f"{version} ({version.size} statements): {said}", self.stdout))
