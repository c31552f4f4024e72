"""Taking frameworks in, in versions that never change, and choosing one for a year."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from kit.locks import hold
from partnerships.models import Programme
from partnerships.services.holding import hold_as_manager
from partnerships.services.programmes import change_programme
from selfassessment.errors import FrameworkTakenError
from selfassessment.models import ChosenFramework, Framework, FrameworkVersion, Statement
from selfassessment.rules.framework import Framework as Words
from selfassessment.rules.writing import document_of
from selfassessment.selectors.frameworks import EVERYWHERE, words_of


@transaction.atomic
def load_framework(*, words: Words, at: datetime) -> tuple[FrameworkVersion, bool]:
    """An operator gives a framework to every region; returns its version, and whether it is new.

    Raises FrameworkTakenError when that version is there with other words, or a later one is.
    """
    return keep(words, EVERYWHERE, by=None, at=at)


@transaction.atomic
def add_framework(*, words: Words, programme: Programme, by: Person, at: datetime) -> tuple[FrameworkVersion, bool]:
    """A manager adds a framework of the region's own, or a version of one; the same again is nothing new.

    Raises FrameworkTakenError, also for a key of the portal's own, NotManagerError and ProgrammeClosedError.
    """
    held = hold_as_manager(programme, by=by, at=at)
    if Framework.objects.filter(key=words.key, region=EVERYWHERE).exists():
        raise FrameworkTakenError("portals_own")
    version, is_new = keep(words, held.region, by=by, at=at)
    if is_new:
        record(actor=by, action="framework.added", at=at, subject=version, programme_id=held.pk, details=named(version))
    return version, is_new


def keep(words: Words, region: str, *, by: Person | None, at: datetime) -> tuple[FrameworkVersion, bool]:
    """The version with its statements, unless it is there already."""
    hold(f"selfassessment.framework:{words.key}")
    framework, _ = Framework.objects.get_or_create(key=words.key, region=region)
    latest = framework.versions.order_by("-number").first()
    if latest and (same := known(words, latest)):
        return same, False
    version = FrameworkVersion.objects.create(
        framework=framework,
        number=words.version,
        title=words.title,
        themes=len(words.themes),
        size=sum(len(theme.statements) for theme in words.themes),
        content=document_of(words),
        loaded_by=by,
        loaded_at=at,
    )
    Statement.objects.bulk_create(statements_of(version, words))
    return version, True


def known(words: Words, latest: FrameworkVersion) -> FrameworkVersion | None:
    """The version that says the same under the same number; raises FrameworkTakenError when the number is taken."""
    if words.version > latest.number:
        return None
    there = latest.framework.versions.filter(number=words.version).first()
    if there is None:
        raise FrameworkTakenError("old", latest.number)
    if words_of(there) != words:
        raise FrameworkTakenError("other_words", latest.number)
    return there


def statements_of(version: FrameworkVersion, words: Words) -> list[Statement]:
    """A row for each statement."""
    return [
        Statement(version=version, theme=theme.key, theme_place=at, key=statement.key, place=place)
        for at, theme in enumerate(words.themes, 1)
        for place, statement in enumerate(theme.statements, 1)
    ]


@transaction.atomic
def choose_framework(
    *, programme: Programme, version: FrameworkVersion, by: Person | None, at: datetime
) -> ChosenFramework:
    """The year assesses by this version from now on; what was begun on another keeps it.

    Raises NotManagerError and ProgrammeClosedError.
    """
    held = hold_as_manager(programme, by=by, at=at)
    before = ChosenFramework.objects.filter(programme=held).first()
    if before and before.version_id == version.pk:
        return before
    facts = {"version": version, "chosen_by": by, "chosen_at": at}
    chosen, _ = ChosenFramework.objects.update_or_create(programme=held, defaults=facts)
    change_programme(programme=held, framework=version.title, by=by, at=at)  # its name stands with the year's facts
    details = {**named(version), "was": before.version_id if before else None}
    record(actor=by, action="framework.chosen", at=at, subject=version, programme_id=held.pk, details=details)
    return chosen


def named(version: FrameworkVersion) -> dict[str, object]:
    """What the trail calls a version."""
    return {"title": version.title, "number": version.number}
