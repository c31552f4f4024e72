"""What waits for a manager to decide it: counted in one query, and told only when there is something."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dashboards.selectors.addresses import way_to
from dashboards.selectors.tally import Tally
from kit.prepared import PreparedExpression
from partnerships.models import Contact, FileImport, Invitation, Programme, Terms
from partnerships.rules.staleness import months_before

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


def _count(found: QuerySet[Any]) -> Coalesce:
    counted = found.order_by().values("programme").annotate(rows=Count("pk"))
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


def deciding(programme: Programme, tally: Tally, *, on: date, at: datetime) -> list[Need]:
    """What waits in a programme that is not closed, the most pressing first; one query."""
    if programme.is_closed:
        return []
    own = F("pk")
    numbers = Programme.objects.filter(pk=programme.pk).values(
        unsent=UNSENT.of(own),
        expired=EXPIRED.of(own, at),
        ready=READY.of(own),
        drafted=DRAFTED.of(own),
        stale=STALE.of(own, months_before(on, programme.contact_months)),
    )[0]
    drafted = numbers["drafted"] if programme.is_set_up else 0
    needs = [
        Need("set_up", int(not programme.is_set_up), way_to("set_up", programme.key)),
        Need("imports", numbers["ready"], way_to("imports")),
        Need("unsent", numbers["unsent"], way_to("send_invitations")),
        Need("expired", numbers["expired"], f"{way_to('people')}?state=expired"),
        Need("nobody", tally.nobody, f"{way_to('region_table')}?enrolment=none"),
        Need("terms", drafted, way_to("terms_versions", programme.key)),
        Need("stale", numbers["stale"], way_to("stale_contacts")),
    ]
    return [need for need in needs if need.number]
