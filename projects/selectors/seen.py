"""The one project that an address names, for who may read it."""

from functools import cache
from typing import Any

from kit.prepared import Prepared, given_of, marks_of
from partnerships.selectors.sight import Sight
from partnerships.selectors.standing import Standing
from projects.models import Project
from projects.selectors.visibility import seen_by, sight_of
from projects.selectors.windows import with_ends


def project_seen(standing: Standing, pk: int) -> Any:
    """As `visible_projects` gives it, with what `window_in` needs; None when there is none. One query at most."""
    sight = sight_of(standing)
    return of_readers(marks_of(sight)).one(pk, *given_of(sight)) if any(sight) else None


@cache
def of_readers(sight: Sight) -> Prepared[Project]:
    """By the query of those who read by so much."""
    return Prepared(lambda: with_ends(seen_by(sight)).filter(pk=PROJECT).order_by(), PROJECT, *given_of(sight))


PROJECT = -1  # stands for the key of a project
