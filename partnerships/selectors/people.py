"""Reads about the people of a partnership and of a programme: who holds a role, and who was asked to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from kit.prepared import Prepared, PreparedExpression
from kit.search import containing
from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.rules.enrolment import MOST_REPRESENTATIVES
from partnerships.selectors.invitations import of_those_one_names
from partnerships.selectors.standing import Standing

Kind = Role.Kind
STATES = {
    "holds": _("Holds the role"),
    "later": _("Begins later"),
    "sent": _("Waiting for an answer"),
    "ready": _("Not sent yet"),
    "expired": _("Invitation expired"),
    "fallen": _("Must be sent again"),
    "ended": _("Ended"),
}
COLUMNS = (
    *("pk", "what", "who", "address", "telephone", "kind", "is_deputy", "organisation"),
    *("place", "places", "since", "until", "state"),
)


@dataclass(frozen=True)
class People:
    """Who is named in one partnership: roles that are not over, and invitations that nobody has answered."""

    partnership: Partnership
    representatives: tuple[Role, ...]
    champions: tuple[Role, ...]
    invitations: tuple[Invitation, ...]

    @property
    def rooms(self) -> list[str]:
        """Which roles somebody could still be asked to take; the rule has the last word, by their days."""
        asked = [invitation.kind for invitation in self.invitations]
        named = {Kind.REPRESENTATIVE: len(self.representatives), Kind.CHAMPION: len(self.champions)}
        most = {Kind.REPRESENTATIVE: MOST_REPRESENTATIVES, Kind.CHAMPION: 1}
        return [kind.value for kind, found in named.items() if found + asked.count(kind) < most[kind]]


def people_of(partnership: Partnership, on: date) -> People:
    """Two queries; roles that begin later are there, those that are over are not."""
    held = ROLES_OF.fetch(partnership.pk, on)
    return People(
        partnership=partnership,
        representatives=tuple(role for role in held if role.kind == Kind.REPRESENTATIVE),
        champions=tuple(role for role in held if role.kind == Kind.CHAMPION),
        invitations=tuple(INVITATIONS_OF.fetch(partnership.pk, on)),
    )


PLACE, DAY = -1, date.min  # stand for the key of a partnership and the day
LASTING = Q(until__isnull=True) | Q(until__gte=DAY)
ROLES_OF = Prepared(
    lambda: Role.objects.filter(LASTING, partnership=PLACE).select_related("person").order_by("since", "pk"), PLACE, DAY
)
INVITATIONS_OF = Prepared(
    lambda: Invitation.objects.open().filter(LASTING, partnership=PLACE).order_by("since", "pk"), PLACE, DAY
)


def visible_roles(standing: Standing) -> QuerySet[Role]:
    """The one door to other people's roles (row 04)."""
    return Role.objects.filter(of_those_one_names(standing)).select_related("programme", "partnership", "person")


@dataclass(frozen=True)
class Narrowed:
    """What a list of people is narrowed to; empty is everything."""

    words: str = ""
    kind: str = ""
    partnership: str = ""
    state: str = ""

    def of(self, rows: QuerySet[Any], *named: str) -> QuerySet[Any]:
        """Rows of either table; `named` are the columns with names and addresses."""
        rows = containing(rows, self.words, *named) if self.words else rows
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.partnership:
            rows = rows.filter(Q(partnership=self.partnership) | Q(assigned=self.partnership))
        return rows.filter(state=self.state) if self.state else rows


def listed_people(standing: Standing, programme: Programme, *, on: date, at: datetime, by: Narrowed) -> QuerySet[Any]:
    """Everybody with a role, and everybody asked who has not answered, as rows with COLUMNS, by name; one query."""
    seen = Q(of_those_one_names(standing), programme=programme)
    roles = Role.objects.filter(seen).annotate(
        what=Value("role"),
        who=Coalesce(NullIf("person__name", Value("")), "person__email", output_field=CharField()),
        address=F("person__email"),
        telephone=F("person__phone"),
        place=Coalesce("partnership__name", Value("")),
        places=AREAS_OF_ROLE.of(F("pk")),
        state=Case(
            When(until__lt=on, then=Value("ended")),
            When(since__gt=on, then=Value("later")),
            default=Value("holds"),
        ),
    )
    asked = (
        Invitation.objects.open()
        .filter(seen)
        .with_standing(on)
        .annotate(
            what=Value("invitation"),
            who=Coalesce(NullIf("name", Value("")), "email", output_field=CharField()),
            address=F("email"),
            telephone=F("phone"),
            place=Coalesce("partnership__name", Value("")),
            places=AREAS_OF_INVITATION.of(F("pk")),
            state=Case(
                When(sent_at__isnull=True, then=Value("ready")),
                When(stands=False, then=Value("fallen")),
                When(expires_at__lte=at, then=Value("expired")),
                default=Value("sent"),
            ),
        )
    )
    held = by.of(roles.order_by(), "person__name", "person__email", "organisation", "partnership__name")
    waiting = by.of(asked.order_by(), "name", "email", "organisation", "partnership__name")
    both = held.values_list(*COLUMNS, named=True).union(waiting.values_list(*COLUMNS, named=True), all=True)
    return both.order_by("who", "what", "pk")


ROW = -1


def _assigned_areas(**row: int) -> ArraySubquery:
    return ArraySubquery(Partnership.objects.filter(**row).order_by("area").values("area"))


# The areas that an adviser or area lead looks after, or is asked to, in order.
AREAS_OF_ROLE = PreparedExpression(lambda: _assigned_areas(assigned_roles=ROW), ROW)
AREAS_OF_INVITATION = PreparedExpression(lambda: _assigned_areas(assigned_invitations=ROW), ROW)


def other_managers(role: Role) -> Iterator[Role]:
    """Whoever else manages the programme, the deputy too, and can sign in."""
    others = Role.objects.filter(programme=role.programme_id, kind=Kind.MANAGER, person__is_active=True)
    return iter(others.exclude(person=role.person_id))


def managers_of(programme: Programme, on: date) -> list[Person]:
    """Who manages it on a day and can sign in, the manager before the deputy."""
    roles = Role.objects.held_on(on).filter(programme=programme, kind=Kind.MANAGER, person__is_active=True)
    return [role.person for role in roles.select_related("person").order_by("is_deputy", "pk")]


def nameable_partnerships(standing: Standing, programme: Programme) -> QuerySet[Partnership]:
    """Of one programme, those whose people one may name (row 04): the manager all, a representative the own."""
    if standing.holds(programme.pk, Role.Kind.MANAGER):
        return programme.partnerships.order_by("name", "pk")
    represented = standing.roles_in(programme.pk, Role.Kind.REPRESENTATIVE)
    own = [role.partnership_id for role in represented if role.partnership_id]
    return programme.partnerships.filter(pk__in=own).order_by("name", "pk")
