"""What was handed in of a project, and who was let in late."""

from django.db.models import QuerySet

from partnerships.models import Programme
from projects.models import Admission, Closure, Project, Submission


def submissions_of(project: Project) -> QuerySet[Submission]:
    """Every submission of a project, the newest first, with what a receipt tells."""
    found = Submission.objects.filter(project=project)
    return found.select_related("edition", "submitted_by", "withdrawn_by", "admission").order_by("-submitted_at", "-pk")


def closures_of(programme: Programme) -> QuerySet[Closure]:
    """Every early closing of a year's submission, the newest first."""
    return programme.closures.select_related("closed_by", "reopened_by").order_by("-closed_at", "-pk")


def admissions_of(programme: Programme) -> QuerySet[Admission]:
    """Every leave to be late, the newest first."""
    found = Admission.objects.filter(partnership__programme=programme)
    return found.select_related("partnership", "admitted_by").order_by("-admitted_at", "-pk")
