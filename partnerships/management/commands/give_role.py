"""`manage.py give_role`: the operator names somebody, a programme's first manager above all."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services import add_person
from partnerships.errors import ProgrammeClosedError, RoleDoesNotFitError, RoleHeldAlreadyError, RoleRefusedError
from partnerships.models import Partnership, Programme, Role
from partnerships.selectors.enrolment import refusal_sentence
from partnerships.services.roles import give_role


class Command(BaseCommand):
    help = "Give a person a role in a programme; an account is made when the address has none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("kind", choices=Role.Kind.values)
        parser.add_argument("--programme", required=True, help="the programme's key")
        parser.add_argument("--name", default="", help="the person's name, for a new account")
        parser.add_argument("--area", default="", help="the partnership's area, for a representative or champion")
        parser.add_argument("--tier", default="", help="where an area has two partnerships: county or district")
        parser.add_argument("--since", type=date.fromisoformat, default=None, help="first day; today when left out")
        parser.add_argument("--until", type=date.fromisoformat, default=None, help="last day; none when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        programme = Programme.objects.filter(key=options["programme"]).first()
        if programme is None:
            raise CommandError(f"There is no programme {options['programme']}.")
        since = options["since"] or timezone.localdate()
        if options["until"] and options["until"] < since:
            raise CommandError("The role would end before it begins.")
        self.stdout.write(f"Given: {self.give(programme, since, options)}.")

    @transaction.atomic  # a mistake leaves no new account behind
    def give(self, programme: Programme, since: date, options: dict[str, Any]) -> Role:
        """The new role; raises CommandError in plain words."""
        try:
            return give_role(
                person=self.person(options["email"].strip().lower(), options["name"]),
                kind=options["kind"],
                programme=programme,
                partnership=self.partnership(programme, options["area"], options["tier"]),
                since=since,
                until=options["until"],
                by=None,
                at=timezone.now(),
            )
        except RoleDoesNotFitError as error:
            raise CommandError("A representative or champion needs --area; nobody else may have one.") from error
        except RoleHeldAlreadyError as error:
            raise CommandError(f"That role is held already, from {error.since} until {error.until}.") from error
        except ProgrammeClosedError as error:
            raise CommandError("That programme year is closed: nobody is named in it any more.") from error
        except RoleRefusedError as error:
            raise CommandError(refusal_sentence(error.refusal)) from error

    def person(self, email: str, name: str) -> Person:
        """Who has this address, or somebody new."""
        person = Person.objects.filter(email=email).first()
        if person is None:
            person = Person(email=email, name=name)
            add_person(person=person, by=None, at=timezone.now())
        return person

    def partnership(self, programme: Programme, area: str, tier: str) -> Partnership | None:
        """The one partnership of an area, or None without an area."""
        if not area:
            return None
        found = programme.partnerships.filter(area=area, **({"tier": tier} if tier else {}))
        if len(found) != 1:
            raise CommandError(f"{len(found)} partnerships fit {area}; give --tier as well.")
        return found[0]
