"""`manage.py demonstration`: load the invented programmes into an empty database, or move them on in their year."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demonstration.errors import MomentIsPastError, NotADemonstrationDatabaseError
from demonstration.models import Moment
from demonstration.selectors.files import days_of
from demonstration.selectors.moments import FIRST_MOMENT, deadline_missed
from demonstration.services.loading import load_demonstration
from demonstration.services.moments import move_to

TO_THE_TERMINAL = "> "  # ./run hands on the lines that begin so


class Command(BaseCommand):
    help = (
        "Load the demonstration: two years of one region and one of another, with a person in every role. "
        "Does nothing when it is there. With --moment, load it at that moment, or move this year on to a later one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        moments = ", ".join(days_of("moments"))
        parser.add_argument("--moment", help=f"let today be this moment of the demonstration's year: {moments}")

    def handle(self, *args: Any, moment: str | None = None, **options: Any) -> None:
        if moment and moment not in days_of("moments"):
            raise CommandError(f"There is no moment {moment}; there are {', '.join(sorted(days_of('moments')))}.")
        if moment and Moment.objects.exists():
            self.move(moment)
        else:
            self.load(moment or FIRST_MOMENT)

    def load(self, moment: str) -> None:
        try:
            loaded = load_demonstration(today=timezone.localdate(), at=timezone.now(), moment=moment)
        except NotADemonstrationDatabaseError as error:
            raise CommandError(
                "This database has people of its own. The demonstration is only loaded into an empty one."
            ) from error
        self.stdout.write("The demonstration is loaded." if loaded else "The demonstration was there already.")
        self.tell_of_a_missed_deadline()

    def tell_of_a_missed_deadline(self) -> None:
        deadline = deadline_missed(at=timezone.now())
        if deadline:
            day = f"{timezone.localtime(deadline):%-d %B %Y}"
            self.stdout.write(f"{TO_THE_TERMINAL}The demonstration's deadline was {day}: its year has gone on.")
            self.stdout.write(f"{TO_THE_TERMINAL}./run --reset starts it afresh, twelve days before the deadline;")
            self.stdout.write(
                f"{TO_THE_TERMINAL}./manage.py demonstration --moment {FIRST_MOMENT} moves its dates alone."
            )

    def move(self, moment: str) -> None:
        try:
            move_to(moment=moment, today=timezone.localdate(), at=timezone.now())
        except MomentIsPastError as error:
            raise CommandError(
                f"The demonstration is past {moment}, and what has happened in it cannot be undone. "
                "./run --reset starts it afresh."
            ) from error
        self.stdout.write(f"Today is now the moment {moment} of the demonstration's year.")
