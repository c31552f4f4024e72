"""Reads of frameworks: those that a region sees, their words, their versions, and which one a year assesses by."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from partnerships.models import Programme
from partnerships.selectors.standing import Standing
from selfassessment.models import ChosenFramework, Framework, FrameworkVersion
from selfassessment.rules.framework import Framework as Words
from selfassessment.rules.reading import framework_of
from selfassessment.rules.tree import tree_of_document

EVERYWHERE = ""  # the region of a framework that comes with the portal


def visible_versions(standing: Standing) -> QuerySet[FrameworkVersion]:
    """What one may read: the portal's frameworks, and those of the regions in which one holds a role."""
    return versions_of({role.programme.region for role in standing.roles}) if standing.roles else none()


def versions_of(regions: Iterable[str]) -> QuerySet[FrameworkVersion]:
    """Every version of the portal's frameworks and of these regions', without the content, which is long."""
    found = FrameworkVersion.objects.filter(framework__region__in=[EVERYWHERE, *regions])
    return found.select_related("framework").defer("content")


def none() -> QuerySet[FrameworkVersion]:
    """Nothing, for whoever has no role."""
    return FrameworkVersion.objects.none()


def latest_versions(programme: Programme) -> QuerySet[FrameworkVersion]:
    """The latest version of each framework that a programme sees, by title; a region's own are last."""
    later = FrameworkVersion.objects.filter(framework=OuterRef("framework"), number__gt=OuterRef("number"))
    latest = versions_of([programme.region]).filter(~Exists(later))
    return latest.order_by("framework__region", "title", "pk")


def history_of(framework: Framework) -> list[FrameworkVersion]:
    """Every version, the latest first, with who loaded it."""
    return list(framework.versions.defer("content").select_related("loaded_by").order_by("-number"))


def words_of(version: FrameworkVersion) -> Words:
    """What a version says. It never changes, and to read it takes longer than all else that a page does."""
    if version.pk is None:
        return framework_of(tree_of_document(version.content))
    key = (version.pk, version.loaded_at)
    words = READ.get(key)  # asked once: another thread may be throwing it out
    if words is None:
        words = framework_of(tree_of_document(version.content))
        if len(READ) >= MOST_READ:
            READ.pop(next(iter(tuple(READ)), key), None)
        READ[key] = words
    return words


READ: dict[tuple[int, datetime], Words] = {}  # by key, and when it was loaded: what was read lately
MOST_READ = 64


def chosen_version(programme: Programme) -> FrameworkVersion | None:
    """The version that a year assesses by, if one is chosen."""
    chosen = ChosenFramework.objects.filter(programme=programme).select_related("version__framework")
    found = chosen.defer("version__content").first()
    return found.version if found else None
