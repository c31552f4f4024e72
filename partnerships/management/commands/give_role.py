"""`manage.py give_role`: the operator names somebody, a programme's first manager above all."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.models import Person, one_spelling
from accounts.services.people import add_person, hold_address
from kit.addresses import validate_address
from partnerships.errors import (
    ProgrammeClosedError,
    RoleDoesNotFitError,
    RoleHeldAlreadyError,
    RoleOutsideYearError,
    RoleRefusedError,
)
from partnerships.models import Partnership, Programme, Role
from partnerships.selectors.enrolment import refusal_sentence
from partnerships.services.holding import hold_programmes
from partnerships.services.roles import give_role

READERS = (Role.Kind.MANAGER, Role.Kind.FINANCE, Role.Kind.STEERING, Role.Kind.EVALUATOR)


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
        parser.add_argument(
            "--closed-year", action="store_true", help="in a year that is closed, for somebody who must read it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        programme = Programme.objects.filter(key=options["programme"]).first()
        if programme is None:
            raise CommandError(f"There is no programme {options['programme']}.")
        since = options["since"] or timezone.localdate()
        if options["until"] and options["until"] < since:
            raise CommandError("The role would end before it begins.")
        if options["closed_year"] and (not programme.is_closed or options["kind"] not in READERS):
            raise CommandError(f"--closed-year is for a closed year, and for one of: {', '.join(READERS)}.")
        self.stdout.write(f"Given: {self.give(programme, since, options)}.")

    @transaction.atomic  # a mistake leaves no new account behind
    def give(self, programme: Programme, since: date, options: dict[str, Any]) -> Role:
        """The new role; raises CommandError in plain words."""
        email = self.address(options["email"])
        hold_programmes([programme.pk])  # before the address, as everywhere
        hold_address(email)
        try:
            return give_role(
                person=self.person(email, options["name"]),
                kind=options["kind"],
                programme=programme,
                partnership=self.partnership(programme, options["area"], options["tier"]),
                since=since,
                until=options["until"],
                by=None,
                at=timezone.now(),
                in_closed_year=options["closed_year"],
            )
        except RoleOutsideYearError as error:
            days = f"from {programme.starts} to {programme.ends}"
            raise CommandError(f"The role would lie outside the year, which is {days}.") from error
        except RoleDoesNotFitError as error:
            raise CommandError("A representative or champion needs --area; nobody else may have one.") from error
        except RoleHeldAlreadyError as error:
            raise CommandError(f"That role is held already, from {error.since} until {error.until}.") from error
        except ProgrammeClosedError as error:
            closed = "That programme year is closed: nobody is named in it any more, but to read it (--closed-year)."
            raise CommandError(closed) from error
        except RoleRefusedError as error:
            raise CommandError(refusal_sentence(error.refusal)) from error

    def address(self, typed: str) -> str:
        """As it is kept; raises CommandError for an odd one."""
        try:
            validate_address(typed.strip())
        except ValidationError as error:
            raise CommandError(f"{error.messages[0]}.") from error
        return one_spelling(typed)

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
