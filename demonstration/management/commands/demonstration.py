"""`manage.py demonstration`: load the invented programme into an empty database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demonstration.errors import NotADemonstrationDatabaseError
from demonstration.services.loading import load_demonstration


class Command(BaseCommand):
    help = "Load the demonstration: an invented programme with a person in every role. Does nothing when it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_demonstration(today=timezone.localdate(), at=timezone.now())
        except NotADemonstrationDatabaseError as error:
            raise CommandError(
                "This database has people of its own. The demonstration is only loaded into an empty one."
            ) from error
        self.stdout.write("The demonstration is loaded." if loaded else "The demonstration was there already.")
