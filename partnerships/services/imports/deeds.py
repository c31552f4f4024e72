"""Who writes an import, and the trail of it: an entry for the file, and one for each thing it makes or changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from accounts.models import Person
from audit.services import record_each
from partnerships.models import Programme
from partnerships.services.imports.reading import Step, no_step

Noted = Iterable[tuple[models.Model, Mapping[str, Any]]]


@dataclass(frozen=True)
class Deed:
    """`entry` is the id of the file's entry in the trail, which the entry of each thing names as `import_entry`."""

    programme: Programme
    by: Person | None
    at: datetime
    entry: int
    step: Step = no_step

    def note(self, action: str, noted: Noted) -> None:
        """Things that were written, each with its details; they have their ids by now."""
        record_each(
            actor=self.by,
            action=action,
            at=self.at,
            programme_id=self.programme.pk,
            subjects=((subject, {"import_entry": self.entry, **details}) for subject, details in noted),
        )
