"""Letting one partnership submit after submission has closed."""

from datetime import date

import pytest
import time_machine

from notices.models import Message
from partnerships.models import Programme
from partnerships.rules.deadlines import last_moment
from projects.errors import AdmissionError
from projects.models import Admission, Seal
from projects.selectors.windows import window_of
from tests.factories.projects import CLOSES
from tests.projects.stages import (
    AFTER,
    BEFORE,
    DAY,
    HOUR,
    SECOND,
    UNTIL,
    admit,
    close_on,
    submitted,
    told,
    written,
)

pytestmark = pytest.mark.django_db


def test_letting_in_late_opens_it_for_that_partnership_alone_and_tells_its_representatives(world):
    close_on(world.here.programme)

    admit(world)

    assert window_of(world.own).why_not(AFTER) == ()
    assert window_of(world.neighbour).why_not(AFTER) == ("closed",)
    assert window_of(world.own).why_not(last_moment(date(2026, 7, 8)) + SECOND) == ("closed",)
    sent = Message.objects.get()
    assert (sent.kind, sent.to) == ("projects/admitted", world.people["representative"].email)
    assert "until 8 July 2026, 11:59pm" in sent.text.replace("\xa0", " ")


def test_the_same_leave_given_twice_is_one(world):
    close_on(world.here.programme)

    first, second = admit(world), admit(world, AFTER + SECOND)

    assert first == second
    assert (Admission.objects.count(), Message.objects.count()) == (1, 1)


def test_the_latest_leave_counts(world):
    close_on(world.here.programme)
    admit(world)

    admit(world, AFTER + HOUR, until=last_moment(date(2026, 7, 3)))

    assert window_of(world.own).admitted_until == last_moment(date(2026, 7, 3))


@pytest.mark.parametrize(
    ("at", "until"),
    [
        pytest.param(BEFORE, CLOSES + DAY, id="while it is open"),
        pytest.param(AFTER, AFTER - SECOND, id="until yesterday"),
        pytest.param(AFTER, AFTER, id="until now"),
    ],
)
def test_nobody_is_let_in_before_the_end_or_until_a_moment_that_is_over(world, at, until):
    close_on(world.here.programme)

    with pytest.raises(AdmissionError):
        admit(world, at, until=until)

    assert not Admission.objects.exists()


@time_machine.travel(AFTER, tick=False)
def test_who_is_in_already_is_said_before_it_is_let_in_late(world, manager):
    submitted(world)

    assert "It has submitted already" in told(manager.get(f"/partnerships/{world.own.pk}/admit/"))


@time_machine.travel(AFTER, tick=False)
def test_one_is_let_in_late_with_a_reason_until_a_day(world, manager):
    assert "Leave to be late" in told(manager.get("/submission/"))
    assert "Let in late" in told(manager.get("/submission/"))

    sent = manager.post(f"/partnerships/{world.own.pk}/admit/", {"reason": "Flood", **UNTIL}, follow=True)

    assert f"{world.own.name} may submit until 8 July 2026, 11:59pm, and is told so by email." in told(sent)
    assert Admission.objects.get().until == last_moment(date(2026, 7, 8))
    manager.post(f"/partnerships/{world.own.pk}/admit/", {"reason": "Flood", **UNTIL})
    assert Admission.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"reason": ""}, "reason", "Enter a reason"),
        ({"reason": "x" * 2001}, "reason", "2,000 characters or less"),
        ({"reason": "a\x00b"}, "reason", ""),
        ({"until_day": ""}, "until", "must include a day"),
        ({"until_day": "31", "until_month": "6"}, "until", "must be a real date"),
        ({"until_day": "30", "until_month": "6"}, "until", "must be today or in the future"),
        ({"until_year": "99999999999999999999"}, "until", ""),
        ({"until_year": "2098"}, "until", "the same as or before"),
        ({"until_day": "", "until_month": "", "until_year": ""}, "until", "Enter the last day"),
    ],
)
@time_machine.travel(AFTER, tick=False)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(world, manager, typed, field, message):
    Programme.objects.filter(pk=world.here.programme.pk).update(ends=date(2027, 3, 31))
    sent = {"reason": "Flood in the archive", **UNTIL, **typed}

    response = manager.post(f"/partnerships/{world.own.pk}/admit/", sent)

    assert message in str(response.context["form"].errors[field])
    assert 'name="until_month"' in response.content.decode()
    assert sent["reason"].replace("\x00", "")[:20] in response.content.decode().replace("\x00", "")
    assert not Admission.objects.exists()


@time_machine.travel(BEFORE, tick=False)
def test_before_the_end_the_page_says_that_nobody_needs_it(world, manager):
    address = f"/partnerships/{world.own.pk}/admit/"

    assert "Submission is open until 30 June 2026, 11:59pm" in told(manager.get(address))
    sent = manager.post(address, {"reason": "Flood", **UNTIL})

    assert "Submission has not closed yet" in told(sent)
    assert "Flood" in sent.content.decode()
    assert not Admission.objects.exists()


@time_machine.travel(AFTER, tick=False)
def test_a_manager_decides_nothing_for_another_programme(world, manager):
    assert manager.get(f"/partnerships/{world.abroad.pk}/admit/").status_code == 404


def test_once_the_grants_are_decided_nobody_is_offered_to_be_let_in(world, manager):
    close_on(world.here.programme)
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=AFTER)
    with time_machine.travel(AFTER + HOUR, tick=False):
        manager.force_login(world.people["manager"])
        shown = told(manager.get(f"/partnerships/{world.own.pk}/admit/"))

    assert "This year’s grants are decided. Nobody can submit any more." in shown
    assert "Until which day?" not in shown


@time_machine.travel(AFTER + HOUR, tick=False)
@pytest.mark.parametrize("page", ["", "submit/"], ids=["its page", "before submitting"])
def test_who_may_be_late_reads_that_it_is_open_for_them_alone(world, client, page):
    project = written(world)
    admit(world)
    client.force_login(world.people["representative"])

    shown = told(client.get(f"/projects/{project.pk}/{page}"))

    assert "Submission has closed for others. It is open for you until 8 July 2026, 11:59pm." in shown
