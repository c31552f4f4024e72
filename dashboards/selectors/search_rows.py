"""What a search reads of each kind: tuples of what it shows, by queries written once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from kit.prepared import AnyOf, PreparedValues, given_of, marks_of
from kit.search import matching, patterns_of
from partnerships.models import Programme
from partnerships.selectors import contacts as of_contacts
from partnerships.selectors import partnerships as of_partnerships
from partnerships.selectors.directory import SEARCHED
from partnerships.selectors.programmes import years_seen
from partnerships.selectors.sight import Sight
from partnerships.selectors.standing import Standing
from projects.selectors import visibility as of_projects
from projects.selectors.listing import listed_by

PROGRAMME, KEYS, PATTERNS = -1, "<keys>", "<patterns>"  # stand for what is asked about


@dataclass(frozen=True)
class Search:
    """Who looks for what, in the programme acted in."""

    standing: Standing
    programme: Programme
    words: str
    at: datetime
    patterns: Sequence[str] = field(init=False)  # what the words are all like

    def __post_init__(self) -> None:
        object.__setattr__(self, "patterns", patterns_of(self.words))


def partnerships(search: Search) -> Sequence[Any]:
    """Ids, names, tiers and areas of counties, by name."""
    return seen_through(of_partnerships.sight_of(search.standing), entries_for, search)


def contacts(search: Search) -> Sequence[Any]:
    """Ids, names, organisations and names of partnerships, by name."""
    return seen_through(of_contacts.sight_of(search.standing), contacts_for, search)


def projects(search: Search) -> Sequence[Any]:
    """Ids, the titles that one reads and names of partnerships, by area; nothing of how far they are."""
    return seen_through(of_projects.sight_of(search.standing), projects_for, search)


def years(search: Search) -> Sequence[Any]:
    """Keys, names, regions and first and last days of years."""
    return YEARS.listed(years_seen(search.standing), search.patterns)


def seen_through(sight: NamedTuple, query: Callable[[Any], PreparedValues], search: Search) -> Sequence[Any]:
    """The rows of those who see by so much; nothing for who sees nothing."""
    given = (search.programme.pk, search.patterns, *given_of(sight))
    return query(marks_of(sight)).listed(*given) if any(sight) else []


@cache
def entries_for(sight: Sight) -> PreparedValues:
    """Entries of a programme for those who see by so much."""

    def make() -> QuerySet[Any, Any]:
        seen = of_partnerships.seen_by(sight).filter(programme=PROGRAMME).select_related(None)
        found = matching(seen.annotate(county_area=F("county__area")), PATTERNS, *SEARCHED)
        return found.order_by(Lower("name"), "pk").values_list("pk", "name", "tier", "county_area")

    return PreparedValues(make, PROGRAMME, PATTERNS, *given_of(sight))


@cache
def contacts_for(sight: of_contacts.ContactSight) -> PreparedValues:
    """Contacts of a programme for those who see by so much."""

    def make() -> QuerySet[Any, Any]:
        seen = of_contacts.seen_by(sight).filter(programme=PROGRAMME)
        found = matching(seen, PATTERNS, "name", "email", "organisation").order_by("name", "pk")
        return found.values_list("pk", "name", "organisation", "partnership__name")

    return PreparedValues(make, PROGRAMME, PATTERNS, *given_of(sight))


@cache
def projects_for(sight: Sight) -> PreparedValues:
    """Projects of a programme for those who see by so much."""

    def make() -> QuerySet[Any, Any]:
        projects: QuerySet[Any] = listed_by(sight, PROGRAMME)
        found = matching(projects, PATTERNS, "seen_title", "partnership__area")
        return found.values_list("pk", "seen_title", "partnership__name")

    return PreparedValues(make, PROGRAMME, PATTERNS, *given_of(sight))


def _years() -> QuerySet[Any, Any]:
    found = matching(Programme.objects.filter(AnyOf(F("pk"), KEYS)), PATTERNS, "name", "region")
    return found.values_list("key", "name", "region", "starts", "ends")


YEARS = PreparedValues(_years, KEYS, PATTERNS)
