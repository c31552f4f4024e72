"""The audit trail of a programme, as one may read it, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from accounts.models import Person
from audit.models import Entry
from dashboards.rules.trail import FINAL, FINAL_ONCE_OPEN, Place
from dashboards.selectors.trail_changes import changed
from dashboards.selectors.trail_words import sentence
from kit.prepared import AnyOf, PreparedValues
from kit.search import containing
from ledger.models import BudgetLine
from partnerships.models import Contact, FileImport, Invitation, Partnership, Programme, Role
from partnerships.selectors.standing import Standing
from projects.models import Project
from selfassessment.models import Partner

# Where the name of each kind of subject stands.
NAMED: Sequence[tuple[type[Model], str]] = (
    (Partnership, "name"),
    (Role, "person__name"),
    (Invitation, "name"),
    (Contact, "name"),
    (BudgetLine, "name"),
    (FileImport, "filename"),
    (Project, "partnership__name"),
    (Partner, "assessment__partnership__name"),
)


@dataclass(frozen=True)
class Told:
    """One entry in words."""

    entry: Entry
    what: str
    changes: list[str]

    @property
    def who(self) -> str:
        """The name of who did it; nothing for the clock and the command line."""
        return self.entry.actor.name if self.entry.actor else ""


def visible_entries(standing: Standing, programme: Programme) -> QuerySet[Entry]:
    """The one door to the trail (row 45): all for the manager, what is final for finance, nothing for others."""
    entries = Entry.objects.of_programme(programme.pk).select_related("actor").order_by("-at", "-pk")
    if standing.holds(programme.pk, Role.Kind.MANAGER):
        return entries
    if standing.holds(programme.pk, Role.Kind.FINANCE):
        final = Q(action__in=FINAL)
        if programme.opened_at:
            final |= Q(action__in=FINAL_ONCE_OPEN, at__gte=programme.opened_at)
        return entries.filter(final)
    return entries.none()


def done_by(entries: QuerySet[Entry], words: str) -> QuerySet[Entry]:
    """Those of people with these words in their names."""
    return entries.filter(actor__in=containing(Person.objects.order_by(), words, "name").values("pk"))


def between(entries: QuerySet[Entry], since: datetime | None, before: datetime | None) -> QuerySet[Entry]:
    """Those from a moment on, until just before another."""
    entries = entries.filter(at__gte=since) if since else entries
    return entries.filter(at__lt=before) if before else entries


def after(entries: QuerySet[Entry], place: Place | None) -> QuerySet[Entry]:
    """The older ones, from a place on; never counted, so that a long trail costs no more."""
    if place is None:
        return entries
    return entries.filter(at__lte=place.at).exclude(at=place.at, pk__gte=place.pk)


def told(entries: Sequence[Entry], programme: Programme) -> list[Told]:
    """Entries in words, the names of what they are about in one query."""
    names = names_of(entries)
    return [
        Told(
            entry,
            sentence(entry.action, names.get((entry.subject_kind, entry.subject_key), ""), entry.details),
            changed(entry.action, entry.details, programme),
        )
        for entry in entries
    ]


def names_of(entries: Sequence[Entry]) -> dict[tuple[str, str], str]:
    """By kind and key, what the subjects are called now; one query for all kinds."""
    keys: dict[str, list[int]] = {model._meta.label_lower: [] for model, _ in NAMED}
    for entry in entries:
        if entry.subject_kind in keys:
            keys[entry.subject_kind].append(int(entry.subject_key))
    found = NAMES.fetch(*keys.values()) if any(keys.values()) else []
    return {(kind, str(pk)): name for kind, pk, name in found}


def every_name() -> QuerySet[Any, Any]:
    """Kind, key and name of subjects of every kind, of those whose keys stand where the kind's mark does."""
    first, *others = [
        model._default_manager.filter(AnyOf(F("pk"), mark_of(model)))
        .order_by()
        .annotate(of_kind=Value(model._meta.label_lower, CharField()), called=Cast(field, CharField()))
        .values_list("of_kind", "pk", "called")
        for model, field in NAMED
    ]
    return first.union(*others, all=True)


def mark_of(model: type[Model]) -> str:
    """What stands for the keys of one kind."""
    return f"<{model._meta.label_lower}>"


NAMES = PreparedValues(every_name, *(mark_of(model) for model, _ in NAMED))
