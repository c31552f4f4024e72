"""Those who see to no region or partnership of their own are told what needs them, and what comes next."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from dashboards.selectors.needs import LOOKS
from partnerships.models import Role
from tests.dashboards.homes import set_state, shown_to
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("without_second_step")
WITH_DATES = sorted(set(LOOKS) - {Role.Kind.AGENCY})


@pytest.mark.parametrize("kind", WITH_DATES)
def test_nothing_that_needs_them_is_said_with_what_comes_next(client: Client, world: World, kind: str) -> None:
    world.here.programme.key_dates.create(kind="submission", closes_at=datetime(2098, 6, 30, 22, 59, 59, tzinfo=UTC))
    shown = shown_to(client, world, kind)
    assert (
        "What needs you Nothing needs you now. The next date of the year is 30 June 2098: projects submitted." in shown
    )


def test_an_agency_is_told_no_date(client: Client, world: World) -> None:
    world.here.programme.key_dates.create(kind="submission", closes_at=datetime(2098, 6, 30, 22, 59, 59, tzinfo=UTC))
    assert "Nothing needs you now. When something does, it will be here." in shown_to(client, world, "agency")


@pytest.mark.parametrize("kind", sorted(LOOKS))
@pytest.mark.parametrize(
    ("state", "said"), [("setting_up", "The year begins when"), ("closed", "nothing more will come")]
)
def test_a_year_that_is_not_open_says_why_nothing_comes(
    client: Client, world: World, kind: str, state: str, said: str
) -> None:
    set_state(world.here.programme, state)
    assert f"Nothing needs you now. {said}" in shown_to(client, world, kind).replace("This year is closed, so ", "")


def test_finance_reads_the_budget_before_the_region(client: Client, world: World) -> None:
    world.here.programme.budget_lines.create(name="Core", funder="Government", amount=540_000)
    finance, evaluator = (shown_to(client, world, kind) for kind in ("finance", "evaluator"))
    assert finance.index("Core Government") < finance.index("See the region on a map")
    assert evaluator.index("Core Government") > evaluator.index("See the region on a map")
    assert finance.count("Core Government") == 1
