"""The projects of a programme that one may read, as a list shows them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, DateTimeField, F, Func, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Lower

from kit.prepared import Prepared
from partnerships.models import Programme, Role
from partnerships.selectors.programmes import terms_in_force
from partnerships.selectors.standing import Standing
from projects.models import Project, Submission
from projects.rules.progress import State
from projects.selectors.progress import progress_of
from projects.selectors.states import with_state
from projects.selectors.visibility import PUBLIC_TITLE, READ_ALL, visible_projects

SHOWN = ("partnership__area", "partnership__tier", "partnership__county__area")
SEARCHED = ("seen_title", "partnership__name", "partnership__area", "partnership__county__area")


def titles_of(standing: Standing, programme: Programme) -> QuerySet[Project]:
    """By area, each with `seen_title`, of the words that one reads."""
    seen = visible_projects(standing).filter(partnership__programme=programme)
    title = Case(When(reads_draft=True, then=F("title")), default=PUBLIC_TITLE.of(F("pk")))
    return seen.annotate(seen_title=title).order_by(Lower("partnership__area"), "pk")


def projects_of(standing: Standing, programme: Programme) -> QuerySet[Project]:
    """The same, each with `submitted_at` as well and what its state needs."""
    handed_in = Submission.objects.standing().filter(project=OuterRef("pk")).values("submitted_at")
    found = with_state(titles_of(standing, programme)).annotate(
        submitted_at=Subquery(handed_in, output_field=DateTimeField())
    )
    return found.select_related(None).select_related("partnership__county").only(*SHOWN)


def projects_at_once(standing: Standing, programme: Programme) -> Sequence[Project] | None:
    """The same by a query written once, for those who only read all of them and for the people of one partnership;
    None for anybody else.
    """
    if reads_only_all(standing, programme):
        return WHOLE.listed(programme.pk)
    own = {role.partnership_id for role in standing.roles if role.kind in Role.OF_A_PARTNERSHIP}
    others = {role.kind for role in standing.roles} & {*READ_ALL, *Role.WITH_ASSIGNMENTS}
    return OWN.fetch(programme.pk, *own) if len(own) == 1 and not others else None


def projects_among(found: QuerySet[Project], programme: Programme) -> Sequence[Project]:
    """Those `found` of `titles_of`, for those who only read all of them: only the keys are asked for anew."""
    return Among(programme.pk, list(found.values_list("pk", flat=True)))


def reads_only_all(standing: Standing, programme: Programme) -> bool:
    """Whether every role is one that reads all of a programme's, and one is of this."""
    return standing.holds(programme.pk, *READ_ALL) and all(role.kind in READ_ALL for role in standing.roles)


class Among(Sequence[Project]):
    """Projects with these keys, fetched a page at a time."""

    def __init__(self, programme: int, keys: list[int]) -> None:
        self.programme, self.keys = programme, keys

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Project]:
        return iter(self[:])

    def __getitem__(self, place: Any) -> Any:
        """A part of them; no query for none. One by its place is not what it is for, so all are fetched."""
        if isinstance(place, int):
            return self[:][place]
        keys = self.keys[place]
        return WHOLE_AMONG.fetch(self.programme, keys) if keys else []


PROGRAMME, PARTNERSHIP = -1, -2  # stand for the keys of what is asked about


def somebody(kind: str, partnership: int | None = None) -> Standing:
    """Who holds just this role."""
    return Standing((Role(kind=kind, programme_id=PROGRAMME, partnership_id=partnership),), None)


WHOLE = Prepared(lambda: projects_of(somebody(Role.Kind.MANAGER), Programme(pk=PROGRAMME)), PROGRAMME)
KEYS = "keys"  # stands for a list of them
WHOLE_AMONG = Prepared(
    lambda: projects_of(somebody(Role.Kind.MANAGER), Programme(pk=PROGRAMME)).filter(
        Func(F("pk"), Value(KEYS), template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())
    ),
    *(PROGRAMME, KEYS),
)
OWN = Prepared(
    lambda: projects_of(somebody(Role.Kind.REPRESENTATIVE, PARTNERSHIP), Programme(pk=PROGRAMME)),
    *(PROGRAMME, PARTNERSHIP),
)


def projects_in(state: State, programme: Programme, on: date) -> list[int]:
    """The ids of a programme's projects that are just so far, whoever may read them; three queries."""
    progress = progress_of(programme, terms=terms_in_force(programme), on=on, in_order=False)
    return [each.project for each in progress if each.project is not None and each.state == state]
