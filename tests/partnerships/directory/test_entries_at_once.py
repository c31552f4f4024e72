"""Two people who change a locality in the same moment take turns."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from partnerships.errors import EntryChangedError, EntryRefusedError
from partnerships.models import Partnership
from partnerships.services.entries import change_entry
from tests.factories import World

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def together(*deeds: Callable[[], None]) -> list[str]:
    """What each deed came to, when all begin at once."""
    begin, came = Barrier(len(deeds)), []

    def run(deed: Callable[[], None]) -> None:
        begin.wait()
        try:
            deed()
            came.append("done")
        except (EntryChangedError, EntryRefusedError) as error:
            came.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def moving(world: World, district: Partnership, **facts: object) -> Callable[[], None]:
    return lambda: change_entry(
        partnership=district, seen=1, facts=facts, first_district=None, by=world.people["manager"], at=AT
    )


def test_the_last_two_districts_cannot_leave_a_county_at_once(world: World) -> None:
    county = world.here.county.pk
    one, two = world.here.other_districts
    came = together(moving(world, one, county=county), moving(world, two, county=county))
    assert came == ["EntryRefusedError", "done"]
    assert world.here.other_county.districts.count() == 1


def test_of_two_changes_of_one_entry_one_is_kept(world: World) -> None:
    came = together(moving(world, world.own, name="One"), moving(world, world.own, name="Two"))
    assert came == ["EntryChangedError", "done"]


def test_control_changes_of_two_entries_are_both_kept(world: World) -> None:
    came = together(moving(world, world.own, name="One"), moving(world, world.neighbour, name="Two"))
    assert came == ["done", "done"]
