"""Submitting and withdrawing: what is kept, who is told, and to which second it is possible."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from audit.models import Entry
from notices.models import Message
from partnerships.models import Programme
from partnerships.rules.deadlines import last_moment
from projects.errors import (
    NotReadyError,
    NotSubmittedError,
    ProjectChangedError,
    ProjectSubmittedError,
    SubmissionClosedError,
)
from projects.models import Admission, Closure, Endorsement, Project, Seal, Submission
from projects.services.endorsing import ask_endorsement, endorse
from projects.services.submitting import submit_project, withdraw_project
from projects.services.writing import write_project
from tests.factories import RoleFactory, World
from tests.factories.projects import CLOSES, make_project
from tests.kit.govuk_ui.rendering import words
from tests.projects.stages import BEFORE, HOUR, SECOND, asked, close_on, endorsed, submitted, written
from tests.queries import assert_no_repeats, queries_for

pytestmark = pytest.mark.django_db
LONDON_DAYS = [
    pytest.param(datetime(2026, 10, 25).date(), id="the clocks go back"),
    pytest.param(datetime(2027, 3, 28).date(), id="the clocks go forward"),
    pytest.param(datetime(2026, 6, 30).date(), id="summer"),
    pytest.param(datetime(2026, 12, 31).date(), id="winter"),
]


@pytest.fixture
def representative(world: World, client: Client) -> Client:
    client.force_login(world.people["representative"])
    return client


def submit(world: World, project: Project, at: datetime = BEFORE, **how) -> Submission:
    return submit_project(
        project=project, **{"seen": project.version, "by": world.people["representative"], "at": at, **how}
    )


def told(response) -> str:
    return words(response.content.decode()).replace("\xa0", " ")


def address(project: Project, page: str = "submit") -> str:
    return f"/projects/{project.pk}/{page}/"


def reasons_of(world: World, project: Project, at: datetime = BEFORE) -> tuple[str, ...]:
    with pytest.raises(NotReadyError) as refused:
        submit(world, project, at)
    assert not Submission.objects.exists()
    return refused.value.reasons


# --- Services ---------------------------------------------------------------------------------------------------------
def test_an_endorsed_project_is_submitted_and_everybody_of_it_gets_the_receipt(world):
    second = RoleFactory(representative=True, partnership=world.own).person

    submission = submitted(world)

    sent = Message.objects.filter(kind="projects/submitted")
    assert (submission.edition.title, submission.submitted_at, submission.admission) == ("Working as one", BEFORE, None)
    people = [world.people["representative"], world.people["champion"], second]
    assert {message.to for message in sent} == {person.email for person in people}
    assert submission.reference in sent[0].subject
    assert "Received: 18 June 2026, 10:00:00am" in sent[0].text.replace("\xa0", " ")
    assert Entry.objects.get(action="project.submitted").details["reference"] == submission.reference


def test_submitted_twice_it_is_one_submission_with_one_receipt(world):
    first = submitted(world)

    second = submit(world, first.project, BEFORE + HOUR, seen=99)

    assert (second.pk, second.submitted_at) == (first.pk, BEFORE)
    assert (Submission.objects.count(), Message.objects.filter(kind="projects/submitted").count()) == (1, 2)
    assert Entry.objects.filter(action="project.submitted").count() == 1


@pytest.mark.parametrize("day", LONDON_DAYS)
def test_the_last_second_of_the_day_in_london_counts_whole_and_not_one_more(world, day):
    project, ends = endorsed(world), last_moment(day)
    close_on(world.here.programme, ends)

    with pytest.raises(NotReadyError) as refused:
        submit(world, project, ends + SECOND)
    submission = submit(world, project, ends + timedelta(milliseconds=900))

    assert refused.value.reasons == ("closed",)
    assert submission.submitted_at == ends + timedelta(milliseconds=900)


def test_words_that_changed_since_the_endorsement_are_not_submitted(world):
    project, by = endorsed(world), world.people["representative"]
    changed = write_project(project=project, seen=1, words={"summary": "Other"}, by=by, at=BEFORE)

    with pytest.raises(ProjectChangedError):
        submit(world, project, seen=1)

    assert reasons_of(world, changed) == ("changed_since",)


def test_words_that_were_changed_back_are_still_endorsed(world):
    project, by = endorsed(world), world.people["representative"]
    write_project(project=project, seen=1, words={"summary": "Other"}, by=by, at=BEFORE)
    back = write_project(project=project, seen=2, words={"summary": "How we share."}, by=by, at=BEFORE)

    assert submit(world, back).edition.number == 1


def test_what_the_champion_has_not_answered_or_nobody_asked_is_not_submitted(world):
    question = asked(world)
    assert reasons_of(world, question.edition.project) == ("with_champion",)
    Endorsement.objects.all().delete()
    assert reasons_of(world, Project.objects.select_related("edition", "partnership__programme").get()) == (
        "not_asked",
    )


def test_a_champion_whose_role_has_ended_leaves_no_champion(world):
    project = endorsed(world)
    world.roles["champion"].delete()

    assert reasons_of(world, project) == ("no_champion",)


def test_an_empty_draft_is_told_everything_at_once(world):
    project = make_project(world.own, words=("Only a title", "", "", ""))
    world.roles["champion"].delete()

    found = reasons_of(world, project, CLOSES + SECOND)

    assert found == ("no_summary", "no_improvement", "no_champion", "not_asked")
    close_on(world.here.programme)
    assert reasons_of(world, project, CLOSES + SECOND)[0] == "closed"


@pytest.mark.parametrize("what", ["sealed", "closed early", "year not open"])
def test_what_stops_everybody_stops_a_ready_project_too(world, what):
    project, manager = endorsed(world), world.people["manager"]
    programme = world.here.programme
    if what == "sealed":
        Seal.objects.create(programme=programme, sealed_by=manager, sealed_at=BEFORE)
    elif what == "closed early":
        Closure.objects.create(programme=programme, reason="Why", closed_by=manager, closed_at=BEFORE)
    else:
        Programme.objects.filter(pk=programme.pk).update(state="setting_up", opened_at=None)

    codes = {"sealed": "sealed", "closed early": "closed", "year not open": "year_not_open"}
    assert reasons_of(world, project) == (codes[what],)


def test_who_is_let_in_late_submits_by_that_leave_until_its_last_second(world):
    project, until = endorsed(world), last_moment(datetime(2026, 7, 8).date())
    leave = {"reason": "Flood", "until": until, "admitted_by": world.people["manager"]}
    admission = Admission.objects.create(partnership=world.own, admitted_at=CLOSES + HOUR, **leave)

    with pytest.raises(NotReadyError):
        submit(world, project, until + SECOND)
    late = submit(world, project, until + timedelta(milliseconds=999))

    assert late.admission == admission


def test_who_submits_in_time_does_not_do_so_by_a_leave(world):
    project = endorsed(world)
    leave = {"reason": "Flood", "until": CLOSES + 24 * HOUR, "admitted_by": world.people["manager"]}
    Admission.objects.create(partnership=world.own, admitted_at=BEFORE, **leave)

    assert submit(world, project).admission is None


def test_a_withdrawn_project_can_be_changed_and_submitted_again(world):
    first = submitted(world)
    by = world.people["representative"]
    with pytest.raises(ProjectSubmittedError):
        write_project(project=first.project, seen=1, words={"title": "New"}, by=by, at=BEFORE)

    withdraw_project(project=first.project, by=by, at=BEFORE + HOUR)
    write_project(project=first.project, seen=1, words={"title": "New"}, by=by, at=BEFORE + HOUR)
    write_project(project=first.project, seen=2, words={"title": "Working as one"}, by=by, at=BEFORE + HOUR)
    project = Project.objects.select_related("edition", "partnership__programme").get()
    again = submit(world, project, BEFORE + 2 * HOUR)

    assert again.pk != first.pk
    assert list(Submission.objects.values_list("withdrawn_by", flat=True)) == [by.pk, None]
    assert Entry.objects.filter(action="project.withdrawn").count() == 1


@pytest.mark.parametrize(
    ("at", "error"), [(CLOSES + SECOND, SubmissionClosedError), (CLOSES + timedelta(milliseconds=900), None)]
)
def test_one_withdraws_to_the_last_second_and_not_after(world, at, error):
    submission, by = submitted(world), world.people["representative"]

    if error:
        with pytest.raises(error):
            withdraw_project(project=submission.project, by=by, at=at)
    else:
        withdraw_project(project=submission.project, by=by, at=at)

    assert Submission.objects.standing().exists() is bool(error)


def test_what_is_not_submitted_cannot_be_withdrawn(world):
    with pytest.raises(NotSubmittedError):
        withdraw_project(project=endorsed(world), by=world.people["representative"], at=BEFORE)


def test_nothing_is_withdrawn_once_the_grants_are_decided(world):
    submission = submitted(world)
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)

    with pytest.raises(SubmissionClosedError):
        withdraw_project(project=submission.project, by=world.people["representative"], at=BEFORE)


# --- Pages ------------------------------------------------------------------------------------------------------------
@time_machine.travel(BEFORE + HOUR, tick=False)
def test_a_representative_checks_submits_and_gets_a_receipt(world, representative):
    project = endorsed(world)

    shown = told(representative.get(address(project)))
    assert "Check and submit your project" in shown
    assert "Percy Lightbody" in shown
    receipt = representative.post(address(project), {"version": project.version}, follow=True)

    submission = Submission.objects.get()
    assert receipt.redirect_chain == [(address(project, "receipt"), 302)]
    for text in ("Project submitted", submission.reference, "18 June 2026, 11:00:00am", "Odile Marchbank"):
        assert text in told(receipt)


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_the_button_pressed_twice_shows_the_same_receipt(world, representative):
    project = endorsed(world)

    first, second = (
        told(representative.post(address(project), {"version": project.version}, follow=True)) for _ in range(2)
    )

    assert first == second
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("day", LONDON_DAYS)
def test_what_counts_is_when_the_request_arrives(world, client, day):
    project, ends = endorsed(world), last_moment(day)
    close_on(world.here.programme, ends)
    with time_machine.travel(ends + SECOND, tick=False):
        client.force_login(world.people["representative"])
        refused = told(client.post(address(project), {"version": project.version}))
    with time_machine.travel(ends + timedelta(milliseconds=900), tick=False):
        accepted = told(client.post(address(project), {"version": project.version}, follow=True))

    assert "Nothing was submitted" in refused
    assert "11:59pm" in refused
    assert "Project submitted" in accepted
    assert "11:59:59pm" in accepted


SENTENCES = {
    "no_summary": ("It has no summary yet", "/write/"),
    "no_improvement": ("It names no key improvement yet", "/write/"),
    "no_champion": ("Your partnership has no champion", "/invite/?kind=champion"),
    "not_asked": ("The champion has not been asked", "/ask/"),
    "with_champion": ("has not answered yet", "#endorsement-heading"),
    "returned": ("The champion has returned it", "#endorsement-heading"),
    "changed_since": ("Its words have changed since", "/ask/"),
}


def brought_to(world: World, reason: str) -> Project:
    """A project that lacks just that."""
    project = endorsed(world) if reason in ("changed_since", "no_champion") else written(world)
    if reason in ("no_summary", "no_improvement"):
        Project.objects.update(**{"summary" if reason == "no_summary" else "first_improvement": ""})
    elif reason == "no_champion":
        world.roles["champion"].delete()
    elif reason == "changed_since":
        Project.objects.update(title="Newer")
    elif reason in ("with_champion", "returned"):
        by = world.people["representative"]
        ask_endorsement(project=project, seen=1, by=by, at=BEFORE)
        if reason == "returned":
            fields = {"verdict": "returned", "reason": "Why?", "decided_by": by, "decided_at": BEFORE}
            Endorsement.objects.update(**fields)
    return project


@pytest.mark.parametrize("reason", SENTENCES)
@time_machine.travel(BEFORE + HOUR, tick=False)
def test_why_not_is_said_in_words_with_the_way_to_mend_it(world, representative, reason):
    project = brought_to(world, reason)
    sentence, way = SENTENCES[reason]

    page = representative.get(address(project))
    sent = representative.post(address(project), {"version": project.version})
    own = representative.get(f"/projects/{project.pk}/")

    for response in (page, sent, own):
        assert sentence in told(response)
        assert way in response.content.decode()
    assert "Submit this project" not in told(page)
    assert "Nothing was submitted" in told(sent)
    assert not Submission.objects.exists()


@time_machine.travel(CLOSES + SECOND, tick=False)
def test_after_the_end_the_page_says_whom_to_ask(world, representative):
    project = endorsed(world)

    shown = told(representative.get(address(project)))

    assert "Submission closed on 30 June 2026, 11:59pm" in shown
    assert "To be let in late, ask Ines Calloway: manager@marlvale.example" in shown


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_an_early_closing_is_told_with_its_reason(world, representative):
    project, manager = endorsed(world), world.people["manager"]
    Closure.objects.create(
        programme=world.here.programme, reason="Everybody is in", closed_by=manager, closed_at=BEFORE
    )

    shown = told(representative.get(address(project)))

    assert "Submission was closed early, on 18 June 2026, 10am. The reason: Everybody is in" in shown


@pytest.mark.parametrize("version", ["", "2", "x", "1.0", "９"])
@time_machine.travel(BEFORE + HOUR, tick=False)
def test_words_one_has_not_seen_are_not_submitted(world, representative, version):
    project = endorsed(world)

    shown = told(representative.post(address(project), {"version": version}))

    assert "the words have changed since you opened this page" in shown
    assert not Submission.objects.exists()


@pytest.mark.parametrize("kind", ["champion", "manager", "finance", "adviser", "steering", "no-role"])
@time_machine.travel(BEFORE + HOUR, tick=False)
def test_only_a_representative_of_it_submits_or_withdraws(world, client, kind):
    project = endorsed(world)
    client.force_login(world.people[kind])

    assert client.get(address(project)).status_code == 404
    assert client.post(address(project), {"version": 1}).status_code == 404
    submit(world, project)
    assert client.post(address(project, "withdraw")).status_code == 404
    assert Submission.objects.standing().count() == 1


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_a_representative_of_a_neighbour_submits_nothing(world, client):
    project = endorsed(world)
    client.force_login(RoleFactory(representative=True, partnership=world.neighbour).person)

    assert client.post(address(project), {"version": 1}).status_code == 404
    assert not Submission.objects.exists()


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_withdrawing_says_what_it_means_for_the_county_and_pressed_twice_is_told(world, representative):
    project = submitted(world).project

    shown = told(representative.get(address(project, "withdraw")))
    assert "the whole of Thessershire loses its grants" in shown
    first = told(representative.post(address(project, "withdraw"), follow=True))
    second = told(representative.post(address(project, "withdraw"), follow=True))

    assert "The project is withdrawn" in first
    assert "There is nothing" not in first
    assert "there is nothing to withdraw" in second
    assert "Project withdrawn" in told(representative.get(address(project, "receipt")))


@time_machine.travel(CLOSES + SECOND, tick=False)
def test_after_the_end_nothing_is_withdrawn(world, representative):
    project = submitted(world).project

    assert representative.get(address(project, "withdraw")).status_code == 302
    shown = told(representative.post(address(project, "withdraw"), follow=True))

    assert "The project stays submitted: submission has closed" in shown
    assert Submission.objects.standing().count() == 1


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_a_receipt_names_people_to_those_alone_who_may_know_them(world, client):
    project = submitted(world).project
    for kind, reads in {"manager": True, "champion": True, "adviser": True, "steering": False}.items():
        client.force_login(world.people[kind])
        assert ("Odile Marchbank" in told(client.get(address(project, "receipt")))) is reads


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_the_receipt_of_what_was_withdrawn_is_the_own_peoples(world, client):
    project = submitted(world).project
    withdraw_project(project=project, by=world.people["representative"], at=BEFORE)

    for kind, status in {"representative": 200, "manager": 404, "steering": 404}.items():
        client.force_login(world.people[kind])
        assert client.get(address(project, "receipt")).status_code == status


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_who_reads_earlier_words_gets_no_receipt_of_later_ones_that_were_withdrawn(world, client):
    by = world.people["representative"]
    project = written(world, shared_with=[world.neighbour])
    newer = write_project(project=project, seen=1, words={"title": "Newer"}, by=by, at=BEFORE)
    question = ask_endorsement(project=newer, seen=2, by=by, at=BEFORE)
    endorse(endorsement=question, by=world.people["champion"], at=BEFORE)
    submit(world, newer, seen=2)
    client.force_login(world.people["steering"])
    assert "Newer" in told(client.get(address(project, "receipt")))

    withdraw_project(project=newer, by=by, at=BEFORE)

    assert client.get(f"/projects/{project.pk}/").status_code == 200
    assert client.get(address(project, "receipt")).status_code == 404


@time_machine.travel(BEFORE + HOUR, tick=False)
def test_there_is_no_receipt_of_what_was_never_submitted(world, representative):
    assert representative.get(address(endorsed(world), "receipt")).status_code == 404


@pytest.mark.parametrize("page", ["submit", "receipt", "withdraw"])
@time_machine.travel(BEFORE + HOUR, tick=False)
def test_each_page_asks_little(world, representative, page):
    project = endorsed(world)
    if page != "submit":
        submit(world, project)
    representative.get(address(project, page))

    sent = queries_for(address(project, page), representative)

    assert_no_repeats(sent)
    assert len(sent) <= 8


@time_machine.travel(datetime(2026, 6, 18, tzinfo=UTC), tick=False)
def test_a_closed_year_has_no_page_to_submit_on(world, representative):
    project = endorsed(world)
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=BEFORE)

    assert representative.get(address(project)).status_code == 404
    assert representative.post(address(project), {"version": 1}).status_code == 404
