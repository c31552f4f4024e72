"""The contacts of a programme as its list shows them, what that is narrowed by, and those that want to be checked."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import F, Func, Q, QuerySet

from kit.prepared import Listed, Prepared, PreparedValues, given_of, marks_of
from kit.search import matching
from partnerships.models import Contact, Partnership, Programme
from partnerships.rules.staleness import months_before
from partnerships.selectors.contacts import ContactSight, Kind, changeable_by, changing_of, seen_by, sight_of
from partnerships.selectors.sight import Sight
from partnerships.selectors.standing import Standing

SHOWN = ("name", "job_title", "organisation", "email", "phone", "checked_on", "version", "partnership__area")
SEARCHED = ("name", "email", "organisation")


class Narrowed(NamedTuple):
    """What a list of contacts is narrowed to: patterns that its words are all like, a partnership, one topic, the last
    day on which a check is too old, and whether agencies are shown them. None narrows nothing.
    """

    patterns: Sequence[str] | str | None = None
    partnership: int | None = None
    topic: str | None = None
    before: date | None = None
    shared: bool | None = None

    @property
    def given(self) -> list[object]:
        """What narrows it; whether they are shown stands in the query itself."""
        return [one for one in self[:-1] if one is not None]


def narrowed(contacts: QuerySet[Contact], by: Narrowed) -> QuerySet[Contact]:
    """Those that fit all of it, by name; unchecked ones as `unchecked` has them."""
    found = contacts.order_by("name", "pk")
    if by.patterns is not None:
        found = matching(found, by.patterns, *SEARCHED)
    if by.partnership is not None:
        found = found.filter(partnership=by.partnership)
    if by.topic is not None:
        found = found.filter(topics__contains=[by.topic])
    if by.shared is not None:
        found = found.filter(share_with_agencies=by.shared)
    return found if by.before is None else unchecked(found, by.before)


def unchecked(contacts: QuerySet[Contact], before: date) -> QuerySet[Contact]:
    """Those that nobody has checked after that day, the longest unchecked first.

    Before them those that nobody has checked at all, having come from a file.
    """
    old = Q(checked_on__lte=before) | Q(checked_on__isnull=True)
    return contacts.filter(old).order_by(F("checked_on").asc(nulls_first=True), "name", "pk")


def too_old(programme: Programme, on: date) -> date:
    """The last day on which a check is too old by now."""
    return months_before(on, programme.contact_months)


def contacts_in(standing: Standing, programme: Programme, by: Narrowed) -> Sequence[Contact]:
    """Those that one sees and that fit, by a query written once."""
    sight = sight_of(standing)
    if not any(sight):
        return []
    query = written(marks_of(sight), tuple(one is not None for one in by[:-1]), by.shared)
    return query.listed(programme.pk, *given_of(sight), *by.given)


PROGRAMME, DAY = -1, date.min  # stand for what is asked about
MARKS = Narrowed("<patterns>", -2, "<topic>", DAY)  # stand for what narrows it


@cache
def written(sight: ContactSight, narrows: tuple[bool, ...], shared: bool | None) -> Prepared[Contact]:
    """The query of those who see by so much, narrowed by so much of what can be asked."""
    marks = (mark if is_asked else None for mark, is_asked in zip(MARKS, narrows, strict=False))
    by = Narrowed._make((*marks, shared))

    def make() -> QuerySet[Contact]:
        return as_shown(narrowed(seen_by(sight).filter(programme=PROGRAMME), by))

    return Prepared(make, PROGRAMME, *given_of(sight), *by.given)


def as_shown(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """With what a page shows of them, and no more."""
    return contacts.select_related(None).select_related("partnership").only(*SHOWN)


def unchecked_in(standing: Standing, programme: Programme, *, on: date) -> Listed[Contact] | list[Contact]:
    """Those of a programme that one may change and that nobody has checked for too long, by a query written once."""
    changing = changing_of(standing)
    if not any(changing):
        return []
    return unchecked_for(marks_of(changing)).listed(programme.pk, too_old(programme, on), *given_of(changing))


@cache
def unchecked_for(changing: Sight) -> Prepared[Contact]:
    """The unchecked contacts for those who may change by so much."""

    def make() -> QuerySet[Contact]:
        return as_shown(unchecked(changeable_by(changing).filter(programme=PROGRAMME), DAY))

    return Prepared(make, PROGRAMME, DAY, *given_of(changing))


def topics_of(programme: Programme) -> list[str]:
    """Every topic that some contact of the programme has, in order."""
    return sorted((topic for (topic,) in TOPICS.fetch(programme.pk)), key=str.casefold)


def _topics() -> QuerySet[Contact, tuple[str]]:
    rows = Contact.objects.filter(programme=PROGRAMME).exclude(topics=[])
    each = rows.annotate(topic=Func(F("topics"), function="unnest")).values_list("topic")
    return each.order_by().distinct()


TOPICS = PreparedValues(_topics, PROGRAMME)


def areas_to_choose(standing: Standing, programme: Programme, most: int) -> Sequence[tuple[int, str]]:
    """Ids and areas of what a list of contacts can be narrowed to, the first of them: of every partnership, or of
    those whose contacts one sees.
    """
    is_whole = standing.holds(programme.pk, Kind.MANAGER, Kind.FINANCE, Kind.AGENCY)
    sight = ContactSight() if is_whole else sight_of(standing)
    if not is_whole and not any(sight):
        return []
    found = areas_for(marks_of(sight)).listed(programme.pk, *given_of(sight))[:most]
    return [(pk, area) for pk, area in found]


@cache
def areas_for(sight: ContactSight) -> PreparedValues:
    """A programme's partnerships by area; with a sight those of whom it sees contacts."""

    def make() -> QuerySet[Partnership, tuple[int, str]]:
        every = Partnership.objects.filter(programme=PROGRAMME).order_by("area", "tier")
        if any(sight):
            every = every.filter(pk__in=seen_by(sight).filter(programme=PROGRAMME).order_by().values("partnership_id"))
        return every.values_list("pk", "area")

    return PreparedValues(make, PROGRAMME, *given_of(sight))
