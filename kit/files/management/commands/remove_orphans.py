"""`manage.py remove_orphans`: files that a crash left without a row."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from kit.files.services import remove_orphans


class Command(BaseCommand):
    help = "Remove uploaded files that no row in the database knows, as a crash can leave them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hours", type=int, default=24, help="leave files younger than this alone (default 24)")
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")

    def handle(self, *, hours: int, dry_run: bool, **options: Any) -> None:
        found = remove_orphans(older_than=timedelta(hours=hours), at=timezone.now(), dry_run=dry_run)
        for name in found:
            self.stdout.write(name)
        kept = ngettext("%d file would be removed", "%d files would be removed", len(found))
        gone = ngettext("%d file removed", "%d files removed", len(found))
        self.stdout.write((kept if dry_run else gone) % len(found))
