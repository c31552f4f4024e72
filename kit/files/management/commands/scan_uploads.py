"""`manage.py scan_uploads`: ask the scanner about files that it has not answered for."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kit.files.models import Upload
from kit.files.selectors import not_scanned
from kit.files.services import scan_again


class Command(BaseCommand):
    help = "Ask the virus scanner about every uploaded file that it has given no answer for."

    def handle(self, **options: Any) -> None:
        if not settings.SCAN_COMMAND:
            raise CommandError("No scanner is set up: give PORTAL_SCAN_COMMAND.")
        answers = dict.fromkeys(Upload.Scan.values, 0)
        for upload in not_scanned().iterator():
            answers[scan_again(upload=upload).scan] += 1
        self.stdout.write(
            ", ".join(f"{answer}: {count}" for answer, count in answers.items() if count) or "nothing to do"
        )
        if answers[Upload.Scan.UNKNOWN]:
            raise CommandError("The scanner gave no answer for some files: they are not served.")
