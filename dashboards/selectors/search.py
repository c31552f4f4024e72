"""What one may read, by words: partnerships, people, contacts and programme years (access row 44)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import capfirst

from dashboards.selectors.addresses import way_to
from kit.govuk_ui import formats
from kit.search import containing, words_of
from partnerships.models import Programme
from partnerships.permissions.partnerships import can_see_directory
from partnerships.permissions.people import can_see_people
from partnerships.selectors.contacts import visible_contacts
from partnerships.selectors.directory import SEARCHED
from partnerships.selectors.partnerships import visible_partnerships
from partnerships.selectors.people import Narrowed, listed_people
from partnerships.selectors.programmes import visible_programmes
from partnerships.selectors.standing import Standing
from projects.permissions.projects import can_see_projects
from projects.selectors.listing import projects_of

MOST_FOUND = 20


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, where it is, and what tells it from others."""

    title: str
    url: str
    second: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind: `partnerships`, `projects`, `people`, `contacts` or `years`; the first twenty."""

    kind: str
    hits: Sequence[Hit]
    is_more: bool = False
    see_all: str = ""  # the list of the kind, which takes the same words as `?q=`

    @property
    def number(self) -> int:
        """How many are shown."""
        return len(self.hits)


@dataclass(frozen=True)
class Search:
    """Who looks for what, in the programme acted in."""

    standing: Standing
    programme: Programme
    words: str
    at: datetime


def found_by(search: Search) -> list[Group]:
    """The kinds of which something was found, in one query each; nothing is asked without a word."""
    if not words_of(search.words):
        return []
    return [group for look in LOOKS if (group := look(search)) and group.hits]


def group_of(kind: str, rows: QuerySet[Any, Any], hit: Callable[[Any], Hit], see_all: str = "") -> Group:
    """The first of the rows, and whether there are more."""
    first: Iterable[Any] = rows[: MOST_FOUND + 1]
    hits = [hit(row) for row in first]
    return Group(kind, hits[:MOST_FOUND], is_more=len(hits) > MOST_FOUND, see_all=way_to(see_all) if see_all else "")


def partnerships(search: Search) -> Group | None:
    """Row 02: by name, area, letters in the map and county."""
    programme = search.programme
    if not can_see_directory(search.standing, programme):
        return None
    seen = visible_partnerships(search.standing).filter(programme=programme).select_related(None)
    rows = seen.annotate(county_area=F("county__area"))
    found = containing(rows, search.words, *SEARCHED).order_by(Lower("name"), "pk")
    shown = found.values_list("pk", "name", "tier", "county_area", named=True)

    def hit(row: Any) -> Hit:
        place = ", ".join(filter(None, [capfirst(programme.word(row.tier)), row.county_area]))
        return Hit(row.name, way_to("partnership", row.pk), place)

    return group_of("partnerships", shown, hit, "directory")


def people(search: Search) -> Group | None:
    """Row 04: roles and invitations, by name, address and organisation."""
    if not can_see_people(search.standing, search.programme):
        return None
    by, on = Narrowed(words=search.words), timezone.localdate(search.at)
    found = listed_people(search.standing, search.programme, on=on, at=search.at, by=by)

    def hit(row: Any) -> Hit:
        page = way_to("change_role" if row.what == "role" else "invitation", row.pk)
        where = row.place or ", ".join(row.places)
        return Hit(row.who, page, ", ".join(filter(None, [row.organisation, where])))

    return group_of("people", found, hit, "people")


def contacts(search: Search) -> Group | None:
    """Row 03: by name, address and organisation."""
    seen = visible_contacts(search.standing).filter(programme=search.programme)
    found = containing(seen, search.words, "name", "email", "organisation").order_by("name", "pk")
    shown = found.values_list("pk", "name", "organisation", "partnership__name", named=True)

    def hit(row: Any) -> Hit:
        second = ", ".join(filter(None, [row.organisation, row.partnership__name]))
        return Hit(row.name, way_to("contact", row.pk), second)

    return group_of("contacts", shown, hit, "contacts")


def projects(search: Search) -> Group | None:
    """Rows 10 and 11: by the title that one reads, and by whose it is."""
    if not can_see_projects(search.standing, search.programme):
        return None
    seen: QuerySet[Any] = projects_of(search.standing, search.programme)
    found = containing(seen, search.words, "seen_title", "partnership__area")
    shown = found.values_list("pk", "seen_title", "partnership__name", named=True)  # nothing of how far they are

    def hit(row: Any) -> Hit:
        return Hit(row.seen_title, way_to("project", row.pk), row.partnership__name)

    return group_of("projects", shown, hit, "projects")


def years(search: Search) -> Group | None:
    """Row 06: every year one may read, not the one acted in alone."""
    found = containing(visible_programmes(search.standing), search.words, "name", "region")

    def hit(row: Programme) -> Hit:
        return Hit(row.name, way_to("year", row.key), f"{row.region}, {formats.years(row.starts, row.ends)}")

    return group_of("years", found, hit)


LOOKS: tuple[Callable[[Search], Group | None], ...] = (partnerships, projects, people, contacts, years)
