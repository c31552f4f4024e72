"""Writes about entries of the directory made by hand: added, changed, with localities kept whole."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from audit.services import record
from kit.govuk_ui.forms.versions import take_version
from partnerships.errors import EntryChangedError, EntryRefusedError
from partnerships.models import AccountableBody, Partnership, Programme
from partnerships.rules.deadlines import local_day
from partnerships.rules.entries import Known, changes, clashes
from partnerships.rules.localities import COUNTY, DISTRICT, Move, Place, Refusal, refusals
from partnerships.selectors.entries import PLAIN, facts_of, is_held, known_beside, place_of, siblings_of
from partnerships.services.holding import hold_programme
from partnerships.services.partnerships import add_partnership

Facts = Mapping[str, Any]


@transaction.atomic
def add_entry(
    *, programme: Programme, facts: Facts, first_district: Facts | None, by: Person, at: datetime
) -> Partnership:
    """A partnership, and with a county its first district.

    Raises EntryRefusedError and ProgrammeClosedError.
    """
    programme = hold_programme(programme)
    _refuse(programme, None, facts, first_district, at)
    fields = {name: facts[name] for name in PLAIN}
    county = programme.partnerships.filter(pk=facts["county"]).first() if facts["county"] else None
    body = _body(programme, facts)
    added = add_partnership(programme=programme, county=county, accountable_body=body, by=by, at=at, **fields)
    _add_first_district(added, first_district, by=by, at=at)
    return added


@transaction.atomic
def change_entry(
    *, partnership: Partnership, seen: int, facts: Facts, first_district: Facts | None, by: Person, at: datetime
) -> None:
    """Some or all facts of an entry as it was at version `seen`; nothing is kept when nothing differs.

    Raises EntryChangedError, EntryRefusedError and ProgrammeClosedError.
    """
    programme = hold_programme(partnership.programme)
    stored = Partnership.objects.select_related("accountable_body", "county").get(pk=partnership.pk)
    was = facts_of(stored)
    changed = changes(was, facts)
    if stored.version != seen:
        raise EntryChangedError
    _refuse(programme, stored, {**was, **facts}, first_district, at)
    if not changed:
        return
    if not take_version(Partnership.objects.filter(pk=stored.pk), seen):
        raise EntryChangedError
    _write(stored, {**was, **facts}, changed)
    _add_first_district(stored, first_district, by=by, at=at)
    details = {"fields": in_words(changed)}
    record(actor=by, action="partnership.changed", at=at, subject=stored, programme_id=programme.pk, details=details)


def _refuse(
    programme: Programme, stored: Partnership | None, facts: Facts, first_district: Facts | None, at: datetime
) -> None:
    move = Move(
        before=place_of(stored) if stored else None,
        after=Place(facts["tier"], facts["county"]),
        siblings=siblings_of(stored) if stored else 0,
        first_district=bool(first_district),
        is_held=is_held(stored, on=local_day(at)) if stored else False,
    )
    entry = Known(facts["area"], facts["tier"], facts["gss_code"], facts["ons_code"])
    found = refusals(move) + clashes(entry, known_beside(programme, entry, stored.pk if stored else None))
    found += _refusals_of_county(programme, facts) + _refusals_of_body(programme, stored, facts)
    if first_district and facts["tier"] == COUNTY:
        found += _refusals_of_district(programme, entry, first_district, stored.pk if stored else None)
    if found:
        raise EntryRefusedError(found)


def _refusals_of_county(programme: Programme, facts: Facts) -> list[Refusal]:
    """Somebody may have made another thing of the county since the form was opened."""
    county = facts["county"]
    if county is None or programme.partnerships.filter(pk=county, tier=COUNTY).exists():
        return []
    return [Refusal("county", "county_is_gone")]


def _refusals_of_district(programme: Programme, county: Known, facts: Facts, but: int | None) -> list[Refusal]:
    entry = Known(facts["area"], DISTRICT, facts["gss_code"])
    beside = [county, *known_beside(programme, entry, but)]
    return [Refusal(f"district_{one.field}", one.code) for one in clashes(entry, beside)]


def _refusals_of_body(programme: Programme, stored: Partnership | None, facts: Facts) -> list[Refusal]:
    """A body has one name: it can be changed here only where no other partnership has the same body."""
    if not facts["body_identifier"]:
        return []  # known by its name alone
    known = programme.accountable_bodies.filter(identifier=facts["body_identifier"]).first()
    if known is None or known.name == facts["body_name"]:
        return []
    others = known.partnerships.exclude(pk__in=[stored.pk] if stored else []).exists()
    return [Refusal("body_name", "body_has_another_name")] if others else []


def _body(programme: Programme, facts: Facts) -> AccountableBody | None:
    """The body of that identifier, made or renamed as need be; one without an identifier is known by its name."""
    name, identifier = facts["body_name"], facts["body_identifier"]
    if not name and not identifier:
        return None
    bodies = programme.accountable_bodies
    if not identifier:
        return bodies.get_or_create(identifier="", name=name, defaults={"programme": programme})[0]
    return bodies.update_or_create(identifier=identifier, defaults={"name": name, "programme": programme})[0]


def _write(stored: Partnership, facts: Facts, changed: Mapping[str, list[Any]]) -> None:
    """Only what changed: what somebody else's door keeps in the same row stays as it is."""
    columns = sorted(changed.keys() & set(PLAIN))
    for name in columns:
        setattr(stored, name, facts[name])
    if "county" in changed:
        stored.county_id = facts["county"]
        columns.append("county")
    if changed.keys() & {"body_name", "body_identifier"}:
        stored.accountable_body = _body(stored.programme, facts)
        columns.append("accountable_body")
    if columns:
        stored.save(update_fields=columns)


def _add_first_district(county: Partnership, facts: Facts | None, *, by: Person, at: datetime) -> None:
    if county.tier == COUNTY and facts:
        add_partnership(programme=county.programme, county=county, tier=DISTRICT, by=by, at=at, **facts)


def in_words(changed: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """As the trail keeps them: a county by its area."""
    if "county" not in changed:
        return dict(changed)
    areas = dict(Partnership.objects.filter(pk__in=[pk for pk in changed["county"] if pk]).values_list("pk", "area"))
    return {**changed, "county": [areas.get(pk, "") for pk in changed["county"]]}
