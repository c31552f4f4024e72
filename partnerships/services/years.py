"""A further programme year: from nothing, or with what another year has."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from partnerships.models import AccountableBody, KeyDate, Partnership, Programme, Rate, Role, Terms
from partnerships.rules.deadlines import last_moment, local_day
from partnerships.rules.key_dates import outside
from partnerships.rules.years import shifted
from partnerships.selectors.programmes import terms_drafted, terms_in_force
from partnerships.selectors.setting_up import own_words
from partnerships.selectors.terms import SETTINGS
from partnerships.services.holding import hold_programmes, refuse_others
from partnerships.services.programmes import add_programme
from partnerships.services.roles import give_role
from partnerships.services.terms import copy_rates

COPIED = ("name", "area", "short", "tier", "gss_code", "ons_code", "delivers_laa", "population", "hex_q", "hex_r")


@dataclass(frozen=True)
class NewYear:
    """What is asked of a new year; `source` is the year it is copied from."""

    key: str
    name: str
    region: str
    starts: date
    ends: date
    source: Programme | None = None
    with_people: bool = False


@transaction.atomic
def add_year(*, year: NewYear, by: Person, at: datetime) -> Role:
    """The role of manager in the new year, for whoever adds it; all of it or nothing.

    Raises NotManagerError unless they manage the year it is copied from.
    """
    if year.source:
        hold_programmes([year.source.pk])  # what is copied in several statements is copied as it is at one moment
        refuse_others(year.source, by=by, at=at)
    programme = add_programme(
        key=year.key, name=year.name, region=year.region, starts=year.starts, ends=year.ends, by=by, at=at
    )
    role = give_role(person=by, kind=Role.Kind.MANAGER, programme=programme, since=local_day(at), by=by, at=at)
    if year.source:
        copy_year(source=year.source, programme=programme, with_people=year.with_people, by=by, at=at)
    return role


def copy_year(*, source: Programme, programme: Programme, with_people: bool, by: Person, at: datetime) -> None:
    """Words, terms as a draft, dates, partnerships and, if asked, people, in a fixed number of statements."""
    source = Programme.objects.get(pk=source.pk)  # as it stands now
    programme.follows = source
    programme.framework, programme.contact_months = source.framework, source.contact_months
    words = own_words(source)
    for field, word in words.items():
        setattr(programme, field, word)
    programme.save(update_fields=["follows", "framework", "contact_months", *words])
    copy_terms(source=source, programme=programme, by=by, at=at)
    copy_key_dates(source=source, programme=programme)
    partnerships = copy_partnerships(source=source, programme=programme)
    roles = copy_roles(source, programme, partnerships, but=by) if with_people else []
    details = {"from": source.pk, "partnerships": len(partnerships), "roles": [role.pk for role in roles]}
    record(actor=by, action="programme.copied", at=at, subject=programme, programme_id=programme.pk, details=details)


def copy_terms(*, source: Programme, programme: Programme, by: Person, at: datetime) -> None:
    """What is in force in one year, as the first draft of another."""
    terms = terms_in_force(source) or terms_drafted(source)
    if terms is None:
        return
    settings = {name: getattr(terms, name) for name in SETTINGS}
    if settings["populations_confirmed"]:  # nobody has confirmed the new year's figures
        settings |= {"populations_confirmed": False, "share_basis": Terms.ShareBasis.EQUAL}
    draft = Terms.objects.create(programme=programme, number=1, made_by=by, made_at=at, **settings)
    copy_rates(Rate.objects.filter(terms=terms), draft)


def copy_key_dates(*, source: Programme, programme: Programme) -> None:
    """Each date as many whole years later as the year begins; those that would lie outside it are left out."""
    years = programme.starts.year - source.starts.year
    moved = {row.kind: shifted(local_day(row.closes_at), years) for row in source.key_dates.all()}
    strangers = outside(moved, programme.starts, programme.ends)
    KeyDate.objects.bulk_create(
        KeyDate(programme=programme, kind=kind, closes_at=last_moment(day))
        for kind, day in moved.items()
        if kind not in strangers
    )


def copy_partnerships(*, source: Programme, programme: Programme) -> dict[int, Partnership]:
    """The new partnership of each old one, by the old one's id; counties come before their districts."""
    bodies = copy_bodies(source=source, programme=programme)
    made: dict[int, Partnership] = {}
    old = list(source.partnerships.order_by("pk"))
    for batch in ([one for one in old if not one.county_id], [one for one in old if one.county_id]):
        fresh = [copy_of(one, programme, bodies, made) for one in batch]
        made |= dict(zip((one.pk for one in batch), Partnership.objects.bulk_create(fresh, 500), strict=True))
    return made


def copy_of(
    old: Partnership, programme: Programme, bodies: dict[int, AccountableBody], made: dict[int, Partnership]
) -> Partnership:
    """One partnership of another year, not stored yet."""
    return Partnership(
        programme=programme,
        county=made[old.county_id] if old.county_id else None,
        accountable_body=bodies.get(old.accountable_body_id or 0),
        **{name: getattr(old, name) for name in COPIED},
    )


def copy_bodies(*, source: Programme, programme: Programme) -> dict[int, AccountableBody]:
    """The new accountable body of each old one, by the old one's id."""
    old = list(AccountableBody.objects.filter(programme=source))
    fresh = [AccountableBody(programme=programme, name=one.name, identifier=one.identifier) for one in old]
    return dict(zip((one.pk for one in old), AccountableBody.objects.bulk_create(fresh, 500), strict=True))


def copy_roles(
    source: Programme, programme: Programme, partnerships: dict[int, Partnership], *, but: Person
) -> list[Role]:
    """Roles that last until the old year's end, or longer, from the new year's first day; not `but`'s as manager."""
    lasting = source.roles.between(source.ends, source.ends).filter(person__is_active=True)
    old = list(lasting.exclude(person=but, kind=Role.Kind.MANAGER).prefetch_related("assigned").order_by("pk"))
    fresh = Role.objects.bulk_create([role_in(programme, role, partnerships) for role in old], 500)
    links = Role.assigned.through
    links.objects.bulk_create(
        [
            links(role_id=new.pk, partnership_id=partnerships[place.pk].pk)
            for role, new in zip(old, fresh, strict=True)
            for place in role.assigned.all()
        ],
        500,
    )
    return fresh


def role_in(programme: Programme, role: Role, partnerships: dict[int, Partnership]) -> Role:
    """The same role in another year, until that year's end; a role without an end keeps none."""
    return Role(
        person_id=role.person_id,
        kind=role.kind,
        programme=programme,
        partnership=partnerships[role.partnership_id] if role.partnership_id else None,
        is_deputy=role.is_deputy,
        organisation=role.organisation,
        since=programme.starts,
        until=programme.ends if role.until else None,
    )
