"""Versions of a year's rates, rules and limits: drafted, put into force, never changed again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Person
from audit.services import record
from partnerships.errors import ProgrammeChangedError, ProgrammeNotReadyError, TermsFixedError
from partnerships.models import Programme, Rate, Terms
from partnerships.rules.setting_up import Problem, SetUpFacts, unrated
from partnerships.selectors.programmes import terms_drafted, terms_in_force
from partnerships.selectors.terms import SETTINGS, rates_of
from partnerships.services.holding import before_and_after, hold_as_manager, hold_programme, mark_saved

Rates = Mapping[str, tuple[Decimal, str]]  # tier → amount in pounds, and who says so


@transaction.atomic
def draft_terms(
    *,
    programme: Programme,
    by: Person | None,
    at: datetime,
    rates: Rates | None = None,
    reason: str | None = None,
    step: str = "",
    seen: int | None = None,
    **settings: Any,
) -> Terms:
    """The one draft of a year's terms, with these settings changed; begun from those in force where there is none.

    `rates` replace all rates there were; `seen` is the version of the draft looked at, 0 where there was none.
    Raises ProgrammeClosedError, ProgrammeChangedError, and TermsFixedError when the draft looked at is gone.
    """
    held = hold_programme(programme)
    terms = terms_drafted(held)
    if terms is None and seen:
        raise TermsFixedError
    if terms is not None and seen is not None and terms.version != seen:
        raise ProgrammeChangedError
    if terms is None:
        terms = _begin(held, reason or "", by, at)
    elif reason is not None:
        settings["reason"] = reason
    changed = _differing(terms, settings, rates)
    _change(terms, settings)
    if rates is not None:
        _set_rates(terms, rates)
    mark_saved(held, step)
    details = {"number": terms.number, **before_and_after(changed)}
    record(actor=by, action="terms.drafted", at=at, subject=terms, programme_id=held.pk, details=details)
    return terms


def _differing(terms: Terms, settings: Mapping[str, Any], rates: Rates | None) -> dict[str, tuple[Any, Any]]:
    """What will be another than it is: settings by name, each rate as `rate_<tier>`."""
    found = {name: (getattr(terms, name), value) for name, value in settings.items()}
    if rates is not None:
        held = rates_of(terms)
        order = sorted({*held, *rates})
        found |= {f"rate_{tier}": (_in_short(held.get(tier)), _in_short(rates.get(tier))) for tier in order}
    return {name: (was, now) for name, (was, now) in found.items() if was != now}


def _in_short(rate: tuple[Decimal, str] | None) -> str:
    return f"{rate[0]:.2f}, {rate[1]}" if rate else ""


def _begin(programme: Programme, reason: str, by: Person | None, at: datetime) -> Terms:
    """The next version, with everything that is in force."""
    last = terms_in_force(programme)
    number = (programme.terms.aggregate(last=Max("number"))["last"] or 0) + 1
    kept = {name: getattr(last, name) for name in SETTINGS} if last else {}
    terms = Terms.objects.create(programme=programme, number=number, reason=reason, made_by=by, made_at=at, **kept)
    copy_rates(last.rates.all() if last else (), terms)
    return terms


def copy_rates(rates: Iterable[Rate], terms: Terms) -> None:
    """The same rates under another version."""
    Rate.objects.bulk_create(
        Rate(terms=terms, tier=rate.tier, amount=rate.amount, source=rate.source) for rate in rates
    )


def _change(terms: Terms, settings: Mapping[str, Any]) -> None:
    for name, value in settings.items():
        setattr(terms, name, value)
    terms.version += 1
    terms.save(update_fields=[*settings, "version"])


def _set_rates(terms: Terms, rates: Rates) -> None:
    terms.rates.all().delete()
    order = [tier for tier in Rate._meta.get_field("tier").choices or () if tier[0] in rates]
    Rate.objects.bulk_create(
        Rate(terms=terms, tier=tier, amount=rates[tier][0], source=rates[tier][1]) for tier, _ in order
    )


@transaction.atomic
def fix_terms(*, programme: Programme, by: Person | None, at: datetime, seen: int | None = None) -> Terms:
    """Put the draft into force: from now on it never changes.

    Raises TermsFixedError when there is none, ProgrammeChangedError, ProgrammeClosedError, NotManagerError, and
    ProgrammeNotReadyError while a tier that the year has is without a rate.
    """
    held = hold_as_manager(programme, by=by, at=at)
    terms = _draft_seen(held, seen)
    _refuse_unrated(held, terms)
    terms.fixed_at, terms.fixed_by = at, by
    terms.save(update_fields=["fixed_at", "fixed_by"])
    details = {"number": terms.number, "reason": terms.reason}
    record(actor=by, action="terms.put_into_force", at=at, subject=terms, programme_id=held.pk, details=details)
    return terms


@transaction.atomic
def discard_terms(*, programme: Programme, by: Person | None, at: datetime, seen: int | None = None) -> None:
    """Drop the draft of an open year; raises TermsFixedError when there is none, and as `fix_terms`."""
    held = hold_as_manager(programme, by=by, at=at)
    terms = _draft_seen(held, seen)
    if not held.is_set_up:
        raise TermsFixedError
    record(
        actor=by,
        action="terms.discarded",
        at=at,
        subject=terms,
        programme_id=held.pk,
        details={"number": terms.number},
    )
    terms.delete()


def _refuse_unrated(held: Programme, terms: Terms) -> None:
    tiers = frozenset(held.partnerships.order_by().values_list("tier", flat=True).distinct())
    facts = SetUpFacts(starts=held.starts, ends=held.ends, tiers=tiers, rated=frozenset(rates_of(terms)))
    if missing := unrated(facts):
        raise ProgrammeNotReadyError((Problem("rates_missing", "rates", True, tuple(sorted(missing))),))


def _draft_seen(held: Programme, seen: int | None) -> Terms:
    terms = terms_drafted(held)
    if terms is None:
        raise TermsFixedError
    if seen is not None and terms.version != seen:
        raise ProgrammeChangedError
    return terms
