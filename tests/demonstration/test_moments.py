"""The demonstration can be moved on in its year: every date goes back, and nothing that happened is undone."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from demonstration.errors import MomentIsPastError, NotLoadedError, UnknownMomentError
from demonstration.models import Moment
from demonstration.selectors.moments import deadline_missed, demonstrated
from demonstration.services.loading import load_demonstration
from demonstration.services.moments import move_to
from partnerships.models import KeyDate, Programme, Role
from partnerships.rules.deadlines import last_moment, local_day
from partnerships.services.programmes import close_programme
from tests.demonstration.loaded import AT, FIRST, TODAY, load_once
from tests.factories import ProgrammeFactory


@pytest.fixture
def loaded(db: None) -> Programme:
    load_once(FIRST)
    return Programme.objects.get()


def deadlines() -> dict[str, date]:
    return {each.kind: local_day(each.closes_at) for each in KeyDate.objects.all()}


def test_at_midyear_the_deadline_is_past_and_the_midyear_report_is_ahead(loaded: Programme) -> None:
    move_to(moment="midyear", today=TODAY, at=AT)
    assert deadlines()["submission"] < TODAY < deadlines()["midyear_report"]
    assert deadlines()["midyear_report"] - TODAY == timedelta(days=14)
    assert Moment.objects.latest().name == "midyear"


def test_the_whole_year_moves_together(loaded: Programme) -> None:
    before = deadlines()
    move_to(moment="midyear", today=TODAY, at=AT)
    moved = Programme.objects.get()
    days = loaded.starts - moved.starts
    assert days == timedelta(days=108)
    assert loaded.ends - moved.ends == loaded.opened_at - moved.opened_at == days
    assert {kind: day - days for kind, day in before.items()} == deadlines()
    assert set(Role.objects.values_list("since", flat=True)) == {moved.starts}
    assert set(Role.objects.values_list("until", flat=True)) == {moved.ends}


def test_a_deadline_stays_the_last_second_of_its_day_when_it_moves_into_summer_time(loaded: Programme) -> None:
    move_to(moment="midyear", today=TODAY, at=AT)
    for each in KeyDate.objects.all():
        assert each.closes_at == last_moment(local_day(each.closes_at))


def test_programmes_that_the_demonstration_did_not_make_stay_where_they_are(loaded: Programme) -> None:
    own = ProgrammeFactory()
    move_to(moment="midyear", today=TODAY, at=AT)
    assert Programme.objects.get(pk=own.pk).starts == own.starts


def test_it_moves_on_and_never_back(loaded: Programme) -> None:
    move_to(moment="midyear", today=TODAY, at=AT)
    with pytest.raises(MomentIsPastError):
        move_to(moment="submission", today=TODAY, at=AT)


def test_nothing_moves_when_every_year_is_closed(loaded: Programme) -> None:
    close_programme(programme=loaded, by=None, at=AT)
    with pytest.raises(MomentIsPastError):
        move_to(moment="midyear", today=TODAY, at=AT)


def test_the_moment_that_stands_is_reckoned_anew_weeks_later(loaded: Programme) -> None:
    later = TODAY + timedelta(days=40)
    move_to(moment="submission", today=later, at=AT)
    assert deadlines()["submission"] - later == timedelta(days=12)
    move_to(moment="submission", today=later, at=AT)
    assert deadlines()["submission"] - later == timedelta(days=12)


def test_there_is_nothing_to_move_before_it_is_loaded(db: None) -> None:
    with pytest.raises(NotLoadedError):
        move_to(moment="midyear", today=TODAY, at=AT)


def test_the_command_loads_it_at_that_moment_where_there_is_none(db: None) -> None:
    call_command("demonstration", moment="midyear", stdout=StringIO())
    assert Moment.objects.get().name == "midyear"
    today = timezone.localdate()
    assert set(demonstrated().filter(state="open").values_list("starts", flat=True)) == {today - timedelta(days=186)}
    call_command("demonstration", moment="midyear", stdout=StringIO())
    assert Moment.objects.count() == 2


def test_an_unknown_moment_is_told_with_those_there_are(db: None) -> None:
    with pytest.raises(UnknownMomentError) as refused:
        move_to(moment="harvest", today=TODAY, at=AT)
    assert refused.value.known == ["midyear", "submission"]
    with pytest.raises(CommandError, match="no moment harvest; there are midyear, submission"):
        call_command("demonstration", moment="harvest")


def test_a_start_after_the_deadline_is_told_how_to_begin_afresh(loaded: Programme) -> None:
    deadline = KeyDate.objects.get(kind="submission").closes_at
    assert deadline_missed(at=deadline) is None
    assert deadline_missed(at=deadline + timedelta(seconds=1)) == deadline
    move_to(moment="midyear", today=TODAY, at=AT)
    assert deadline_missed(at=deadline + timedelta(seconds=1)) is None


def test_the_command_says_so_to_the_terminal(db: None) -> None:
    load_demonstration(today=date(2020, 1, 1), at=AT, keys=[FIRST])
    said = StringIO()
    call_command("demonstration", stdout=said)
    assert "> The demonstration's deadline was 13 January 2020" in said.getvalue()
    assert "> ./run --reset starts it afresh" in said.getvalue()
