"""What a file of people needs to know, and the invitations it makes, written down and not sent, or changes."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.rules.imports.people import DEPUTY, Group, NamedThere, PeopleFacts, plan_people
from partnerships.rules.imports.places import Spot, Spots
from partnerships.rules.imports.planning import Outcome, Plan, Planned
from partnerships.rules.role_days import suggested_first_day
from partnerships.selectors.enrolment import as_named
from partnerships.services.imports.deeds import Deed
from partnerships.services.imports.reading import STEP, Reading

COLUMNS = {"from": "since", "until": "until", "name": "name", "phone": "phone", "organisation": "organisation"}


def spots_of(programme: Programme) -> Spots:
    """Every partnership of the programme, in one query."""
    rows = Partnership.objects.filter(programme=programme).order_by("area", "tier")
    return Spots.of([Spot(*row) for row in rows.values_list("pk", "name", "area", "tier")])


def plan_of_people(reading: Reading, programme: Programme, at: datetime) -> Plan:
    """Beside everybody who holds a role or is invited to, in three queries."""
    today, headings = timezone.localdate(at), reading.headings
    return plan_people(PeopleFacts(reading.rows, spots_of(programme), _named(programme), today, programme, headings))


def _named(programme: Programme) -> dict[Group, list[NamedThere]]:
    roles = Role.objects.filter(programme=programme).select_related("person").order_by("since", "pk")
    asked = Invitation.objects.open().filter(programme=programme).order_by("since", "pk")
    groups: dict[Group, list[NamedThere]] = {}
    everybody: list[Role | Invitation] = [*roles, *asked]
    for row in everybody:
        group = (row.partnership_id, "") if row.partnership_id else (None, row.kind)
        groups.setdefault(group, []).append(_there(row))
    return groups


def _there(row: Role | Invitation) -> NamedThere:
    phone = row.phone if isinstance(row, Invitation) else row.person.phone
    return NamedThere(**vars(as_named(row)), pk=row.pk, phone=phone, organisation=row.organisation)


def write_people(plan: Plan, deed: Deed) -> None:
    """An invitation for each new row; those that wait, and organisations of roles that are held, as the file says."""
    new, changed = plan.of(Outcome.NEW), plan.of(Outcome.CHANGED)
    for start in range(0, len(new), STEP):
        batch = Invitation.objects.bulk_create(_new(row, deed) for row in new[start : start + STEP])
        deed.note("invitation.made", ((each, {}) for each in batch))
        deed.step(start + len(batch))
    for start in range(0, len(changed), STEP):
        rows = {(row.values["waits"], row.pk): row for row in changed[start : start + STEP]}
        _change_invitations({pk: row for (waits, pk), row in rows.items() if waits}, deed)
        _change_roles({pk: row for (waits, pk), row in rows.items() if not waits}, deed)
        deed.step(len(new) + start + len(rows))


def _new(row: Planned, deed: Deed) -> Invitation:
    values = row.values
    kind = Role.Kind.MANAGER if values["role"] == DEPUTY else values["role"]
    return Invitation(
        programme=deed.programme,
        kind=kind,
        is_deputy=values["role"] == DEPUTY,
        partnership_id=values["place"],
        email=values["email"],
        name=values["name"],
        phone=values.get("phone", ""),
        organisation=values.get("organisation", ""),
        since=values.get("from") or suggested_first_day(kind, deed.programme, timezone.localdate(deed.at)),
        until=values.get("until") or None,
        made_by=deed.by,
        made_at=deed.at,
    )


def _change_invitations(rows: dict[Any, Planned], deed: Deed) -> None:
    there = Invitation.objects.in_bulk(list(rows))
    for pk, invitation in there.items():
        for change in rows[pk].changes:
            if change.field == "role":
                invitation.is_deputy = change.after == DEPUTY
            else:
                setattr(invitation, COLUMNS[change.field], change.after)
    Invitation.objects.bulk_update(there.values(), [*COLUMNS.values(), "is_deputy"])
    deed.note("invitation.changed", [(there[pk], told(row)) for pk, row in rows.items()])


def _change_roles(rows: dict[Any, Planned], deed: Deed) -> None:
    there = Role.objects.in_bulk(list(rows))
    for pk, role in there.items():
        role.organisation, role.version = rows[pk].values["organisation"], role.version + 1
    Role.objects.bulk_update(there.values(), ["organisation", "version"])
    deed.note("role.corrected", [(there[pk], told(row)) for pk, row in rows.items()])


def told(row: Planned) -> dict[str, list[str]]:
    """The fields that change, and nothing of what they say: it is about a person."""
    return {"fields": sorted(change.field for change in row.changes)}
