"""When a partnership may submit: the year's date, the manager's closing, leave to be late, the seal."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, QuerySet, Subquery
from django.db.models.functions import JSONObject

from kit.prepared import PreparedExpression, PreparedValues
from partnerships.models import KeyDate, Partnership, Programme
from projects.models import Admission, Closure, Project, Seal
from projects.rules.submission import Window
from projects.selectors.states import number_of


class Leave(NamedTuple):
    """Leave to be late, `until` a moment: the id and the area of the partnership that has it."""

    partnership: int
    area: str
    until: datetime


def window_of_programme(programme: Programme) -> Window:
    """As it stands for everybody, in one query."""
    ((state, *ended),) = OF_PROGRAMME.fetch(programme.pk)
    return Window(state == Programme.State.OPEN, *ended)


def window_and_leaves(programme: Programme) -> tuple[Window, list[Leave]]:
    """The same, and every leave to be late in its year, the newest first; still one query."""
    ((state, *ended, leaves),) = WITH_LEAVES.fetch(programme.pk)
    given = [Leave(one["partnership"], one["area"], datetime.fromisoformat(one["until"])) for one in leaves]
    return Window(state == Programme.State.OPEN, *ended), given


def window_and_number(programme: Programme) -> tuple[Window, int]:
    """The same, and how many partnerships the year has; still one query."""
    ((state, *ended, number),) = WITH_NUMBER.fetch(programme.pk)
    return Window(state == Programme.State.OPEN, *ended), number


def window_of(partnership: Partnership) -> Window:
    """As it stands for one partnership, in one query."""
    ((state, *ended),) = OF_PARTNERSHIP.fetch(partnership.pk)
    return Window(state == Programme.State.OPEN, *ended)


def with_ends(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what `window_in` needs; with the partnership's programme loaded."""
    return projects.annotate(**ends("partnership__programme", "partnership"))


def window_in(project: Project) -> Window:
    """As it stands for the partnership of a project from `with_ends`; no query."""
    return window(project.partnership.programme, project)


def ends(programme: str, partnership: str = "") -> dict[str, Any]:
    """What ends submission, as columns of rows that name their programme and partnership by these fields."""
    columns = {
        "is_sealed": SEALED.of(F(programme)),
        "deadline_at": DEADLINE.of(F(programme)),
        "closed_early_at": CLOSED.of(F(programme)),
    }
    return columns | ({"admitted_until": ADMITTED.of(F(partnership))} if partnership else {})


def window(programme: Programme, row: Any = None) -> Window:
    """From a row with the columns of `ends`; the programme itself where none is given."""
    row = row or programme
    is_open_year = programme.state == Programme.State.OPEN
    admitted_until = getattr(row, "admitted_until", None)
    return Window(is_open_year, row.is_sealed, row.deadline_at, row.closed_early_at, admitted_until)


def leaves_in(programme: int) -> ArraySubquery:
    """What a `Leave` holds, of each in a year."""
    leave = JSONObject(partnership="partnership", area="partnership__area", until="until")
    given = Admission.objects.filter(partnership__programme=programme).order_by("-admitted_at", "-pk")
    return ArraySubquery(given.values(row=leave))


def admission_of(partnership: Partnership, at: datetime) -> Admission | None:
    """The leave to be late that lasts at a moment."""
    return partnership.admissions.filter(until__gte=at.replace(microsecond=0)).order_by("-admitted_at", "-pk").first()


ROW = -1  # stands for the key of the programme, or the partnership
SEALED = PreparedExpression(lambda: Exists(Seal.objects.filter(programme=ROW)), ROW)
DEADLINE = PreparedExpression(
    lambda: Subquery(KeyDate.objects.filter(programme=ROW, kind=KeyDate.Kind.SUBMISSION).values("closes_at")[:1]), ROW
)
CLOSED = PreparedExpression(
    lambda: Subquery(Closure.objects.filter(programme=ROW, reopened_at__isnull=True).values("closed_at")[:1]), ROW
)
ADMITTED = PreparedExpression(
    lambda: Subquery(Admission.objects.filter(partnership=ROW).order_by("-admitted_at", "-pk").values("until")[:1]),
    ROW,
)
OF_PROGRAMME = PreparedValues(lambda: Programme.objects.filter(pk=ROW).values_list("state", *ends("pk").values()), ROW)
WITH_LEAVES = PreparedValues(
    lambda: Programme.objects.filter(pk=ROW).values_list("state", *ends("pk").values(), leaves_in(ROW)), ROW
)
WITH_NUMBER = PreparedValues(
    lambda: Programme.objects.filter(pk=ROW).values_list(
        "state", *ends("pk").values(), number_of(Partnership.objects.filter(programme=ROW), "programme")
    ),
    ROW,
)
OF_PARTNERSHIP = PreparedValues(
    lambda: Partnership.objects.filter(pk=ROW).values_list("programme__state", *ends("programme", "pk").values()), ROW
)
