"""What a plan of partnerships writes, many rows at a time, in the transaction of the import."""

from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from partnerships.models import AccountableBody, Partnership, Programme
from partnerships.rules.imports.planning import Outcome, Plan, Planned, fold
from partnerships.services.imports.deeds import Deed
from partnerships.services.imports.reading import STEP

PLAIN = ("name", "area", "short", "tier", "gss_code", "ons_code", "delivers_laa", "population")
WRITTEN = (*PLAIN, "county", "accountable_body", "version")
Bodies = dict[tuple[str, str], AccountableBody]  # by identifier and name
KEYS = {"area", "tier", "gss_code"}


def write_partnerships(plan: Plan, deed: Deed) -> None:
    """Bodies first, then counties, then all others, which may name them."""
    programme = deed.programme
    bodies = _bodies(plan, programme)
    _free_keys(plan)
    rows = [*plan.of(Outcome.NEW), *plan.of(Outcome.CHANGED)]
    counties = [row for row in rows if row.values["tier"] == Partnership.Tier.COUNTY]
    others = [row for row in rows if row.values["tier"] != Partnership.Tier.COUNTY]
    _write(counties, deed, bodies, {}, 0)
    found = Partnership.objects.filter(programme=programme, tier=Partnership.Tier.COUNTY).in_bulk().values()
    _write(others, deed, bodies, {fold(county.area): county for county in found}, len(counties))


def _bodies(plan: Plan, programme: Programme) -> Bodies:
    """Every accountable body the rows name, those made that are new."""
    named = {(row.values["accountable_body_id"], row.values["accountable_body"]) for row in plan.rows} - {("", "")}
    there = _bodies_there(programme)
    new = [
        AccountableBody(programme=programme, identifier=identifier, name=name)
        for identifier, name in sorted(named)
        if (identifier, name) not in there
    ]
    AccountableBody.objects.bulk_create(new, batch_size=STEP)
    return _bodies_there(programme) if new else there


def _bodies_there(programme: Programme) -> Bodies:
    found = AccountableBody.objects.filter(programme=programme)
    return {(body.identifier, body.name): body for body in found}


def _free_keys(plan: Plan) -> None:
    """Take areas and codes from partnerships that get others, so that two may swap them."""
    changed = [row for row in plan.of(Outcome.CHANGED) if KEYS & {change.field for change in row.changes}]
    moved = [row.pk for row in changed if row.pk is not None]
    for start in range(0, len(moved), STEP):
        Partnership.objects.filter(pk__in=moved[start : start + STEP]).update(
            area=Concat(Value("\t"), Cast(F("pk"), CharField())), gss_code=""
        )


def _write(rows: Sequence[Planned], deed: Deed, bodies: Bodies, counties: dict[str, Partnership], done: int) -> None:
    for start in range(0, len(rows), STEP):
        batch = rows[start : start + STEP]
        there = Partnership.objects.in_bulk([row.pk for row in batch if row.pk is not None])
        new: list[Partnership] = []
        changed: dict[int, Partnership] = {}
        for row in batch:
            partnership = there[row.pk] if row.pk is not None else Partnership(programme=deed.programme, version=0)
            _fill(partnership, row, bodies, counties)
            if row.pk is None:
                new.append(partnership)
            else:
                changed[row.pk] = partnership
        Partnership.objects.bulk_create(new)
        Partnership.objects.bulk_create(
            changed.values(), update_conflicts=True, unique_fields=["id"], update_fields=[*WRITTEN]
        )
        deed.note("partnership.added", ((each, {}) for each in new))
        deed.note("partnership.changed", [(changed[row.pk], told(row)) for row in batch if row.pk is not None])
        deed.step(done + start + len(batch))


def told(row: Planned) -> dict[str, dict[str, list[Any]]]:
    """What changes of a partnership, before and after, as a change by hand is told."""
    return {"fields": {change.field: [change.before, change.after] for change in row.changes}}


def _fill(partnership: Partnership, row: Planned, bodies: Bodies, counties: dict[str, Partnership]) -> None:
    for key in PLAIN:
        setattr(partnership, key, row.values[key])
    is_district = row.values["tier"] == Partnership.Tier.DISTRICT
    partnership.county = counties[fold(row.values["county"])] if is_district else None
    partnership.accountable_body = bodies.get((row.values["accountable_body_id"], row.values["accountable_body"]))
    partnership.version += 1
