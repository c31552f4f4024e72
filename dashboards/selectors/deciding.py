"""What waits for a manager to decide it, told only when there is something; `stage_of` counts it all in one query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from dashboards.rules.stage import Phase
from dashboards.selectors.addresses import way_to
from dashboards.selectors.grants import Sight
from dashboards.selectors.stage import Riding
from dashboards.selectors.suppressed import to_be_fixed
from dashboards.selectors.tally import Tally
from kit.prepared import Computed, PreparedExpression
from notices.models import Message, Suppression
from partnerships.models import Contact, FileImport, Invitation, Partnership, Programme, Terms
from partnerships.rules.staleness import months_before
from projects.models import Admission, Submission
from selfassessment.models import Completion

# As in `FileImport.changes_nothing`: an import that would change nothing waits for nobody.
WITH_SOMETHING_TO_DO = Q(counts__new__gt=0) | Q(counts__changed__gt=0)


@dataclass(frozen=True)
class Need:
    """Something to do: a code whose sentences are in the template, how many, and where ("" while there is no page)."""

    code: str
    number: int
    url: str = ""

    @property
    def template(self) -> str:
        """What says it, on the homes that take each need from a template of its own."""
        return f"dashboards/needs/{self.code}.html"


PROGRAMME, AT, DAY = -1, datetime.min.replace(tzinfo=UTC), date.min


def number_of(found: Callable[[], QuerySet[Any]], *marks: object) -> PreparedExpression:
    """How many rows there are of a query that names PROGRAMME, and perhaps other marks; 0 for none."""
    return PreparedExpression(lambda: _count(found()), PROGRAMME, *marks)


def _count(found: QuerySet[Any], programme: str = "programme") -> Coalesce:
    counted = found.order_by().values(programme).annotate(rows=Count("pk"))
    return Coalesce(Subquery(counted.values("rows"), output_field=IntegerField()), 0)


def _asked() -> QuerySet[Invitation]:
    return Invitation.objects.open().filter(programme=PROGRAMME)


# The manager's home asks all of it at once, and turning it into SQL took longer than all else that was asked.
UNSENT = number_of(lambda: _asked().filter(sent_at__isnull=True))
EXPIRED = number_of(lambda: _asked().filter(expires_at__lte=AT), AT)
READY = number_of(
    lambda: FileImport.objects.filter(WITH_SOMETHING_TO_DO, programme=PROGRAMME, state=FileImport.State.READY)
)
DRAFTED = number_of(lambda: Terms.objects.filter(programme=PROGRAMME, fixed_at__isnull=True))
STALE = number_of(lambda: Contact.objects.filter(programme=PROGRAMME, checked_on__lte=DAY), DAY)


# Who has leave to be late and has not submitted.
LATE = number_of(
    lambda: Partnership.objects.filter(
        Exists(Admission.objects.filter(partnership=OuterRef("pk"), until__gte=AT)),
        ~Exists(Submission.objects.standing().filter(project__partnership=OuterRef("pk"))),
        programme=PROGRAMME,
    ),
    AT,
)


# Addresses of its people and contacts from which mail came back.
BOUNCED = PreparedExpression(
    lambda: _count(to_be_fixed(PROGRAMME, on=DAY).annotate(all=Value(1)), "all"), PROGRAMME, DAY
)


def _unassessed() -> QuerySet[Partnership]:
    """Whoever has completed neither a self-assessment nor a joint review."""
    completed = Completion.objects.standing().filter(partnership=OuterRef("pk"))
    return Partnership.objects.filter(~Exists(completed), programme=PROGRAMME)


UNASSESSED = number_of(_unassessed)
UNBEGUN = number_of(lambda: _unassessed().filter(assessment=None, joint_review=None))
UNREVIEWED = number_of(lambda: _unassessed().filter(delivers_laa=True))

LONG = timedelta(minutes=60)  # a message that has been due for so long waits for more than its turn
RECENT = timedelta(days=7)


def mails_of(found: Callable[[], QuerySet[Message]], *marks: object) -> PreparedExpression:
    """How many messages of a query there are for a programme, which they name by its bare id."""
    return PreparedExpression(lambda: _count(found().filter(programme_id=PROGRAMME), "programme_id"), PROGRAMME, *marks)


DOUBTFUL = mails_of(lambda: Message.objects.filter(state=Message.State.UNKNOWN))
# Where others go meanwhile, what is held up only waits for its turn.
OVERDUE = mails_of(
    lambda: Message.objects.held_up(AT).filter(
        ~Exists(Message.objects.filter(programme_id=PROGRAMME, sent_at__gt=AT).order_by())
    ),
    AT,
)
# Where the address itself was refused, nothing more goes there, and whoever can put it right is told so.
LOST = mails_of(
    lambda: Message.objects.filter(
        ~Exists(Suppression.objects.standing().filter(address=Lower(OuterRef("to")))),
        state=Message.State.FAILED,
        queued_at__gte=AT,
    ),
    AT,
)


CHECKED_BY = date.max  # marks for what `waiting` reckons from the day and the moment
DUE_BY, QUEUED_SINCE = AT + LONG, AT + RECENT


def columns() -> dict[str, Computed]:
    """The counts of what waits."""
    own = F("pk")
    return {
        "unsent": UNSENT.of(own),
        "expired": EXPIRED.of(own, AT),
        "ready": READY.of(own),
        "drafted": DRAFTED.of(own),
        "stale": STALE.of(own, CHECKED_BY),
        "late": LATE.of(own, AT),
        "doubtful": DOUBTFUL.of(own),
        "overdue": OVERDUE.of(own, DUE_BY),
        "lost": LOST.of(own, QUEUED_SINCE),
        "bounced": BOUNCED.of(own, DAY),
        "unassessed": UNASSESSED.of(own),
        "unbegun": UNBEGUN.of(own),
        "unreviewed": UNREVIEWED.of(own),
    }


def waiting(programme: Programme, *, on: date, at: datetime) -> Riding:
    """Those counts as columns of the year's row."""
    checked_by = months_before(on, programme.contact_months)
    return Riding(columns, {AT: at, DAY: on, CHECKED_BY: checked_by, DUE_BY: at - LONG, QUEUED_SINCE: at - RECENT})


def deciding(programme: Programme, tally: Tally, sight: Sight, person: int) -> list[Need]:
    """What waits for a manager in a programme that is not closed, the most pressing first; no query, as the `sight`
    has the counts of `waiting`."""
    if programme.is_closed:
        return []
    numbers = sight.stage.numbers
    drafted = numbers["drafted"] if programme.is_set_up else 0
    needs = [
        Need("set_up", int(not programme.is_set_up), way_to("set_up", programme.key)),
        *of_grants(sight, person),
        of_assessments(sight),
        of_mail(numbers),
        Need("bounced", numbers["bounced"], way_to("suppressed")),
        Need("imports", numbers["ready"], way_to("imports")),
        Need("unsent", numbers["unsent"], way_to("send_invitations")),
        Need("expired", numbers["expired"], f"{way_to('people')}?state=expired"),
        Need("nobody", tally.nobody, f"{way_to('region_table')}?enrolment=none"),
        Need("terms", drafted, way_to("terms_versions", programme.key)),
        Need("stale", numbers["stale"], way_to("stale_contacts")),
    ]
    return [need for need in needs if need.number]


def of_mail(numbers: Mapping[str, int]) -> Need:
    """The worst there is to tell of email, in one line."""
    worst = next((code for code in ("overdue", "doubtful", "lost") if numbers[code]), "lost")
    return Need(f"mail_{worst}", numbers[worst], way_to("mail_health"))


@dataclass(frozen=True)
class Unassessed(Need):
    """Who has completed nothing: `not_begun` and `under_way`, as the map counts them, and how many of all deliver an
    agreement, so that theirs is a joint review."""

    not_begun: int = 0
    reviews: int = 0

    @property
    def under_way(self) -> int:
        """Whoever is not through has begun, or has not."""
        return self.number - self.not_begun


def of_assessments(sight: Sight) -> Need:
    """Who can still complete an assessment or a review, once the year has a framework; nobody after submission."""
    numbers = sight.stage.numbers
    is_time = sight.assessing is not None and not sight.stage.has_closed and not sight.stage.is_decided
    return Unassessed(
        "unassessed",
        numbers["unassessed"] if is_time else 0,
        way_to("send_reminders", "assessment"),
        not_begun=numbers["unbegun"],
        reviews=numbers["unreviewed"],
    )


def of_grants(sight: Sight, person: int) -> list[Need]:
    """Submission, and the decision after it; nobody is asked to confirm what they prepared themselves."""
    stage, grants = sight.stage, sight.grants
    if grants is None or stage.is_decided:
        return []
    missing, late = len(grants.progress) - grants.submitted, stage.numbers.get("late", 0)
    if stage.decision is not None:
        is_anothers = int(stage.decision.by != person)
        return [Need("confirm", is_anothers, way_to("determination", stage.decision.pk))]
    if stage.has_closed:
        return [Need("late", late, way_to("submission")), Need("prepare", 1, way_to("prepare_determination"))]
    is_near = sight.phase is Phase.PROJECTS and stage.closes is not None
    return [Need("submission", missing if is_near else 0, way_to("submission"))]
