"""Deciding a year's grants: what is frozen, posted and sealed, and what is refused."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction

from audit.models import Entry as Told
from grants.errors import (
    DecidedAlreadyError,
    DeterminationStandsError,
    FactsChangedError,
    LineTooSmallError,
    NotAllowedError,
    NotDeterminableError,
    SamePersonError,
)
from grants.models import Determination, Outcome
from grants.selectors.determinations import differences, outcomes_of, result_of
from grants.services.determining import confirm_determination, discard_determination, prepare_determination
from ledger.models import Entry
from ledger.selectors import standings_of
from projects.models import Seal, Submission
from tests.factories import RoleFactory, World
from tests.factories.projects import AFTER, BEFORE, give_line, give_terms, submit_everywhere

pytestmark = pytest.mark.django_db


def prepared(world: World, **how: object) -> Determination:
    """One that the finance officer prepared the day after submission closed."""
    programme = world.here.programme
    given = {"line": programme.budget_lines.get(), "minute": "SG 4/7", "by": world.people["finance"], "at": AFTER}
    return prepare_determination(programme=programme, **{**given, **how})


@pytest.fixture
def region(world: World) -> World:
    """Nine partnerships under the terms of *Learning to Deliver*, with a line that pays, and everybody's project."""
    give_terms(world.here.programme)
    give_line(world.here.programme)
    submit_everywhere(world.here.partnerships)
    return world


def test_a_confirmed_determination_commits_every_offer_of_those_who_submitted(region):
    determination = confirm_determination(
        determination=prepared(region), by=region.people["manager"], at=AFTER + timedelta(hours=1)
    )

    (line,) = standings_of(region.here.programme)
    assert determination.state == "confirmed"
    assert sum(outcome.final for outcome in outcomes_of(determination)) == Decimal("83300.00")
    assert line.sums == {
        "offered": Decimal("83300.00"),
        "committed": Decimal("83300.00"),
        "held": 0,
        "withheld": 0,
        "undistributed": 0,
    }
    assert line.left == Decimal("456700.00")
    outcomes = list(outcomes_of(determination))
    assert differences(outcomes, result_of(determination, outcomes)) == []
    assert Seal.objects.get(programme=region.here.programme).sealed_by == region.people["manager"]
    assert Told.objects.get(action="submission.sealed").actor == region.people["manager"]


def test_a_failed_county_is_withdrawn_and_its_money_goes_to_the_others(region):
    Submission.objects.filter(project__partnership__in=region.here.districts[:2]).update(
        withdrawn_at=BEFORE, withdrawn_by=region.people["representative"]
    )

    determination = confirm_determination(determination=prepared(region), by=region.people["manager"], at=AFTER)

    failed = Outcome.objects.filter(determination=determination, status="withdrawn")
    assert {outcome.partnership for outcome in failed} == {region.here.county, *region.here.districts}
    kept = list(Outcome.objects.filter(determination=determination, status="kept").order_by("code"))
    assert [outcome.share for outcome in kept] == [Decimal("5040.00")] * 5
    assert sum(entry.amount for entry in Entry.objects.filter(account="committed")) == Decimal("83300.00")


def test_who_prepared_it_cannot_confirm_it(region):
    determination = prepared(region, by=region.people["manager"])

    with pytest.raises(SamePersonError):
        confirm_determination(determination=determination, by=region.people["manager"], at=AFTER)

    assert not Entry.objects.exists()


def test_a_second_confirmation_is_told_who_was_first(region):
    deputy = RoleFactory(manager=True, is_deputy=True, programme=region.here.programme).person
    determination = prepared(region)
    confirm_determination(determination=determination, by=region.people["manager"], at=AFTER)

    with pytest.raises(DecidedAlreadyError) as refused:
        confirm_determination(determination=determination, by=deputy, at=AFTER + timedelta(minutes=1))

    assert (refused.value.determination.decided_by, refused.value.determination.decided_at) == (
        region.people["manager"],
        AFTER,
    )


@pytest.mark.parametrize("kind", ["finance", "steering", "representative", "no-role"])
def test_only_a_manager_confirms(region, kind):
    determination = prepared(region, by=region.people["manager"])

    with pytest.raises(NotAllowedError):
        confirm_determination(determination=determination, by=region.people[kind], at=AFTER)

    determination.refresh_from_db()
    assert determination.state == "prepared"


@pytest.mark.parametrize("kind", ["steering", "evaluator", "champion", "no-role"])
def test_only_managers_and_finance_officers_prepare(region, kind):
    with pytest.raises(NotAllowedError):
        prepared(region, by=region.people[kind])

    assert not Determination.objects.exists()


def test_it_cannot_be_prepared_before_submission_has_closed(region):
    with pytest.raises(NotDeterminableError) as refused:
        prepared(region, at=BEFORE)

    assert refused.value.code == "submission_open"


def test_a_project_that_came_late_makes_it_necessary_to_prepare_anew(region):
    missing = region.here.single
    Submission.objects.filter(project__partnership=missing).update(
        withdrawn_at=BEFORE, withdrawn_by=region.people["representative"]
    )
    determination = prepared(region)
    project = missing.project
    Submission.objects.create(
        project=project, edition=project.edition, submitted_by=region.people["representative"], submitted_at=AFTER
    )

    with pytest.raises(FactsChangedError) as refused:
        confirm_determination(determination=determination, by=region.people["manager"], at=AFTER)

    determination.refresh_from_db()
    assert refused.value.areas == (missing.area,)
    assert determination.state == "prepared"


def test_one_stands_at_a_time_and_a_discarded_one_makes_room(region):
    first = prepared(region)
    with pytest.raises(DeterminationStandsError):
        prepared(region)

    discard_determination(determination=first, by=region.people["finance"], at=AFTER)

    assert prepared(region).number == 2


def test_a_line_that_is_too_small_pays_nothing(region):
    region.here.programme.budget_lines.update(amount=Decimal("83299.99"))

    with pytest.raises(LineTooSmallError) as refused:
        prepared(region)

    assert (refused.value.offered, refused.value.left) == (Decimal("83300.00"), Decimal("83299.99"))


@pytest.mark.parametrize("sent", ["UPDATE grants_outcome SET final = 1", "DELETE FROM ledger_entry"])
def test_what_was_decided_is_not_rewritten_by_sql(region, sent):
    confirm_determination(determination=prepared(region), by=region.people["manager"], at=AFTER)

    with pytest.raises(Exception, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sent)


def test_a_draft_counts_for_nothing(region):
    make = region.here.other_single
    Submission.objects.filter(project__partnership=make).update(
        withdrawn_at=BEFORE, withdrawn_by=region.people["representative"]
    )

    determination = prepared(region)

    outcome = Outcome.objects.get(determination=determination, partnership=make)
    assert (outcome.status, outcome.reason, outcome.final) == ("withheld", "single_tier_withheld", 0)
