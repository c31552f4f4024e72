"""How the mail of a programme goes, and every message of it: read by those who manage it alone (access row 31).

Messages about accounts, such as codes, belong to no programme and stand in nobody's list.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, When
from django.utils import timezone

from dashboards.rules.mail import Counted, News, Tally
from dashboards.rules.trail import Place
from kit.jobs.clock import Clock, clock
from kit.search import containing
from notices.models import Mailing, Message
from notices.models.message import CAME_BACK
from partnerships.models import Contact, Programme, Role
from partnerships.selectors.standing import Standing

State = Message.State
WEEK = timedelta(days=7)
FAILURES = timedelta(days=28)  # how far back failures are told
LADDER = timedelta(days=3)  # a message sent within the week may have been asked for so much earlier
MOST_COUNTED = 1_000
MOST_TO_SETTLE = 20


@dataclass(frozen=True)
class MailHealth:
    """All that the page of mail health tells."""

    tally: Tally
    clock: Clock
    unknown: list[Message]
    at: datetime

    @property
    def news(self) -> News:
        """The worst that there is to tell."""
        return self.tally.news(at=self.at, has_stopped=self.clock.has_stopped)

    @property
    def is_just_now(self) -> bool:
        """Whether the clock ran within the last minute."""
        return self.clock.last_at is not None and self.at - self.clock.last_at < timedelta(minutes=1)

    @property
    def more_unknown(self) -> int:
        """How many more are to be settled than are shown."""
        return max(0, self.tally.unknown - len(self.unknown))


def managed_programmes(standing: Standing) -> set[int]:
    """Whose delivery record one may read."""
    return {role.programme_id for role in standing.roles if role.kind == Role.Kind.MANAGER}


def visible_messages(standing: Standing) -> QuerySet[Message]:
    """The one door to messages (row 31)."""
    return Message.objects.filter(programme_id__in=managed_programmes(standing)).select_related("person", "mailing")


def contact_with(address: str, programme_id: int | None) -> Contact | None:
    """The contact of a programme that has an address, where it can be put right."""
    if programme_id is None:
        return None
    return Contact.objects.filter(programme=programme_id, email=address.lower()).order_by("pk").first()


def visible_mailings(standing: Standing) -> QuerySet[Mailing]:
    """The one door to mailings (row 31)."""
    return Mailing.objects.filter(programme_id__in=managed_programmes(standing))


def mail_health(programme: Programme, *, at: datetime) -> MailHealth:
    """Three queries, of which one reads rows: those that a person must settle, the oldest first."""
    to_settle = Message.objects.filter(programme_id=programme.pk, state=State.UNKNOWN)
    return MailHealth(
        tally=Tally(counted(Q(programme_id=programme.pk), at=at)),
        clock=clock(at=at),
        unknown=list(to_settle.select_related("person", "mailing").order_by("queued_at", "pk")[:MOST_TO_SETTLE]),
        at=at,
    )


def counted(whose: Q, *, at: datetime) -> list[Counted]:
    """Messages by kind, state and problem: all that have not ended, what ended lately; one query that indexes bound."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    is_due = Q(state=State.QUEUED, next_attempt_at__lte=at)
    put_off = Q(state=State.QUEUED, attempts__gt=0, next_attempt_at__gt=at) & ~Q(problem="")
    rows = (
        Message.objects.filter(whose)
        .filter(
            Q(queued_at__gte=at - WEEK - LADDER, state=State.SENT)
            | Q(queued_at__gte=at - WEEK, state=State.DROPPED)
            | Q(queued_at__gte=at - FAILURES, state=State.FAILED)
            | Q(state__in=[State.HELD, State.QUEUED, State.CLAIMED, State.SENDING, State.UNKNOWN])
        )
        .order_by()
        .values("kind", "state", "problem")
        .annotate(
            number=Count("pk"),
            due=Count("pk", filter=is_due),
            sent_today=Count("pk", filter=Q(sent_at__gte=today)),
            sent_this_week=Count("pk", filter=Q(sent_at__gte=at - WEEK)),
            oldest=Min("queued_at"),
            held_up=Count("pk", filter=is_due | CAME_BACK),
            held_up_since=Min(
                Case(When(CAME_BACK, then=F("queued_at")), default=F("next_attempt_at")), filter=is_due | CAME_BACK
            ),
            put_off=Count("pk", filter=put_off),
            again_at=Min("next_attempt_at", filter=put_off),
            last_sent=Max("sent_at"),
        )
    )
    return [Counted(**row) for row in rows]


@dataclass(frozen=True)
class Narrowed:
    """What a delivery record is narrowed to; empty is everything."""

    words: str = ""
    state: str = ""
    kind: str = ""

    def of(self, messages: QuerySet[Message], programme: Programme) -> QuerySet[Message]:
        """Words are looked for in subject, name and address, and among the partnerships of the person."""
        if self.state:
            messages = messages.filter(state=self.state)
        if self.kind:
            messages = messages.filter(kind=self.kind)
        if not self.words:
            return messages
        named = containing(messages.order_by(), self.words, "subject", "to", "person__name")
        people = containing(Role.objects.filter(programme=programme).order_by(), self.words, "partnership__name")
        return messages.filter(Q(pk__in=named.values("pk")) | Q(person__in=people.values("person")))


def delivery_record(programme: Programme, by: Narrowed) -> QuerySet[Message]:
    """The messages of a programme, the newest first."""
    messages = Message.objects.filter(programme_id=programme.pk).select_related("person", "mailing")
    return by.of(messages, programme).order_by("-queued_at", "-pk")


def after(messages: QuerySet[Message], place: Place | None) -> QuerySet[Message]:
    """The older ones, from a place on."""
    if place is None:
        return messages
    return messages.filter(queued_at__lte=place.at).exclude(queued_at=place.at, pk__gte=place.pk)


def number_up_to(messages: QuerySet[Message], most: int = MOST_COUNTED) -> int:
    """How many there are, counted no further than one beyond `most`."""
    return messages.order_by()[: most + 1].count()


@dataclass(frozen=True)
class Delivery:
    """A mailing's messages by state, and how far it is."""

    numbers: dict[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.numbers.values())

    @property
    def sent(self) -> int:
        """Those that went."""
        return self.numbers.get(State.SENT, 0)

    @property
    def going(self) -> int:
        """How many have not come to an end."""
        return sum(self.numbers.get(state, 0) for state in (State.QUEUED, State.CLAIMED, State.SENDING, State.HELD))

    @property
    def ended(self) -> int:
        """Those that came to an end, whichever."""
        return self.total - self.going

    @property
    def percent(self) -> int:
        """Whole per cent that have come to an end, rounded down."""
        return 100 * self.ended // self.total if self.total else 0

    @property
    def by_state(self) -> list[tuple[str, str, int]]:
        """Each state that some are in: its code, its label, how many."""
        return [(state.value, str(state.label), self.numbers[state]) for state in State if self.numbers.get(state)]


def delivery_of(mailing: Mailing) -> Delivery:
    """How far a mailing is, in one query over its own messages."""
    rows = mailing.messages.order_by().values_list("state").annotate(number=Count("pk"))
    return Delivery(dict(rows))
