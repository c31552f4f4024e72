"""The steering group reads on its home what waits, what was decided, and what was simulated for it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.dashboards.homes import set_state, shown_to
from tests.factories.projects import give_terms
from tests.factories.world import World
from tests.grants.deciding import confirmed, failed, prepared, ready
from tests.grants.simulating import region, simulation_of

pytestmark = pytest.mark.usefixtures("without_second_step")


def decisions(client: Client, world: World) -> str:
    """What the panel says, up to its links."""
    shown = shown_to(client, world, "steering")
    return shown[shown.index(" Decisions ") + 11 : shown.index(" All decisions All simulations")]


def test_before_submission_closes_it_reads_when_grants_are_decided(client: Client, world: World) -> None:
    before = decisions(client, world)
    give_terms(world.here.programme, closes=datetime(2098, 6, 30, 22, 59, 59, tzinfo=UTC))

    assert before == "No decision waits now When something is prepared, it will be here."
    assert decisions(client, world).startswith("The grants are decided after 30 June 2098 Submission closes")


def test_once_submission_has_closed_the_grants_wait_to_be_prepared(client: Client, world: World) -> None:
    give_terms(world.here.programme, closes=timezone.now() - timedelta(days=2))

    assert decisions(client, world).startswith("The grants wait to be prepared Submission has closed.")


def test_what_is_prepared_waits_to_be_confirmed_and_then_is_the_news(client: Client, world: World) -> None:
    prepared(failed(world))
    waits = decisions(client, world)

    assert waits.startswith("Decision 1 on the grants waits to be confirmed Prepared by ")
    assert "minute SG 4/7. Nothing is awarded until somebody else confirms it." in waits


def test_what_is_confirmed_names_who_when_and_the_minute(client: Client, world: World) -> None:
    confirmed(failed(world))

    assert decisions(client, world) == (
        "Decision 1 on the grants is confirmed "
        "By Ines Calloway on 2 July 2026, 11am, minute SG 4/7. With the proof that it adds up."
    )


def test_a_year_that_closed_undecided_promises_nothing(client: Client, world: World) -> None:
    set_state(world.here.programme, "closed")

    assert decisions(client, world).startswith("The grants of this year were not decided")


def test_the_last_three_simulations_shown_to_it_are_named_and_no_other(client: Client, world: World) -> None:
    region(ready(world))
    for name in ("First", "Second", "Third", "Fourth"):
        simulation_of(world, name, is_shown=True)
    simulation_of(world, "Kept apart")

    shown = decisions(client, world)

    assert [name for name in ("First", "Second", "Third", "Fourth") if f"Simulation: {name} Saved by" in shown] == [
        "Second",
        "Third",
        "Fourth",
    ]
    assert "Kept apart" not in shown_to(client, world, "steering")
    assert "Simulation:" not in shown_to(client, world, "manager")
