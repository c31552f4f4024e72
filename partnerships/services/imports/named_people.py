"""What a file of people needs to know, and the invitations it makes: written down, not sent."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Person
from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.rules.enrolment import Named
from partnerships.rules.imports.people import DEPUTY, Group, PeopleFacts, plan_people
from partnerships.rules.imports.places import Spot, Spots
from partnerships.rules.imports.planning import Outcome, Plan
from partnerships.selectors.enrolment import as_named
from partnerships.services.imports.reading import STEP, Reading, Step


def spots_of(programme: Programme) -> Spots:
    """Every partnership of the programme, in one query."""
    rows = Partnership.objects.filter(programme=programme).order_by("area", "tier")
    return Spots.of([Spot(*row) for row in rows.values_list("pk", "name", "area", "tier")])


def plan_of_people(reading: Reading, programme: Programme, at: datetime) -> Plan:
    """Beside everybody who holds a role or is invited to, in three queries."""
    today = timezone.localdate(at)
    return plan_people(PeopleFacts(reading.rows, spots_of(programme), _named(programme), today, reading.headings))


def _named(programme: Programme) -> dict[Group, list[Named]]:
    roles = Role.objects.filter(programme=programme).select_related("person").order_by("since", "pk")
    asked = Invitation.objects.open().filter(programme=programme).order_by("since", "pk")
    groups: dict[Group, list[Named]] = {}
    everybody: list[Role | Invitation] = [*roles, *asked]
    for row in everybody:
        group = (row.partnership_id, "") if row.partnership_id else (None, row.kind)
        groups.setdefault(group, []).append(as_named(row))
    return groups


def write_people(plan: Plan, programme: Programme, by: Person | None, at: datetime, step: Step) -> None:
    """An invitation for each new row."""
    rows = plan.of(Outcome.NEW)
    for start in range(0, len(rows), STEP):
        batch = rows[start : start + STEP]
        Invitation.objects.bulk_create(
            Invitation(
                programme=programme,
                kind=Role.Kind.MANAGER if row.values["role"] == DEPUTY else row.values["role"],
                is_deputy=row.values["role"] == DEPUTY,
                partnership_id=row.pk,
                email=row.values["email"],
                name=row.values["name"],
                phone=row.values.get("phone", ""),
                organisation=row.values.get("organisation", ""),
                since=row.values["from"],
                made_by=by,
                made_at=at,
            )
            for row in batch
        )
        step(start + len(batch))
