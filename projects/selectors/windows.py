"""When a partnership may submit: the year's date, the manager's closing, leave to be late, the seal."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from partnerships.models import KeyDate, Partnership, Programme
from projects.models import Admission, Closure, Project, Seal
from projects.rules.submission import Window


def window_of_programme(programme: Programme) -> Window:
    """As it stands for everybody, in one query."""
    return window(Programme.objects.annotate(**ends("pk")).get(pk=programme.pk))


def window_of(partnership: Partnership) -> Window:
    """As it stands for one partnership, in one query."""
    found = Partnership.objects.select_related("programme").annotate(**ends("programme", "pk"))
    one = found.get(pk=partnership.pk)
    return window(one.programme, one)


def with_ends(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what `window_in` needs; with the partnership's programme loaded."""
    return projects.annotate(**ends("partnership__programme", "partnership"))


def window_in(project: Project) -> Window:
    """As it stands for the partnership of a project from `with_ends`; no query."""
    return window(project.partnership.programme, project)


def ends(programme: str, partnership: str = "") -> dict[str, Any]:
    """What ends submission, as columns of rows that name their programme and partnership by these fields."""
    of_year = OuterRef(programme)
    deadline = KeyDate.objects.filter(programme=of_year, kind=KeyDate.Kind.SUBMISSION)
    closed = Closure.objects.filter(programme=of_year, reopened_at__isnull=True)
    columns: dict[str, Any] = {
        "is_sealed": Exists(Seal.objects.filter(programme=of_year)),
        "deadline_at": Subquery(deadline.values("closes_at")[:1]),
        "closed_early_at": Subquery(closed.values("closed_at")[:1]),
    }
    if partnership:
        admissions = Admission.objects.filter(partnership=OuterRef(partnership)).order_by("-admitted_at", "-pk")
        columns["admitted_until"] = Subquery(admissions.values("until")[:1])
    return columns


def window(programme: Programme, row: Any = None) -> Window:
    """From a row with the columns of `ends`; the programme itself where none is given."""
    row = row or programme
    is_open_year = programme.state == Programme.State.OPEN
    admitted_until = getattr(row, "admitted_until", None)
    return Window(is_open_year, row.is_sealed, row.deadline_at, row.closed_early_at, admitted_until)


def admission_of(partnership: Partnership, at: datetime) -> Admission | None:
    """The leave to be late that lasts at a moment."""
    return partnership.admissions.filter(until__gte=at.replace(microsecond=0)).order_by("-admitted_at", "-pk").first()
