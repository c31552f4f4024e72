"""When a partnership may submit: the year's date, the manager's closing, leave to be late, the seal."""

from datetime import datetime

from django.db.models import DateTimeField, Exists, OuterRef, Subquery, Value

from partnerships.models import KeyDate, Partnership, Programme
from projects.models import Admission, Closure, Seal
from projects.rules.submission import Window


def window_of_programme(programme: Programme) -> Window:
    """As it stands for everybody, in one query."""
    return window(programme, Value(None, output_field=DateTimeField()))


def window_of(partnership: Partnership) -> Window:
    """As it stands for one partnership, in one query."""
    admissions = Admission.objects.filter(partnership=partnership.pk).order_by("-admitted_at", "-pk")
    return window(partnership.programme_id, Subquery(admissions.values("until")[:1]))


def window(programme: Programme | int, admitted: Subquery | Value) -> Window:
    """`admitted` is the moment until which leave to be late lasts."""
    pk = programme.pk if isinstance(programme, Programme) else programme
    deadline = KeyDate.objects.filter(programme=OuterRef("pk"), kind=KeyDate.Kind.SUBMISSION)
    closed = Closure.objects.filter(programme=OuterRef("pk"), reopened_at__isnull=True)
    state, is_sealed, *moments = Programme.objects.values_list(
        "state",
        Exists(Seal.objects.filter(programme=OuterRef("pk"))),
        Subquery(deadline.values("closes_at")[:1]),
        Subquery(closed.values("closed_at")[:1]),
        admitted,
    ).get(pk=pk)
    deadline_at, closed_at, admitted_until = moments
    return Window(state == Programme.State.OPEN, is_sealed, deadline_at, closed_at, admitted_until)


def admission_of(partnership: Partnership, at: datetime) -> Admission | None:
    """The leave to be late that lasts at a moment."""
    return partnership.admissions.filter(until__gte=at.replace(microsecond=0)).order_by("-admitted_at", "-pk").first()
