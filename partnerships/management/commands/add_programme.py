"""`manage.py add_programme`: the operator's first step towards a new programme year."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils import timezone

from partnerships.services.programmes import add_programme


class Command(BaseCommand):
    help = "Add a programme year. Its manager is then named with give_role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="short name used in addresses and commands")
        parser.add_argument("--name", required=True)
        parser.add_argument("--region", required=True)
        parser.add_argument("--starts", required=True, type=date.fromisoformat, help="first day, as 2027-04-01")
        parser.add_argument("--ends", required=True, type=date.fromisoformat, help="last day, as 2028-03-31")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {field: options[field] for field in ("key", "name", "region", "starts", "ends")}
        if given["ends"] < given["starts"]:
            raise CommandError("The programme would end before it starts.")
        try:
            programme = add_programme(**given, by=None, at=timezone.now())
        except IntegrityError as error:
            raise CommandError(f"There is a programme {given['key']} already.") from error
        self.stdout.write(f"Added: {programme}, from {programme.starts} to {programme.ends}.")
