"""What happened to a project, as far as one may know it, the newest first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext

from audit.models import Entry
from kit.prepared import Prepared
from projects.models import Project

LONGEST = 200
PROJECT = -1  # stands for the key of a project
WRITTEN, RESTED = "project.written", "project.rested"
# Access row 10: about the draft. Row 12: about the endorsement. Row 11: the rest.
OF_THE_DRAFT = (
    *("project.started", WRITTEN, RESTED),
    *("project.opened_to_advisers", "project.kept_from_advisers"),
)
OF_THE_ENDORSEMENT = (
    *("project.endorsement_asked", "project.endorsement_asked_again"),
    *("project.endorsed", "project.returned"),
)
OF_THE_EDITION = ("project.shared", "project.received", "project.submitted", "project.withdrawn")


@dataclass(frozen=True)
class Happened:
    """One deed. `who` is empty where one may not know names; `places` are the other partnerships it is about."""

    at: datetime
    action: str
    who: str
    places: str
    edition: int | None
    is_late: bool
    reason: str = ""


def actions_seen(*, draft: bool, endorsement: bool) -> tuple[str, ...]:
    """What one may know of."""
    return (*OF_THE_EDITION, *(OF_THE_DRAFT if draft else ()), *(OF_THE_ENDORSEMENT if endorsement else ()))


def timeline_of(
    project: Project,
    *,
    actions: Collection[str],
    names: Mapping[int, str],
    reasons: Mapping[datetime, str],
    tells_who: bool,
) -> list[Happened]:
    """In one query. `names` are those of partnerships, by id; `reasons` those of returns, by moment (row 12)."""
    entries = without_repeats(told_of(tuple(actions)).fetch(str(project.pk)))
    return [happened(entry, names, reasons, tells_who=tells_who) for entry in entries]


@cache
def told_of(actions: tuple[str, ...]) -> Prepared[Entry]:
    """The latest entries about a project that tell one of these."""

    def make() -> QuerySet[Entry]:
        told = Entry.objects.about(Project(pk=PROJECT)).filter(action__in=actions).select_related("actor")
        return told.order_by("-at", "-pk")[:LONGEST]

    return Prepared(make, str(PROJECT))


def happened(entry: Entry, names: Mapping[int, str], reasons: Mapping[datetime, str], *, tells_who: bool) -> Happened:
    """One entry of the trail; who of another partnership gave a receipt is not told."""
    knows = tells_who and entry.actor is not None and entry.action != "project.received"
    places = [names[pk] for pk in entry.details.get("partnerships", ()) if pk in names]
    return Happened(
        at=entry.at,
        action=entry.action,
        who=str(entry.actor) if knows else "",
        places=get_text_list(places, gettext("and")),
        edition=entry.details.get("edition"),
        is_late=bool(entry.details.get("late")),
        reason=reasons.get(entry.at, "") if entry.action == "project.returned" else "",
    )


def without_repeats(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Of one person's writing in one go, the last time alone."""
    before = None
    for entry in entries:
        if entry.action != WRITTEN or before != (entry.action, entry.actor_id, entry.at.date()):
            yield entry
        before = (entry.action, entry.actor_id, entry.at.date())


def last_writer_of(project: Project) -> str:
    """The name of whoever wrote it last; empty when nobody knows."""
    written = (
        Entry.objects.about(project).filter(action__in=("project.started", WRITTEN, RESTED)).select_related("actor")
    )
    entry = written.order_by("-at", "-pk").first()
    return str(entry.actor) if entry and entry.actor else ""
