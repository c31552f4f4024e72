"""What one may read, by words: partnerships, people, contacts and programme years (access row 44)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst

from dashboards.selectors import search_rows as rows
from dashboards.selectors.addresses import way_to, ways_to
from dashboards.selectors.search_rows import Search
from kit.govuk_ui import formats
from partnerships.permissions.partnerships import can_see_directory
from partnerships.permissions.people import can_see_people
from partnerships.selectors.people_list import Narrowed, listed_people
from projects.permissions.projects import can_see_projects

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


def found_by(search: Search) -> list[Group]:
    """The kinds of which something was found, in one query each; nothing is asked without a word."""
    if not search.patterns:
        return []
    return [group for look in LOOKS if (group := look(search)) and group.hits]


def group_of(kind: str, found: Sequence[Any], hit: Callable[[Any], Hit], see_all: str = "") -> Group:
    """The first of what was found, and whether there is more."""
    hits = [hit(row) for row in found[: MOST_FOUND + 1]]
    return Group(kind, hits[:MOST_FOUND], is_more=len(hits) > MOST_FOUND, see_all=way_to(see_all) if see_all else "")


def partnerships(search: Search) -> Group | None:
    """Row 02: by name, area, letters in the map and county."""
    programme = search.programme
    if not can_see_directory(search.standing, programme):
        return None
    way = ways_to("partnership")

    def hit(row: Any) -> Hit:
        pk, name, tier, county = row
        return Hit(name, way(pk), joined(capfirst(programme.word(tier)), county))

    return group_of("partnerships", rows.partnerships(search), hit, "directory")


def people(search: Search) -> Group | None:
    """Row 04: roles and invitations, by name, address and organisation."""
    if not can_see_people(search.standing, search.programme):
        return None
    by, on = Narrowed(patterns=search.patterns), timezone.localdate(search.at)
    ways = {"role": ways_to("change_role"), "invitation": ways_to("invitation")}

    def hit(row: Any) -> Hit:
        return Hit(row.who, ways[row.what](row.pk), joined(row.organisation, row.place or ", ".join(row.places)))

    found = listed_people(search.standing, search.programme, on=on, at=search.at, by=by)
    return group_of("people", found, hit, "people")


def contacts(search: Search) -> Group | None:
    """Row 03: by name, address and organisation."""
    way = ways_to("contact")

    def hit(row: Any) -> Hit:
        pk, name, organisation, place = row
        return Hit(name, way(pk), joined(organisation, place))

    return group_of("contacts", rows.contacts(search), hit, "contacts")


def projects(search: Search) -> Group | None:
    """Rows 10 and 11: by the title that one reads, and by whose it is."""
    if not can_see_projects(search.standing, search.programme):
        return None
    way = ways_to("project")

    def hit(row: Any) -> Hit:
        pk, title, place = row
        return Hit(title, way(pk), place)

    return group_of("projects", rows.projects(search), hit, "projects")


def years(search: Search) -> Group | None:
    """Row 06: every year one may read, not the one acted in alone."""

    def hit(row: Any) -> Hit:
        key, name, region, starts, ends = row
        return Hit(name, way_to("year", key), f"{region}, {formats.years(starts, ends)}")

    return group_of("years", rows.years(search), hit)


def joined(*words: str | None) -> str:
    """Those that say anything."""
    return ", ".join(filter(None, words))


LOOKS: tuple[Callable[[Search], Group | None], ...] = (partnerships, projects, people, contacts, years)
