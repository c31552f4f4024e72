"""What was handed in of a project, and who was let in late."""

from typing import Any

from kit.prepared import Prepared
from partnerships.models import Programme
from projects.models import Admission, Closure, Project, Submission


def standing_submission(project: Project) -> Submission | None:
    """The one that is not withdrawn, with what a receipt tells."""
    return next((one for one in SUBMISSIONS.fetch(project.pk) if one.withdrawn_at is None), None)


def seen_submission(project: Any) -> Submission | None:
    """The newest submission of a project from `visible_projects`; a withdrawn one for who reads the draft, and where
    others read its very edition.
    """
    newest = next(iter(SUBMISSIONS.fetch(project.pk)), None)
    if newest is None or newest.withdrawn_at is None or project.reads_draft:
        return newest
    return newest if newest.edition_id == project.public else None


def closures_of(programme: Programme) -> list[Closure]:
    """Every early closing of a year's submission, the newest first."""
    return CLOSURES.fetch(programme.pk)


def admissions_of(programme: Programme) -> list[Admission]:
    """Every leave to be late, the newest first."""
    return ADMISSIONS.fetch(programme.pk)


PROJECT, PROGRAMME = -1, -1  # stand for the key of what is asked about
SUBMISSIONS = Prepared(
    lambda: (
        Submission.objects.filter(project=PROJECT)
        .select_related("edition", "submitted_by", "withdrawn_by", "admission")
        .order_by("-submitted_at", "-pk")
    ),
    PROJECT,
)
CLOSURES = Prepared(
    lambda: (
        Closure.objects.filter(programme=PROGRAMME)
        .select_related("closed_by", "reopened_by")
        .order_by("-closed_at", "-pk")
    ),
    PROGRAMME,
)
ADMISSIONS = Prepared(
    lambda: (
        Admission.objects.filter(partnership__programme=PROGRAMME)
        .select_related("partnership", "admitted_by")
        .order_by("-admitted_at", "-pk")
    ),
    PROGRAMME,
)
