"""The projects of a programme that one may read, as a list shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db.models import Case, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Lower

from kit.prepared import AnyOf, Prepared, given_of, marks_of
from kit.search import matching
from partnerships.models import Partnership, Programme
from partnerships.selectors.programmes import terms_in_force
from partnerships.selectors.sight import Sight
from partnerships.selectors.standing import Standing
from projects.models import Project, Submission
from projects.rules.progress import State
from projects.selectors.progress import KEPT, Reading, progress_of
from projects.selectors.states import state_in, with_state
from projects.selectors.visibility import PUBLIC_TITLE, READ_ALL, seen_by, sight_of

SHOWN = ("partnership__area", "partnership__tier", "partnership__county__area")
ALONE = "alone"  # submitted by a single tier, which has nobody to share with
SEARCHED = ("seen_title", "partnership__name", "partnership__area", "partnership__county__area")


def projects_of(standing: Standing, programme: Programme) -> QuerySet[Project]:
    """By area, each with `seen_title`, of the words that one reads, `submitted_at` and what its state needs."""
    return listed_by(sight_of(standing), programme.pk)


def listed_by(sight: Sight, programme: int) -> QuerySet[Project]:
    """The same, of ids or of marks for them."""
    title = Case(When(reads_draft=True, then=F("title")), default=PUBLIC_TITLE.of(F("pk")))
    handed_in = Submission.objects.standing().filter(project=OuterRef("pk")).values("submitted_at")
    found = with_state(seen_by(sight).filter(partnership__programme=programme)).annotate(
        seen_title=title, submitted_at=Subquery(handed_in, output_field=DateTimeField())
    )
    found = found.order_by(Lower("partnership__area"), "pk")
    return found.select_related(None).select_related("partnership__county").only(*SHOWN)


class Asked(NamedTuple):
    """What a list of projects is narrowed by: patterns that its words are all like, keys, a county. None narrows
    nothing.
    """

    patterns: Sequence[str] | str | None = None
    keys: Sequence[int] | str | None = None
    county: int | None = None

    @property
    def given(self) -> list[object]:
        """What narrows it."""
        return [one for one in self if one is not None]


def narrowed(projects: QuerySet[Project], asked: Asked) -> QuerySet[Project]:
    """Those of `projects_of` that fit all of it; a county is found with its districts."""
    if asked.patterns is not None:
        projects = matching(projects, asked.patterns, *SEARCHED)
    if asked.keys is not None:
        projects = projects.filter(AnyOf(F("pk"), asked.keys))
    if asked.county is not None:
        projects = projects.filter(Q(partnership__county=asked.county) | Q(partnership=asked.county))
    return projects


def projects_at_once(standing: Standing, programme: Programme, asked: Asked) -> Sequence[Project]:
    """Those of `projects_of` that fit, by a query written once; who reads some has few, which need no counting."""
    sight = sight_of(standing)
    if not any(sight):
        return []
    query = written(marks_of(sight), tuple(one is not None for one in asked))
    fetched = query.listed if standing.holds(programme.pk, *READ_ALL) else query.fetch
    return fetched(programme.pk, *given_of(sight), *asked.given)


PROGRAMME = -1  # stands for the key of the programme
MARKS = Asked("<patterns>", "<keys>", -2)  # stand for what narrows it


@cache
def written(sight: Sight, narrows: tuple[bool, ...]) -> Prepared[Project]:
    """The query of those who read by so much, narrowed by so much of what can be asked."""
    asked = Asked._make(mark if is_asked else None for mark, is_asked in zip(MARKS, narrows, strict=True))
    return Prepared(lambda: narrowed(listed_by(sight, PROGRAMME), asked), PROGRAMME, *given_of(sight), *asked.given)


def projects_in(group: str, programme: Programme, on: date) -> Sequence[int]:
    """The ids of a programme's projects that are just so far, whoever may read them; three queries."""
    return by_group(progress_of(programme, terms=terms_in_force(programme), on=on, in_order=False)).get(group, [])


@lru_cache(KEPT)
def by_group(reading: Reading) -> Mapping[str, Sequence[int]]:
    """The ids of projects, by how far they are."""
    found: dict[str, list[int]] = {}
    for each in reading:
        if each.project is not None:
            found.setdefault(group_of(each.state, is_two_tier=each.locality is not None), []).append(each.project)
    return found


def group_of(state: State, *, is_two_tier: bool) -> str:
    """What a list is narrowed to: how far a project is, those apart that count without having been shared."""
    return ALONE if state is State.COUNTS and not is_two_tier else state.value


def group_in(project: Any) -> str:
    """The same, of a project from `projects_of`."""
    return group_of(state_in(project), is_two_tier=project.partnership.locality_id is not None)


def county_in(project: Any) -> Partnership | None:
    """In which county it is, which may be its own partnership; None for a single tier."""
    own: Partnership = project.partnership
    return own.county or (own if own.locality_id else None)
