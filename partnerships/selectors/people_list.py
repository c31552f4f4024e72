"""Everybody with a role in a programme, and everybody asked to take one who has not answered, as a list shows them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from kit.prepared import Listed, PreparedExpression, PreparedValues, given_of, marks_of
from kit.search import matching
from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.selectors.invitations import sight_of
from partnerships.selectors.sight import Sight, in_sight
from partnerships.selectors.standing import Standing

STATES = {
    "holds": _("Holds the role"),
    "later": _("Begins later"),
    "sent": _("Waiting for an answer"),
    "ready": _("Not sent yet"),
    "expired": _("Invitation expired"),
    "fallen": _("Must be sent again"),
    "ended": _("Ended"),
}


class Named(NamedTuple):
    """One role or invitation: `what` says which, `place` is its partnership, `places` the areas assigned."""

    pk: int
    what: str
    who: str
    address: str
    telephone: str
    kind: str
    is_deputy: bool
    organisation: str
    place: str
    places: Sequence[str]
    since: date
    until: date | None
    state: str


class Narrowed(NamedTuple):
    """What a list of people is narrowed to: patterns that its words are all like, a kind of role, a partnership, a
    state. None narrows nothing.
    """

    patterns: Sequence[str] | str | None = None
    kind: str | None = None
    partnership: int | None = None
    state: str | None = None

    @property
    def given(self) -> list[object]:
        """What narrows it."""
        return [one for one in self if one is not None]

    def of(self, rows: QuerySet[Any], *named: str) -> QuerySet[Any]:
        """Rows of either table; `named` are the columns with names and addresses."""
        rows = rows if self.patterns is None else matching(rows, self.patterns, *named)
        if self.kind is not None:
            rows = rows.filter(kind=self.kind)
        if self.partnership is not None:
            rows = rows.filter(Q(partnership=self.partnership) | Q(assigned=self.partnership))
        return rows if self.state is None else rows.filter(state=self.state)


def listed_people(
    standing: Standing, programme: Programme, *, on: date, at: datetime, by: Narrowed
) -> Listed[Any] | list[Any]:
    """Those whom one may see, as `Named`, by name; a query written once for what the list is narrowed by."""
    sight = sight_of(standing)
    if not any(sight):
        return []
    query = written(marks_of(sight), tuple(one is not None for one in by))
    return query.listed(programme.pk, on, at, *given_of(sight), *by.given)


PROGRAMME, DAY, MOMENT = -1, date.min, datetime.min.replace(tzinfo=UTC)  # stand for what is asked about
MARKS = Narrowed("<patterns>", "<kind>", -2, "<state>")  # stand for what narrows it


@cache
def written(sight: Sight, narrows: tuple[bool, ...]) -> PreparedValues:
    """The query of those who see by so much, narrowed by so much of what can be asked."""
    by = Narrowed._make(mark if is_asked else None for mark, is_asked in zip(MARKS, narrows, strict=True))
    marks = (PROGRAMME, DAY, MOMENT, *given_of(sight), *by.given)
    return PreparedValues(lambda: everybody(sight, by), *marks, made=Named._make)


def everybody(sight: Sight, by: Narrowed) -> QuerySet[Any]:
    """Both tables as one."""
    seen = Q(in_sight(sight), programme=PROGRAMME)
    roles = with_role(Role.objects.filter(seen)).order_by()
    asked = with_invitation(Invitation.objects.open().filter(seen).with_standing(DAY)).order_by()
    held = by.of(roles, "person__name", "person__email", "organisation", "partnership__name")
    waiting = by.of(asked, "name", "email", "organisation", "partnership__name")
    both = held.values_list(*Named._fields).union(waiting.values_list(*Named._fields), all=True)
    return both.order_by("who", "what", "pk")


def with_role(roles: QuerySet[Role]) -> QuerySet[Role]:
    """What `Named` has that a role has not by itself."""
    return roles.annotate(
        what=Value("role"),
        who=Coalesce(NullIf("person__name", Value("")), "person__email", output_field=CharField()),
        address=F("person__email"),
        telephone=F("person__phone"),
        place=Coalesce("partnership__name", Value("")),
        places=AREAS_OF_ROLE.of(F("pk")),
        state=Case(
            When(until__lt=DAY, then=Value("ended")),
            When(since__gt=DAY, then=Value("later")),
            default=Value("holds"),
        ),
    )


def with_invitation(asked: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """The same of an invitation."""
    return asked.annotate(
        what=Value("invitation"),
        who=Coalesce(NullIf("name", Value("")), "email", output_field=CharField()),
        address=F("email"),
        telephone=F("phone"),
        place=Coalesce("partnership__name", Value("")),
        places=AREAS_OF_INVITATION.of(F("pk")),
        state=Case(
            When(sent_at__isnull=True, then=Value("ready")),
            When(stands=False, then=Value("fallen")),
            When(expires_at__lte=MOMENT, then=Value("expired")),
            default=Value("sent"),
        ),
    )


ROW = -1


def _assigned_areas(**row: int) -> ArraySubquery:
    return ArraySubquery(Partnership.objects.filter(**row).order_by("area").values("area"))


# The areas that an adviser or area lead looks after, or is asked to, in order.
AREAS_OF_ROLE = PreparedExpression(lambda: _assigned_areas(assigned_roles=ROW), ROW)
AREAS_OF_INVITATION = PreparedExpression(lambda: _assigned_areas(assigned_invitations=ROW), ROW)
