"""What a year decided to pay, and by which rules, is fixed once it is in force: the database refuses."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction

from partnerships.models import Programme, Rate, Terms
from partnerships.selectors.programmes import terms_drafted, terms_in_force
from tests.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


def terms_of(programme: Programme, number: int, *, fixed: bool) -> Terms:
    terms = Terms.objects.create(programme=programme, number=number, made_at=AT)
    Rate.objects.create(terms=terms, tier="unitary", amount=Decimal("19600.00"), source="Board minute 4")
    if fixed:
        terms.fixed_at = AT
        terms.save(update_fields=["fixed_at"])
    return terms


def test_the_latest_version_in_force_is_the_one_that_counts() -> None:
    programme = ProgrammeFactory()
    terms_of(programme, 1, fixed=True)
    second = terms_of(programme, 2, fixed=True)
    draft = terms_of(programme, 3, fixed=False)
    assert (terms_in_force(programme), terms_drafted(programme)) == (second, draft)


def test_a_draft_can_be_changed() -> None:
    terms = terms_of(ProgrammeFactory(), 1, fixed=False)
    terms.rates.update(amount=Decimal("20000.00"))
    Terms.objects.filter(pk=terms.pk).update(majority=Terms.Majority.AT_LEAST_HALF)
    assert terms.rates.get().amount == Decimal("20000.00")


@pytest.mark.parametrize("change", [{"majority": "at_least_half"}, {"fixed_at": None}])
def test_a_version_in_force_cannot_be_changed(change: dict[str, object]) -> None:
    terms = terms_of(ProgrammeFactory(), 1, fixed=True)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Terms.objects.filter(pk=terms.pk).update(**change)


def test_a_version_in_force_cannot_be_removed() -> None:
    terms = terms_of(ProgrammeFactory(), 1, fixed=True)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        terms.delete()
    assert Terms.objects.get() == terms


@pytest.mark.parametrize(
    "change",
    [
        lambda terms: terms.rates.update(amount=1),
        lambda terms: terms.rates.all().delete(),
        lambda terms: Rate.objects.create(terms=terms, tier="county", amount=1),
    ],
    ids=["changed", "removed", "added"],
)
def test_the_rates_of_a_version_in_force_stay_as_they_are(change: object) -> None:
    terms = terms_of(ProgrammeFactory(), 1, fixed=True)
    with pytest.raises(IntegrityError, match="rate_is_fixed_with_its_terms"), transaction.atomic():
        change(terms)  # type: ignore[operator]


def test_only_one_version_is_drafted_at_a_time() -> None:
    programme = ProgrammeFactory()
    terms_of(programme, 1, fixed=False)
    with pytest.raises(IntegrityError, match="terms_are_drafted_one_at_a_time"), transaction.atomic():
        terms_of(programme, 2, fixed=False)


def test_money_is_shared_by_population_only_once_the_figures_are_confirmed() -> None:
    with pytest.raises(IntegrityError, match="terms_share_by_population_once_confirmed"), transaction.atomic():
        Terms.objects.create(programme=ProgrammeFactory(), number=1, made_at=AT, share_basis="population")


def test_no_rate_is_negative() -> None:
    terms = terms_of(ProgrammeFactory(), 1, fixed=False)
    with pytest.raises(IntegrityError, match="rate_is_not_negative"), transaction.atomic():
        Rate.objects.create(terms=terms, tier="county", amount=Decimal("-0.01"))
