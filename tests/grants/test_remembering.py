"""What a process remembers of money holds for exactly the facts, rates and choices that it was worked out from."""

from dataclasses import replace
from decimal import Decimal

import pytest

from grants.models import Outcome
from grants.rules.settings import Settings
from grants.selectors.determinations import as_decided
from grants.selectors.eligibility import Eligibility, Region, eligibility_of
from grants.selectors.proof import proof_of
from grants.selectors.simulations import facts_now, simulate
from partnerships.models import Rate, Terms
from partnerships.rules.deadlines import local_day
from projects.models import Submission
from tests.factories import World
from tests.factories.projects import AFTER
from tests.grants.deciding import prepared, ready, take_back
from tests.grants.simulating import NOBODY, everybody
from tests.plugin_door import tampering

pytestmark = pytest.mark.django_db


def live(world: World) -> Eligibility:
    """As somebody who looks now finds it."""
    found = eligibility_of(world.here.programme, on=local_day(AFTER))
    assert found is not None
    return found


def seen(world: World) -> Region:
    """The same without programme and terms."""
    return live(world).region


def test_facts_that_have_not_changed_are_not_reckoned_again(world):
    ready(world)

    assert seen(world) is seen(world)


def test_a_fact_that_changed_is_seen_by_whoever_looks_next(world):
    before = seen(ready(world))
    take_back(world, world.here.single)

    after = seen(world)

    assert before.by_partnership[world.here.single.pk].final_pence == 1_960_000
    assert after.by_partnership[world.here.single.pk].final_pence == 0


def test_facts_as_they_were_before_are_those_of_before(world):
    first = seen(ready(world))
    with tampering():
        take_back(world, world.here.single)
        between = seen(world)
        Submission.objects.filter(project__partnership=world.here.single).update(withdrawn_at=None, withdrawn_by=None)

    assert between is not first
    assert seen(world).result == first.result


@pytest.mark.parametrize(
    ("model", "changed"),
    [(Rate, {"amount": Decimal("100.00")}), (Terms, {"single_tier_nonsubmission": "keep"})],
    ids=["rate", "choice"],
)
def test_another_rate_or_choice_is_another_result(world, model, changed):
    take_back(ready(world), world.here.single)
    before = seen(world)
    with tampering():
        model.objects.update(**changed)

    assert seen(world).result.awarded_pence != before.result.awarded_pence


def test_two_simulations_of_the_same_facts_do_not_mix(world):
    found = live(ready(world))
    dear = dict.fromkeys(["metropolitan", "unitary", "county", "district"], 100)

    came = [
        simulate(found, ticks, settings, offers).after.awarded_pence
        for ticks, settings, offers in [
            (facts_now(found), Settings(), None),
            (NOBODY, Settings(), None),
            (everybody(world), Settings(), dear),
            (NOBODY, replace(Settings(), single_tier_nonsubmission="keep"), None),
            (facts_now(found), Settings(), None),
        ]
    ]

    assert came[0] == came[-1] == found.result.awarded_pence
    assert len(set(came)) == 4


def test_a_figure_that_somebody_altered_is_found_though_the_sheet_was_read_before(world):
    determination = prepared(ready(world))
    before = proof_of(determination)
    with tampering():
        Outcome.objects.filter(partnership=world.here.single).update(share=1, final=19_601)

    after = proof_of(determination)

    assert before.adds_up
    assert proof_of(determination).recount is after.recount
    assert [one.field for one in after.differences] == ["share", "final"]
    assert not after.adds_up


def test_what_was_decided_is_not_reckoned_again_until_a_fact_is_another(world):
    determination = prepared(ready(world))
    before = as_decided(determination, on=local_day(AFTER)).region
    same = as_decided(determination, on=local_day(AFTER)).region
    with tampering():
        Outcome.objects.filter(partnership=world.here.single).update(is_submitted=False)

    after = as_decided(determination, on=local_day(AFTER)).region

    assert same is before
    assert before.by_partnership[world.here.single.pk].final_pence == 1_960_000
    assert after.by_partnership[world.here.single.pk].final_pence == 0
