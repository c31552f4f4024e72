"""The one door to projects (access rows 10 and 11): whose one may read, and in which words."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from kit.prepared import AnyOf, PreparedExpression
from partnerships.models import Role
from partnerships.selectors.sight import Sight, assignments, sight_by
from partnerships.selectors.standing import Standing
from projects.models import Edition, Project, Sharing, Submission

Kind = Role.Kind
# Row 11 with a star: every project of the programme that is shared or submitted.
READ_ALL = (Kind.MANAGER, Kind.FINANCE, Kind.STEERING, Kind.EVALUATOR)
READ_SOME = (*Role.OF_A_PARTNERSHIP, *Role.WITH_ASSIGNMENTS)


def sight_of(standing: Standing) -> Sight:
    """By what one reads projects."""
    return sight_by(standing, whole=READ_ALL, own=Role.OF_A_PARTNERSHIP, assigned=Role.WITH_ASSIGNMENTS)


def visible_projects(standing: Standing) -> QuerySet[Project]:
    """What one may read, each with `public` (the id of the edition that others read, if any), `reads_draft` and
    `is_assigned`; with partnership, county, programme and latest edition loaded.
    """
    return seen_by(sight_of(standing))


def seen_by(sight: Sight) -> QuerySet[Project]:
    """The same, of ids or of marks for them."""
    own = [Q(AnyOf(F("partnership"), sight.own))] if sight.own else []
    assigned = [Q(partnership__in=assignments(sight.assigned))] if sight.assigned else []
    drafts = own + [one & Q(open_to_advisers=True) for one in assigned]
    received = [Q(Exists(given_to(sight.own)))] if sight.own else []
    whole = [Q(AnyOf(F("partnership__programme"), sight.whole))] if sight.whole else []
    others = [*whole, *assigned, *received]
    found = Project.objects.annotate(
        public=PUBLIC.of(F("pk")), reads_draft=told_any(drafts), is_assigned=told_any(assigned)
    )
    loaded = found.select_related("partnership__county", "partnership__programme", "edition")
    return loaded.filter(any_of([*drafts, *([Q(any_of(others), public__isnull=False)] if others else [])]))


def given_to(partnerships: Sequence[int] | str) -> QuerySet[Sharing]:
    """What of the outer project some partnerships were given."""
    return Sharing.objects.filter(AnyOf(F("partnership"), partnerships), edition__project=OuterRef("pk"))


def any_of(conditions: Sequence[Q]) -> Q:
    """One of them; nobody's, where there are none."""
    return reduce(or_, conditions, Q()) or Q(pk__in=())


def public_edition(project: int, field: str) -> Subquery:
    """A field of the latest edition that was shared with anybody or is submitted, or None."""
    shared = Exists(Sharing.objects.filter(edition=OuterRef("pk")))
    submitted = Exists(Submission.objects.standing().filter(edition=OuterRef("pk")))
    editions = Edition.objects.filter(shared | submitted, project=project)
    return Subquery(editions.order_by("-number").values(field)[:1])


ROW = -1  # stands for the key of a project
PUBLIC = PreparedExpression(lambda: public_edition(ROW, "pk"), ROW)
PUBLIC_TITLE = PreparedExpression(lambda: public_edition(ROW, "title"), ROW)


def told_any(conditions: Sequence[Q]) -> Case | Value:
    """Whether one of them holds, as a column; plainly not, where there are none."""
    return told(any_of(conditions)) if conditions else Value(False)


def told(condition: Q) -> Case:
    """A condition as a column."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def public_edition_of(project: Any, known: Iterable[Edition] = ()) -> Edition | None:
    """The edition that others read of a project from `visible_projects`, if any; no query when it is among `known`."""
    loaded = next((one for one in (project.edition, *known) if one is not None and one.pk == project.public), None)
    return loaded or (Edition.objects.get(pk=project.public) if project.public else None)
