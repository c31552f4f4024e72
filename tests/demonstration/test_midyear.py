"""At midyear this year's grants are decided, as a visitor left its projects; what was kept for good stays as it was."""

from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Person
from audit.models import Entry
from demonstration.services.loading import load_demonstration
from demonstration.services.moments import move_to
from grants.models import Determination, Outcome, Simulation
from grants.services.determining import confirm_determination, prepare_determination
from partnerships.models import Programme, Role
from partnerships.rules.deadlines import local_day
from projects.models import Edition, Endorsement, Sharing, Submission
from projects.services.closing import close_submission
from projects.services.sharing import confirm_receipt
from tests.demonstration.loaded import AT, FIRST, LAST, SECOND, TODAY, load_once

DAYS = timedelta(days=108)


@pytest.fixture
def loaded(db: None) -> Programme:
    load_once(FIRST)
    return Programme.objects.get()


def person(kind: str, *, is_deputy: bool = False) -> Person:
    return Role.objects.get(kind=kind, is_deputy=is_deputy).person


def failed() -> set[str]:
    """The counties whose offers were withdrawn."""
    outcomes = Outcome.objects.filter(status="withdrawn", partnership__tier="county")
    return set(outcomes.values_list("partnership__area", flat=True))


def reconciled() -> list[str]:
    said = StringIO()
    call_command("reconcile", stdout=said)
    return said.getvalue().splitlines()


def test_the_county_that_stayed_one_short_has_failed(loaded: Programme) -> None:
    move_to(moment="midyear", today=TODAY, at=AT)
    determination = Determination.objects.get()
    assert determination.state == "confirmed"
    assert (determination.prepared_by, determination.decided_by) == (person("finance"), person("manager"))
    assert failed() == {"Staffordshire"}
    assert sum(one.final for one in Outcome.objects.all()) == Decimal("313600.00")
    assert reconciled() == [f"{FIRST}: difference 0.00"]


def test_it_was_decided_between_the_deadline_and_today(loaded: Programme) -> None:
    move_to(moment="midyear", today=TODAY, at=AT)
    determination, year = Determination.objects.get(), Programme.objects.get()
    closes = year.key_dates.get(kind="submission").closes_at
    assert closes < determination.prepared_at < determination.decided_at < AT


def test_the_county_that_a_visitor_brought_over_the_line_has_passed(loaded: Programme) -> None:
    waiting = Sharing.objects.get(confirmed_at=None)
    receiver = Role.objects.filter(partnership=waiting.partnership, kind="representative")[0].person
    confirm_receipt(sharing=waiting, by=receiver, at=AT)
    move_to(moment="midyear", today=TODAY, at=AT)
    assert failed() == set()
    assert Sharing.objects.get(pk=waiting.pk).confirmed_at == AT - DAYS


def test_projects_move_with_their_year_and_what_is_kept_for_good_stays(loaded: Programme) -> None:
    before = moments()
    kept = list(Edition.objects.order_by("pk").values_list("made_at", flat=True))
    trail = list(Entry.objects.filter(action__startswith="project.").order_by("pk").values_list("at", flat=True))
    move_to(moment="midyear", today=TODAY, at=AT)
    assert moments() == [at and at - DAYS for at in before]
    assert list(Edition.objects.order_by("pk").values_list("made_at", flat=True)) == kept
    assert (
        list(Entry.objects.filter(action__startswith="project.").order_by("pk").values_list("at", flat=True)) == trail
    )


def moments() -> list[datetime | None]:
    """Every moment of sharing, endorsing and submitting."""
    return [
        at
        for table, fields in (
            (Sharing, ("shared_at", "confirmed_at")),
            (Endorsement, ("asked_at", "decided_at", "mailed_at")),
            (Submission, ("submitted_at", "withdrawn_at")),
        )
        for row in table._default_manager.order_by("pk").values_list(*fields)
        for at in row
    ]


def test_what_the_manager_closed_and_simulated_moves_too(loaded: Programme) -> None:
    manager = person("manager")
    closure = close_submission(programme=loaded, reason="All are in.", by=manager, at=AT)
    guess = Simulation.objects.create(programme=loaded, name="As it is", rules={}, made_by=manager, made_at=AT)
    move_to(moment="midyear", today=TODAY, at=AT)
    closure.refresh_from_db()
    guess.refresh_from_db()
    assert closure.closed_at == guess.made_at == AT - DAYS


def prepared(programme: Programme) -> Determination:
    """What a visitor prepares after closing submission early."""
    close_submission(programme=programme, reason="All are in.", by=person("manager"), at=AT)
    line = programme.budget_lines.order_by("pk")[0]
    return prepare_determination(programme=programme, line=line, minute="Minute 9", by=person("manager"), at=AT)


def test_what_a_visitor_prepared_is_confirmed_by_another(loaded: Programme) -> None:
    waiting = prepared(loaded)
    move_to(moment="midyear", today=TODAY, at=AT + timedelta(hours=1))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.minute) == ("confirmed", "Minute 9")
    assert waiting.decided_by == person("manager", is_deputy=True)
    assert reconciled() == [f"{FIRST}: difference 0.00"]


def test_what_a_visitor_decided_stands(loaded: Programme) -> None:
    decided = confirm_determination(
        determination=prepared(loaded), by=person("manager", is_deputy=True), at=AT + timedelta(hours=1)
    )
    move_to(moment="midyear", today=TODAY, at=AT + timedelta(hours=2))
    assert list(Determination.objects.all()) == [decided]


def test_grants_that_nobody_can_decide_wait(loaded: Programme) -> None:
    loaded.budget_lines.update(amount=1)
    move_to(moment="midyear", today=TODAY, at=AT)
    assert not Determination.objects.exists()


def test_grants_wait_where_there_is_no_second_person(loaded: Programme) -> None:
    Role.objects.filter(kind="finance").delete()
    Role.objects.filter(is_deputy=True).delete()
    move_to(moment="midyear", today=TODAY, at=AT)
    assert not Determination.objects.exists()


def test_moved_on_twice_it_is_decided_once(loaded: Programme) -> None:
    move_to(moment="midyear", today=TODAY, at=AT)
    weeks_later = TODAY + timedelta(days=30)
    move_to(moment="midyear", today=weeks_later, at=AT + timedelta(days=30))
    assert Determination.objects.count() == 1
    assert Programme.objects.get().starts == weeks_later - timedelta(days=186)


def test_loaded_at_midyear_it_is_decided_at_once(db: None) -> None:
    load_demonstration(today=TODAY, at=AT, moment="midyear", keys=[FIRST])
    assert Determination.objects.get().state == "confirmed"
    assert load_demonstration(today=TODAY, at=AT, moment="midyear", keys=[FIRST]) is False
    assert Determination.objects.count() == 1


def test_every_year_of_every_region_moves_and_adds_up(db: None) -> None:
    load_once()
    decided_before = Determination.objects.get()
    move_to(moment="midyear", today=TODAY, at=AT)
    states = dict(Determination.objects.values_list("programme__key", "state"))
    assert states == dict.fromkeys((FIRST, LAST, SECOND), "confirmed")
    assert sorted(reconciled()) == sorted(f"{key}: difference 0.00" for key in (FIRST, LAST, SECOND))
    last = Programme.objects.get(key=LAST)
    assert last.starts < local_day(Determination.objects.get(pk=decided_before.pk).prepared_at) < last.ends
