"""What waits for a manager to decide it: counted in one query, and told only when there is something."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dashboards.selectors.addresses import way_to
from dashboards.selectors.tally import Tally
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


def number_of(found: QuerySet[Any], outer: str = "programme") -> Coalesce:
    """How many rows of a query belong to the outer row, as a column of it."""
    counted = found.filter(**{outer: OuterRef("pk")}).order_by().values(outer).annotate(rows=Count("pk"))
    return Coalesce(Subquery(counted.values("rows"), output_field=IntegerField()), 0)


def deciding(programme: Programme, tally: Tally, *, on: date, at: datetime) -> list[Need]:
    """What waits in a programme that is not closed, the most pressing first; one query."""
    if programme.is_closed:
        return []
    waiting = Invitation.objects.open()
    numbers = Programme.objects.filter(pk=programme.pk).values(
        unsent=number_of(waiting.filter(sent_at__isnull=True)),
        expired=number_of(waiting.filter(expires_at__lte=at)),
        ready=number_of(FileImport.objects.filter(WITH_SOMETHING_TO_DO, state=FileImport.State.READY)),
        drafted=number_of(Terms.objects.filter(fixed_at__isnull=True)),
        stale=number_of(Contact.objects.filter(checked_on__lte=months_before(on, programme.contact_months))),
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
