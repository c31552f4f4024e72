"""The ways of importing: for each kind of file, how it is read, what it would do, and how that is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from django.utils import timezone

from kit.tables.checking import Field
from partnerships.models import FileImport, Programme
from partnerships.rules.imports.partnerships import PartnershipFacts, plan_partnerships
from partnerships.rules.imports.planning import Plan, refused
from partnerships.selectors.imports import known_bodies, known_partnerships
from partnerships.services.imports.agreed_contacts import plan_of_contacts, write_contacts
from partnerships.services.imports.columns import EMPTY, contact_columns, partnership_columns, people_columns
from partnerships.services.imports.deeds import Deed
from partnerships.services.imports.layouts import plan_layouts, read_layout, write_layout
from partnerships.services.imports.named_people import plan_of_people, write_people
from partnerships.services.imports.reading import Positions, Reading, Step, read_rows
from partnerships.services.imports.writing_partnerships import write_partnerships

Kind = FileImport.Kind


def _no_columns(programme: Programme) -> Sequence[Field]:
    return ()


@dataclass(frozen=True)
class Way:
    """`plan` never raises: what is wrong with the rows is in the plan. `columns` is empty for what is no table."""

    plan: Callable[[Reading, Programme, datetime], Plan]
    write: Callable[[Plan, Deed], None]
    columns: Callable[[Programme], Sequence[Field]] = _no_columns
    read: Callable[[IO[bytes], Programme], Reading] | None = None
    empty: Mapping[str, object] = field(default_factory=dict)

    def reading(self, file: IO[bytes], programme: Programme, positions: Positions | None, step: Step) -> Reading:
        """The rows of a file of this kind."""
        if self.read:
            return self.read(file, programme)
        return read_rows(file, self.columns(programme), self.empty, positions, step)


def _plan_partnerships(reading: Reading, programme: Programme, at: datetime) -> Plan:
    known = known_partnerships(programme, on=timezone.localdate(at))
    facts = PartnershipFacts(reading.rows, known, known_bodies(programme), reading.headings, reading.unread)
    return plan_partnerships(facts)


WAYS: dict[str, Way] = {
    Kind.PARTNERSHIPS: Way(_plan_partnerships, write_partnerships, partnership_columns, empty=EMPTY),
    Kind.PEOPLE: Way(plan_of_people, write_people, people_columns),
    Kind.CONTACTS: Way(plan_of_contacts, write_contacts, contact_columns, empty=EMPTY),
    Kind.LAYOUT: Way(plan_layouts, write_layout, read=read_layout),
}


@dataclass(frozen=True)
class Looked:
    """What a file would do, and what a person should look at before."""

    plan: Plan
    reading: Reading


def look_through(
    *,
    kind: str,
    programme: Programme,
    file: IO[bytes],
    positions: Positions | None,
    at: datetime,
    step: Step,
) -> Looked:
    """Read a file and plan it beside what is there; every problem of its cells and of its rows together.

    Of a file that was not read to its end nothing is planned: half a file has doubles and gaps that the whole has not.
    """
    way = WAYS[kind]
    reading = way.reading(file, programme, positions, step)
    plan = way.plan(reading, programme, at) if reading.rows and not reading.is_cut else Plan()
    if reading.problems:
        plan = refused([*reading.problems, *plan.problems])
    return Looked(plan, reading)
