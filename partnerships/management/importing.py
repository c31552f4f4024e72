"""What the commands that import a file share: the same rules as in the browser, problems by line and column."""

from html import unescape
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.html import strip_tags

from partnerships.errors import ImportRefusedError
from partnerships.models import Programme
from partnerships.rules.imports.planning import MOST_PROBLEMS, ImportProblem, Plan
from partnerships.services.imports.applying import import_file
from partnerships.services.imports.sentences import sentence


class ImportCommand(BaseCommand):
    """Reads, says what it would do or did, and names every problem."""

    kind = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to read")
        parser.add_argument("--programme", required=True, help="the programme's key")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args: Any, file: Path, programme: str, dry_run: bool, **options: Any) -> None:
        year = Programme.objects.filter(key=programme).first()
        if year is None:
            raise CommandError(f"There is no programme {programme}.")
        try:
            plan = import_file(kind=self.kind, path=file, programme=year, by=None, at=timezone.now(), dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}.") from error
        except ImportRefusedError as error:
            raise CommandError(f"{year} is closed, so nothing can be imported into it.") from error
        self.tell(plan, year, dry_run=dry_run)

    def tell(self, plan: Plan, year: Programme, *, dry_run: bool) -> None:
        """Problems on the error stream, counts on the other; raises CommandError when there are problems."""
        for each in plan.problems:
            self.stderr.write(self.words(each, year))
        if plan.problems:
            count = len(plan.problems)
            if count >= MOST_PROBLEMS:
                raise CommandError(f"Only the first {count} problems are shown. Nothing has been imported.")
            raise CommandError(f"{count} problem{'' if count == 1 else 's'}. Nothing has been imported.")
        for each in plan.doubts:
            self.stdout.write(self.words(each, year))
        done = "would be" if dry_run else "were"
        counts = plan.counts
        self.stdout.write(
            f"{counts['new']} {done} made, {counts['changed']} {done} changed, {counts['same']} are as the file says,"
            f" {counts['left']} are not in the file and stay as they are."
        )
        if plan.changes_nothing:
            self.stdout.write("Everything in the file is there already. Nothing has changed.")

    def words(self, problem: ImportProblem, year: Programme) -> str:
        """A sentence without markup."""
        return unescape(strip_tags(sentence(problem, year)))
