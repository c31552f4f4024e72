"""A file of contacts beside those of a programme: known by email address within a partnership, without one by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from partnerships.rules.imports.places import Spot, Spots
from partnerships.rules.imports.planning import (
    FileRow,
    ImportProblem,
    Outcome,
    Plan,
    Planned,
    changes_to,
    fold,
    problem,
    refused,
    twice,
    without_repeats,
)
from partnerships.rules.topics import LONGEST, spelled_as_before, too_long, topics_in

KEPT = ("name", "email", "phone", "organisation", "job_title", "topics")
CONSENT = ("consent_wording", "consent_date", "share_with_agencies")
EARLIEST = date(1990, 1, 1)
NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(("name", "email", "phone", "organisation", "job_title", "consent_wording"), ""),
    **{"topics": [], "consent_date": None, "share_with_agencies": False},
}


@dataclass(frozen=True)
class KnownContact:
    """A contact that is there; `place` is the id of its partnership, None for the region as a whole.

    `withdrawn_on`: since that day the person agrees no longer, until they agree anew.
    """

    pk: int
    place: int | None
    values: Mapping[str, Any]
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class ContactFacts:
    """Rows of the file, who is there, keys of the wordings, topics as they are spelled, the file's headings."""

    rows: Sequence[FileRow]
    spots: Spots
    known: Sequence[KnownContact]
    wordings: Sequence[str] = ()
    topics: Sequence[str] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    today: date = date.max

    def heading(self, key: str) -> str:
        """What the file calls a column of ours."""
        return self.headings.get(key, key)


Key = tuple[int | None, str]


def key_of(place: int | None, values: Mapping[str, Any]) -> Key:
    """What makes two rows the same person: the address, or the name of whoever has none."""
    return place, values.get("email") or fold(values["name"])


def plan_contacts(facts: ContactFacts) -> Plan:
    """What the file would do; a consent that it would touch is a change as any other, and named as a doubt.

    A consent of the day it was withdrawn, or older, is refused: the file knows less than the portal.
    """
    said_twice, read = without_repeats(facts.rows)
    facts = replace(facts, rows=read)
    known: dict[Key, list[KnownContact]] = {}
    for contact in facts.known:
        known.setdefault(key_of(contact.place, contact.values), []).append(contact)
    meant = {row.line: facts.spots.meant(row, facts.heading) for row in facts.rows}
    problems = said_twice + [spot for spot in meant.values() if isinstance(spot, ImportProblem)]
    placed = [(row, spot) for row in facts.rows if not isinstance(spot := meant[row.line], ImportProblem)]
    problems += _repeated(placed, facts)
    rows = [_planned(row, spot, known, facts) for row, spot in placed]
    problems += _withdrawn([row for row in rows if isinstance(row, Planned)], facts)
    problems += [each for row in rows for each in (_row_problems(row, facts) if isinstance(row, Planned) else [row])]
    if problems:
        return refused(problems)
    planned = tuple(row for row in rows if isinstance(row, Planned))
    left = len(facts.known) - sum(row.outcome is not Outcome.NEW for row in planned)
    return Plan(rows=planned, left=left, doubts=tuple(_touched(planned, facts)))


def _repeated(placed: Sequence[tuple[FileRow, Spot | None]], facts: ContactFacts) -> Iterator[ImportProblem]:
    keys = [(row.line, key_of(spot.pk if spot else None, row.values)) for row, spot in placed]
    column = {row.line: "email" if row.values.get("email") else "name" for row, _ in placed}
    rows = {row.line: row for row, _ in placed}
    for line, earlier in twice(keys).items():
        found = rows[line].values[column[line]]
        yield problem("contact_twice", line=line, column=facts.heading(column[line]), found=found, wanted=[earlier])


def _planned(
    row: FileRow, spot: Spot | None, known: Mapping[Key, Sequence[KnownContact]], facts: ContactFacts
) -> Planned | ImportProblem:
    place = spot.pk if spot else None
    there = known.get(key_of(place, row.values), [])
    if len(there) > 1:
        found = row.values.get("email") or row.values["name"]
        return problem("contact_unclear", line=row.line, column=facts.heading("name"), found=found)
    given = {key: row.values[key] for key in (*KEPT, *CONSENT) if key in row.values}
    if "topics" in given:
        given["topics"] = list(spelled_as_before(topics_in(given["topics"]), facts.topics))
    where = {"place": place, "partnership": spot.name if spot else ""}
    if not there:
        return Planned(row.line, Outcome.NEW, given["name"], {**NOTHING, **given, **where})
    changes = changes_to(there[0].values, given)
    outcome = Outcome.CHANGED if changes else Outcome.SAME
    return Planned(row.line, outcome, given["name"], {**there[0].values, **given, **where}, there[0].pk, changes)


def _row_problems(row: Planned, facts: ContactFacts) -> Iterator[ImportProblem]:
    values, line = row.values, row.line
    wording = values["consent_wording"]
    if wording and wording not in facts.wordings:
        column = facts.heading("consent_wording")
        yield problem("wording_unknown", line=line, column=column, found=wording, wanted=facts.wordings)
    elif bool(wording) != (values["consent_date"] is not None):
        empty = "consent_date" if wording else "consent_wording"
        yield problem("consent_half", line=line, column=facts.heading(empty), found=row.label)
    elif wording and not EARLIEST <= values["consent_date"] <= facts.today:
        column, found = facts.heading("consent_date"), values["consent_date"].isoformat()
        yield problem("consent_day_impossible", line=line, column=column, found=found)
    elif values["share_with_agencies"] and not wording:
        column = facts.heading("share_with_agencies")
        yield problem("shared_without_consent", line=line, column=column, found=row.label)
    for topic in too_long(values["topics"]):
        yield problem("longer_topic", line=line, column=facts.heading("topics"), found=topic, wanted=[LONGEST])


def _withdrawn(rows: Sequence[Planned], facts: ContactFacts) -> Iterator[ImportProblem]:
    """Consents that were taken back since: an old file must not bring them to life again."""
    withdrawn = {contact.pk: contact.withdrawn_on for contact in facts.known if contact.withdrawn_on}
    for row in rows:
        day, agreed = withdrawn.get(row.pk or 0), row.values["consent_date"]
        if day and agreed and agreed <= day:
            yield problem("consent_withdrawn", line=row.line, column=facts.heading("consent_date"), found=row.label)


def _touched(rows: Sequence[Planned], facts: ContactFacts) -> Iterator[ImportProblem]:
    """Consents of people who are there that the file takes away, alters or gives."""
    for row in rows:
        fields = {change.field for change in row.changes}
        touched = [key for key in CONSENT if key in fields]
        if touched:
            yield problem("consent_touched", line=row.line, column=facts.heading(touched[0]), found=row.label)
