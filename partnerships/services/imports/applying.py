"""Writing what a plan says: all of it or nothing, under the lock of the programme."""

from datetime import datetime
from pathlib import Path

from django.db import models, transaction

from accounts.models import Person
from audit.services import record
from partnerships.errors import ImportRefusedError, ProgrammeClosedError
from partnerships.models import Partnership, Programme
from partnerships.rules.imports.planning import Plan
from partnerships.services.holding import hold_programme
from partnerships.services.imports.deeds import Deed
from partnerships.services.imports.kinds import WAYS, look_through
from partnerships.services.imports.reading import Step, no_step


def hold_for_import(programme: Programme) -> Programme:
    """Let nobody change its partnerships, people or contacts, or close it, until the transaction is over.

    Raises ImportRefusedError for a closed year.
    """
    try:
        held = hold_programme(programme)
    except ProgrammeClosedError:
        raise ImportRefusedError("closed") from None
    list(Partnership.objects.select_for_update(of=("self",)).filter(programme=held).values_list("pk").order_by("pk"))
    return held


def write_plan(
    *,
    kind: str,
    plan: Plan,
    programme: Programme,
    by: Person | None,
    at: datetime,
    subject: models.Model | None = None,
    step: Step = no_step,
) -> None:
    """Write a plan without problems, with an entry in the trail and one for each thing it makes or changes; a plan
    that changes nothing writes nothing at all."""
    if plan.problems:
        raise ImportRefusedError("problems")
    if plan.changes_nothing:
        return
    entry = record(
        actor=by,
        action="import.applied",
        at=at,
        subject=subject or programme,
        programme_id=programme.pk,
        details={"kind": kind, **plan.counts},
    )
    WAYS[kind].write(plan, Deed(programme, by, at, entry.pk, step))


def import_file(
    *, kind: str, path: Path | str, programme: Programme, by: Person | None, at: datetime, dry_run: bool = False
) -> Plan:
    """A file from the disk, by the same rules: the plan, applied unless it has problems or `dry_run` is set.

    Raises ImportRefusedError for a closed year, OSError for a path that cannot be read.
    """
    with open(path, "rb") as file, transaction.atomic():
        held = hold_for_import(programme)
        plan = look_through(kind=kind, programme=held, file=file, positions=None, at=at, step=no_step).plan
        if not plan.problems and not dry_run:
            write_plan(kind=kind, plan=plan, programme=held, by=by, at=at)
    return plan
