"""Writing a project, and freezing its words as an edition."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import Partnership
from partnerships.services.holding import hold_programme
from projects.errors import ProjectChangedError, ProjectSubmittedError
from projects.models import Edition, Project, Submission
from projects.models.project import PARTS


@transaction.atomic
def start_project(*, partnership: Partnership, words: Mapping[str, str], by: Person, at: datetime) -> Project:
    """A partnership's first words, each of PARTS.

    Raises ProjectChangedError when somebody began it meanwhile, and ProgrammeClosedError.
    """
    hold_programme(partnership.programme)
    project, is_new = Project.objects.get_or_create(partnership=partnership, defaults=dict(words))
    if not is_new:
        raise ProjectChangedError
    note("project.started", project, by=by, at=at)
    return project


@transaction.atomic
def write_project(*, project: Project, seen: int, words: Mapping[str, str], by: Person, at: datetime) -> Project:
    """New words, some or all of PARTS, over the version `seen`; nothing happens when they are the same.

    Raises ProjectChangedError, ProjectSubmittedError and ProgrammeClosedError.
    """
    held = hold(project, seen)
    changed = [part for part in PARTS if part in words and words[part] != getattr(held, part)]
    if not changed:
        return held
    for part in changed:
        setattr(held, part, words[part])
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    note("project.written", held, by=by, at=at, details={"parts": changed})
    return held


@transaction.atomic
def open_to_advisers(*, project: Project, is_open: bool, by: Person, at: datetime) -> None:
    """Let those to whom the partnership is assigned read the draft, or no longer; raises ProgrammeClosedError."""
    held = hold(project, may_be_submitted=True)
    if held.open_to_advisers != is_open:
        held.open_to_advisers = is_open
        held.save(update_fields=["open_to_advisers"])
        note("project.opened_to_advisers" if is_open else "project.kept_from_advisers", held, by=by, at=at)


def hold(project: Project, seen: int | None = None, *, may_be_submitted: bool = False) -> Project:
    """The project as it stands, its year and its row locked until the transaction ends.

    Raises ProgrammeClosedError; ProjectSubmittedError while it is submitted, unless it may be; and
    ProjectChangedError when its version is not the one seen.
    """
    programme = hold_programme(project.partnership.programme)
    found = Project.objects.select_for_update(of=("self",)).select_related("partnership", "edition")
    held = found.get(pk=project.pk)
    held.partnership.programme = programme
    if not may_be_submitted and Submission.objects.standing().filter(project=held).exists():
        raise ProjectSubmittedError
    if seen is not None and held.version != seen:
        raise ProjectChangedError
    return held


def freeze(held: Project, *, by: Person, at: datetime) -> Edition:
    """The edition that says what the held project says and rests on: the latest, or a new one when that has changed."""
    if held.edition is not None and held.edition.whole == held.whole:
        return held.edition
    number = held.edition.number + 1 if held.edition else 1
    held.edition = Edition.objects.create(project=held, number=number, made_by=by, made_at=at, **held.whole)
    held.save(update_fields=["edition"])
    return held.edition


def note(action: str, project: Project, *, by: Person, at: datetime, details: dict[str, object] | None = None) -> None:
    """Keep a deed about a project in the trail."""
    record(
        actor=by,
        action=action,
        at=at,
        subject=project,
        programme_id=project.partnership.programme_id,
        details=details or {},
    )
