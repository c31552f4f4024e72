"""Closing submission early and opening it again, and who decides about submission at all."""

from datetime import timedelta

import pytest
import time_machine

from audit.models import Entry
from partnerships.errors import NotManagerError, ProgrammeClosedError
from partnerships.models import Programme
from projects.errors import ClosureError, SealedError
from projects.models import Admission, Closure, Seal
from projects.selectors.windows import window_of_programme
from projects.services.closing import reopen_submission
from tests.factories import RoleFactory
from tests.factories.projects import CLOSES
from tests.projects.stages import (
    AFTER,
    BAD_REASONS,
    BEFORE,
    HERE,
    HOUR,
    SECOND,
    UNTIL,
    admit,
    close,
    close_on,
    told,
)

pytestmark = pytest.mark.django_db


def test_closing_early_ends_submission_from_that_moment(world):
    close_on(world.here.programme)

    close(world)

    window = window_of_programme(world.here.programme)
    assert (window.why_not(BEFORE - timedelta(microseconds=1)), window.why_not(BEFORE)) == ((), ("closed",))
    assert Entry.objects.get(action="submission.closed").actor == world.people["manager"]


def test_what_has_closed_is_not_closed_again(world):
    close_on(world.here.programme)
    close(world)

    with pytest.raises(ClosureError):
        close(world, BEFORE + HOUR)
    with pytest.raises(ClosureError):
        close(world, CLOSES + SECOND)

    assert Closure.objects.count() == 1


def test_opened_again_the_date_stands_and_it_can_be_closed_once_more(world):
    close_on(world.here.programme)
    close(world)

    reopen_submission(programme=world.here.programme, by=world.people["manager"], at=BEFORE + HOUR)

    assert window_of_programme(world.here.programme).why_not(BEFORE + HOUR) == ()
    assert Entry.objects.get(action="submission.reopened").actor == world.people["manager"]
    with pytest.raises(ClosureError):
        reopen_submission(programme=world.here.programme, by=world.people["manager"], at=BEFORE + HOUR)
    close(world, BEFORE + 2 * HOUR)
    assert Closure.objects.count() == 2


def test_a_closing_of_another_year_is_not_undone_by_ours(world):
    close_on(world.here.programme)
    close(world, programme=world.there.programme, by=RoleFactory(manager=True, programme=world.there.programme).person)

    with pytest.raises(ClosureError):
        reopen_submission(programme=world.here.programme, by=world.people["manager"], at=BEFORE + HOUR)

    assert not Closure.objects.filter(reopened_at__isnull=False).exists()


def test_once_the_grants_are_decided_nothing_is_decided_about_submission(world):
    close_on(world.here.programme)
    close(world)
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)

    for deed in (
        lambda: close(world),
        lambda: admit(world),
        lambda: reopen_submission(programme=world.here.programme, by=world.people["manager"], at=BEFORE),
    ):
        with pytest.raises(SealedError):
            deed()


@pytest.mark.parametrize("kind", ["finance", "steering", "representative", "champion", "no-role"])
def test_only_a_manager_of_that_day_decides(world, kind):
    close_on(world.here.programme)

    with pytest.raises(NotManagerError):
        close(world, by=world.people[kind])
    with pytest.raises(NotManagerError):
        admit(world, by=world.people[kind])

    assert not Closure.objects.exists()
    assert not Admission.objects.exists()


def test_a_closed_year_decides_nothing_more(world):
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=BEFORE)

    with pytest.raises(ProgrammeClosedError):
        close(world)


@time_machine.travel(BEFORE, tick=False)
def test_closing_says_what_it_stops_and_is_kept_with_its_reason(world, manager):
    shown = told(manager.get("/submission/close/"))
    assert "9 of 9 partnerships have not submitted." in shown
    assert "nobody can submit a project, withdraw one" in shown

    after = told(manager.post("/submission/close/", {"reason": "Everybody is in", **HERE}, follow=True))

    assert "Submission is closed." in after
    assert "Submission was closed early, on 18 June 2026, 10am" in after
    assert "Everybody is in" in after


@time_machine.travel(BEFORE, tick=False)
def test_closed_twice_by_a_double_press_it_is_closed_once(world, manager):
    for _ in range(2):
        after = told(manager.post("/submission/close/", {"reason": "Everybody is in", **HERE}, follow=True))

    assert "Submission had closed already" in after
    assert Closure.objects.count() == 1


@pytest.mark.parametrize("reason", BAD_REASONS, ids=["none", "blanks", "null", "long"])
@time_machine.travel(BEFORE, tick=False)
def test_it_is_not_closed_without_a_good_reason(world, manager, reason):
    response = manager.post("/submission/close/", {"reason": reason, **HERE})

    assert response.context["form"].errors["reason"]
    assert "There is a problem" in told(response)
    assert not Closure.objects.exists()


@time_machine.travel(BEFORE, tick=False)
def test_undoing_the_closing_says_what_follows(world, manager):
    close(world)

    shown = told(manager.get("/submission/reopen/"))
    assert "Everybody can submit and withdraw again, until 30 June 2026, 11:59pm" in shown
    after = told(manager.post("/submission/reopen/", HERE, follow=True))

    assert "The early closing is undone." in after
    assert "Submission closes in 12 days" in after
    assert "Nothing was done" in told(manager.post("/submission/reopen/", HERE, follow=True))


def test_undoing_after_the_date_says_that_nothing_opens(world, manager):
    close(world)
    with time_machine.travel(AFTER, tick=False):
        manager.force_login(world.people["manager"])
        assert "Submission stays closed" in told(manager.get("/submission/reopen/"))


@time_machine.travel(AFTER, tick=False)
def test_a_decided_year_takes_no_decision_and_says_so(world, manager):
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)

    assert "Submission is over: the grants are decided" in told(manager.get("/submission/"))
    for address, data in {
        "/submission/close/": {"reason": "Why"},
        "/submission/reopen/": {},
        f"/partnerships/{world.own.pk}/admit/": {"reason": "Flood", **UNTIL},
    }.items():
        assert "This year’s grants are decided" in told(manager.post(address, {**data, **HERE}, follow=True))
    assert not Closure.objects.exists()
    assert not Admission.objects.exists()


@pytest.mark.parametrize("kind", ["champion", "representative", "finance", "steering", "adviser", "no-role"])
@time_machine.travel(AFTER, tick=False)
def test_nobody_else_sees_or_decides_it(world, client, kind):
    client.force_login(world.people[kind])
    admitting = f"/partnerships/{world.own.pk}/admit/"

    for address in ("/submission/", "/submission/?format=csv", "/submission/close/", "/submission/reopen/", admitting):
        assert client.get(address).status_code == 404
    for address in ("/submission/close/", "/submission/reopen/", admitting):
        assert client.post(address, {"reason": "Why", **UNTIL, **HERE}).status_code == 404


@time_machine.travel(AFTER, tick=False)
def test_a_closed_year_is_read_and_no_longer_decided(world, manager):
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=BEFORE)

    shown = told(manager.get("/submission/"))

    assert "Let in late" not in shown
    assert manager.get("/submission/close/").status_code == 404
