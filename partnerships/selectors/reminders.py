"""Whom a programme could remind of naming people, or of answering an invitation. Each look is one query."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now, TruncDate

from accounts.models import Person
from kit.prepared import Prepared, PreparedValues
from notices.rules.reminders import Gathering
from partnerships.models import Invitation, KeyDate, Partnership, Programme, Role
from partnerships.rules.deadlines import local_day

Kind = Role.Kind
Named = Mapping[tuple[int | None, str], list[Role]]
Columns = Callable[[], Mapping[str, Any]]
CARRIED: list[Columns] = []
PROGRAMME, DAY = -1, date.min  # stand for what is asked about
YEAR, OWN = ("name", "region", "state"), ("pk", "area", "name", "delivers_laa")  # what is read of it and of a place
TOLD = ("area", "name", "programme__name", "programme__region")  # what words about a partnership are written with


def carry(columns: Columns) -> Columns:
    """Register what a room's reminders read of every partnership; `places` asks for it with that of all rooms."""
    CARRIED.append(columns)
    return columns


class Place(SimpleNamespace):
    """A partnership as reminders read it: what they are written with, its year, and the columns that rooms registered.

    A thousand model objects would take longer than all else that is done for them.
    """

    def __str__(self) -> str:
        return str(self.name)


def places(gathering: Gathering) -> list[Any]:
    """Every partnership of the year, a `Place` each."""
    found = PLACES.fetch(gathering.programme_id)
    year = Programme(pk=gathering.programme_id, **dict(zip(YEAR, found[0], strict=False))) if found else None
    names = (*OWN, *carried())
    return [Place(programme=year, **dict(zip(names, row[len(YEAR) :], strict=True))) for row in found]


@cache
def carried() -> Mapping[str, Any]:
    """The columns of all rooms."""
    return {name: column for each in CARRIED for name, column in each().items()}


def _places() -> QuerySet[Partnership, Any]:
    found = Partnership.objects.filter(programme=PROGRAMME).annotate(**carried()).order_by("area", "pk")
    return found.values_list(*(f"programme__{name}" for name in YEAR), *OWN, *carried())


def named_people(gathering: Gathering) -> Named:
    """Representatives and champions of today who can sign in, by partnership and role; partnership and year loaded."""
    found: dict[tuple[int | None, str], list[Role]] = defaultdict(list)
    for role in NAMED.fetch(gathering.programme_id, local_day(gathering.at)):
        found[role.partnership_id, role.kind].append(role)
    return found


def _named() -> QuerySet[Role]:
    held = Role.objects.held_on(DAY).filter(programme=PROGRAMME, kind__in=Role.OF_A_PARTNERSHIP, person__is_active=True)
    told = [f"partnership__{name}" for name in TOLD]
    roles = held.select_related("person", "partnership__programme").only("kind", "person", *told)
    return roles.annotate(enrolled_by=enrolment_closes("programme")).order_by("partnership__area", "partnership", "pk")


def asked_people(gathering: Gathering) -> list[Any]:
    """Invitations that wait for an answer, each with `stands`, `is_gone` and `enrolled_by`; year and place loaded."""
    return ASKED.fetch(gathering.programme_id, local_day(gathering.at))


def _asked() -> QuerySet[Invitation]:
    waiting = Invitation.objects.open().filter(programme=PROGRAMME, sent_at__isnull=False)
    gone = Person.objects.filter(email=OuterRef("email"), is_active=False)
    found = waiting.with_standing(DAY).annotate(is_gone=Exists(gone), enrolled_by=enrolment_closes("programme"))
    return found.select_related("programme", "partnership", "made_by", "sent_by").order_by("sent_at", "pk")


def enrolment_closes(programme: str) -> Subquery:
    """When everybody should be named, as a column of rows that name their programme by this field."""
    dates = KeyDate.objects.filter(programme=OuterRef(programme), kind=KeyDate.Kind.ENROLMENT)
    return Subquery(dates.values("closes_at")[:1])


def day_of(moment: datetime | None) -> date | None:
    """The day in London; None of None."""
    return local_day(moment) if moment else None


def still_held(about: Mapping[str, Any], kind: str) -> QuerySet[Role]:
    """The role by which a message reached its person, where it is still held on the day that the database has."""
    today = TruncDate(Now())
    held = Role.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today, kind=kind)
    return held.filter(partnership=about.get("partnership"), person=about.get("person"), person__is_active=True)


def is_still_to_name(about: Mapping[str, Any]) -> bool:
    """Whether a representative's partnership has neither a champion nor one who was asked."""
    partnership, today = about.get("partnership"), TruncDate(Now())
    champions = Role.objects.filter(Q(until__isnull=True) | Q(until__gte=today), partnership=partnership)
    asked = Invitation.objects.open().filter(partnership=partnership, kind=Kind.CHAMPION, sent_at__isnull=False)
    is_named = champions.filter(kind=Kind.CHAMPION).exists() or asked.exists()
    return not is_named and still_held(about, Kind.REPRESENTATIVE).exists()


def is_unanswered(about: Mapping[str, Any]) -> bool:
    """Whether an invitation still waits."""
    return Invitation.objects.open().filter(pk=about.get("invitation", 0)).exists()


PLACES = PreparedValues(_places, PROGRAMME)
NAMED, ASKED = Prepared(_named, PROGRAMME, DAY), Prepared(_asked, PROGRAMME, DAY)
