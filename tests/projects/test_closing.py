"""Closing early, opening again, letting in late, and the page that tells who is missing."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from audit.models import Entry
from notices.models import Message
from partnerships.errors import NotManagerError, ProgrammeClosedError
from partnerships.models import Programme
from partnerships.rules.deadlines import last_moment
from projects.errors import AdmissionError, ClosureError, SealedError
from projects.models import Admission, Closure, Project, Seal
from projects.selectors.missing import missing_from
from projects.selectors.windows import window_of, window_of_programme
from projects.services.closing import admit_late, close_submission, reopen_submission
from tests.factories import PartnershipFactory, World
from tests.factories.projects import CLOSES, make_project
from tests.kit.govuk_ui.rendering import words
from tests.projects.stages import BEFORE, DAY, HOUR, SECOND, asked, close_on, endorsed, submitted
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
AFTER = CLOSES + HOUR
HERE = {"written_for": "marlvale"}
UNTIL = {"until_day": "8", "until_month": "7", "until_year": "2026"}
BAD_REASONS = ["", "   ", "a\x00b", "x" * 2001]


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    close_on(world.here.programme)
    client.force_login(world.people["manager"])
    return client


def close(world: World, at: datetime = BEFORE, **how) -> Closure:
    given = {"programme": world.here.programme, "reason": "Everybody is in", "by": world.people["manager"]}
    return close_submission(**{**given, "at": at, **how})


def admit(world: World, at: datetime = AFTER, **how) -> Admission:
    given = {"partnership": world.own, "reason": "Flood", "until": last_moment(date(2026, 7, 8))}
    return admit_late(**{**given, "by": world.people["manager"], "at": at, **how})


def told(response) -> str:
    return words(response.content.decode()).replace("\xa0", " ")


# --- Services ---------------------------------------------------------------------------------------------------------
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
    with pytest.raises(ClosureError):
        reopen_submission(programme=world.here.programme, by=world.people["manager"], at=BEFORE + HOUR)
    close(world, BEFORE + 2 * HOUR)
    assert Closure.objects.count() == 2


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


# --- Who is missing ---------------------------------------------------------------------------------------------------
def test_each_missing_partnership_is_told_with_what_it_lacks(world):
    submitted(world)
    make_project(world.neighbour, words=("Title", "", "", ""))
    make_project(world.here.county, endorsed=True)
    make_project(world.here.single, submitted=True)
    admit(world, AFTER, partnership=world.neighbour)

    missing = {one.name: one for one in missing_from(world.here.programme, at=AFTER)}

    assert world.own.name not in missing
    assert world.here.single.name not in missing
    assert len(missing) == 7
    assert missing[world.neighbour.name].steps == ("no_summary", "no_improvement", "no_champion", "not_asked")
    assert missing[world.neighbour.name].admitted_until == last_moment(date(2026, 7, 8))
    assert missing[world.here.county.name].steps == ("ready",)
    assert missing[world.here.other_single.name].steps == ("not_started",)
    assert missing[world.here.county.name].county == world.here.county.pk
    assert missing[world.neighbour.name].county_area == "Thessershire"


@pytest.mark.parametrize(
    ("stage", "steps"), [("asked", ("with_champion",)), ("endorsed", ("ready",)), ("changed", ("changed_since",))]
)
def test_what_waits_for_whom_is_told(world, stage, steps):
    if stage == "asked":
        asked(world)
    else:
        endorsed(world)
    if stage == "changed":
        Project.objects.update(summary="Newer")

    found = next(one for one in missing_from(world.here.programme, at=BEFORE) if one.pk == world.own.pk)

    assert found.steps == steps


# --- Pages ------------------------------------------------------------------------------------------------------------
@time_machine.travel(BEFORE, tick=False)
def test_the_page_says_when_it_closes_how_many_are_in_and_who_is_missing(world, manager):
    submitted(world)

    shown = told(manager.get("/submission/"))

    assert "Submission closes in 12 days, on 30 June 2026, 11:59pm" in shown
    assert "1 of 9 partnerships have submitted; 8 are missing." in shown
    assert world.own.name not in shown.partition("Who is missing")[2]
    assert "Not started" in shown
    assert "Let in late" not in shown


@time_machine.travel(BEFORE, tick=False)
def test_one_that_is_missing_and_none_are_told_in_good_english(world, manager):
    *most, last = world.here.partnerships
    for one in most:
        make_project(one, submitted=True)
    assert "8 of 9 partnerships have submitted; 1 is missing." in told(manager.get("/submission/"))
    assert "1 of 9 partnerships has not submitted." in told(manager.get("/submission/close/"))
    make_project(last, submitted=True)

    shown = told(manager.get("/submission/"))

    assert "All 9 partnerships have submitted." in shown
    assert "Every partnership has submitted" in shown


@time_machine.travel(AFTER, tick=False)
def test_who_is_in_already_is_said_before_it_is_let_in_late(world, manager):
    submitted(world)

    assert "It has submitted already" in told(manager.get(f"/partnerships/{world.own.pk}/admit/"))


@pytest.mark.parametrize(
    ("at", "title"),
    [
        (CLOSES - DAY, "Submission closes tomorrow"),
        (CLOSES, "Submission closes today"),
        (CLOSES + SECOND, "Submission closed on 30 June 2026, 11:59pm"),
    ],
)
def test_the_title_counts_the_days_as_london_does(world, manager, at, title):
    with time_machine.travel(at, tick=False):
        manager.force_login(world.people["manager"])
        assert title in told(manager.get("/submission/"))


@time_machine.travel(BEFORE, tick=False)
def test_without_a_date_the_page_says_so(world, client):
    client.force_login(world.people["manager"])

    shown = client.get("/submission/")

    assert "No date is set on which submission closes" in told(shown)
    assert "/years/marlvale/set-up/dates/" in shown.content.decode()


@time_machine.travel(BEFORE, tick=False)
def test_the_list_is_narrowed_by_county_and_by_what_is_missing(world, manager):
    endorsed(world)

    by_step = told(manager.get("/submission/?step=ready")).partition("Who is missing")[2]
    by_county = told(manager.get(f"/submission/?county={world.here.other_county.pk}")).partition("Who is missing")[2]
    nobody = told(manager.get("/submission/?step=returned"))
    nonsense = told(manager.get("/submission/?step=x&county=x&page=x"))

    assert world.own.name in by_step
    assert world.neighbour.name not in by_step
    assert world.here.other_districts[0].name in by_county
    assert world.own.name not in by_county
    assert "None of the missing partnerships fits these filters" in nobody
    assert world.neighbour.name in nonsense


@time_machine.travel(BEFORE, tick=False)
def test_the_list_asks_the_same_however_long_it_is(world, manager):
    county = world.here.county

    def more(rows: int) -> None:
        for _ in range(rows):
            made = PartnershipFactory(programme=world.here.programme, district=True, county=county)
            make_project(made, endorsed=True)

    assert_same_queries(more, "/submission/", manager)


@time_machine.travel(BEFORE, tick=False)
def test_the_page_pages_after_fifty(world, manager):
    for _ in range(60):
        PartnershipFactory(programme=world.here.programme, metropolitan=True)

    assert "Showing 1 to 50 of 69 partnerships" in told(manager.get("/submission/"))
    assert "Showing 51 to 69 of 69 partnerships" in told(manager.get("/submission/?page=2"))


@time_machine.travel(BEFORE, tick=False)
def test_a_download_has_the_same_rows(world, manager):
    endorsed(world)

    rows = b"".join(manager.get("/submission/?format=csv&step=ready")).decode().splitlines()

    assert len(rows) == 2
    assert world.own.name in rows[1]
    assert "Ready to submit" in rows[1]


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
def test_one_is_let_in_late_with_a_reason_until_a_day(world, manager):
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
        ({"reason": "x" * 2001}, "reason", "2000 characters or less"),
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
def test_a_manager_decides_nothing_for_another_programme(world, manager):
    assert manager.get(f"/partnerships/{world.abroad.pk}/admit/").status_code == 404


@time_machine.travel(AFTER, tick=False)
def test_a_closed_year_is_read_and_no_longer_decided(world, manager):
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=BEFORE)

    shown = told(manager.get("/submission/"))

    assert "Let in late" not in shown
    assert manager.get("/submission/close/").status_code == 404
