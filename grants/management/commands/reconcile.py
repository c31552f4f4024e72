"""`manage.py reconcile`: does the ledger say what was decided, to the penny?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from grants.selectors.reconciling import Fault, faults_in
from partnerships.models import Programme


class Command(BaseCommand):
    help = (
        "Work every decision out again from its frozen facts and compare it with its outcomes and the ledger. "
        "Prints each difference; exit code 1 when there is any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--programme", metavar="KEY", help="one programme only; all of them otherwise")

    def handle(self, *args: Any, **options: Any) -> None:
        programmes = Programme.objects.order_by("key")
        if options["programme"]:
            programmes = programmes.filter(key=options["programme"])
            if not programmes:
                raise CommandError(f"There is no programme with the key {options['programme']}.")
        if sum(self.tell(programme) for programme in programmes):
            sys.exit(1)

    def tell(self, programme: Programme) -> int:
        """Print what there is to say of one programme, and give the number of its faults."""
        faults = faults_in(programme)
        for fault in faults:
            self.stdout.write(f"{programme.key}: {sentence(fault)}")
        if not faults:
            self.stdout.write(f"{programme.key}: difference 0.00")
        return len(faults)


def sentence(fault: Fault) -> str:
    """For an operator's eyes, in English as all commands."""
    return f"{fault.code}, {fault.about or 'nobody'}: expected {fault.expected}, found {fault.found}"
