"""The page of submitting: what would be submitted, everything that stands in its way, and who has it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from partnerships.models import Partnership, Programme
from partnerships.rules.deadlines import last_moment
from projects.models import Closure, Endorsement, Project, Seal, Submission
from projects.services.endorsing import ask_endorsement
from selfassessment.models import Completion
from tests.factories import PersonFactory, RoleFactory, World
from tests.factories.assessments import completion_of
from tests.factories.projects import CLOSES
from tests.projects.stages import (
    BEFORE,
    HOUR,
    LONDON_DAYS,
    SECOND,
    address,
    close_on,
    endorsed,
    submit,
    told,
    written,
)
from tests.queries import assert_no_repeats, queries_for

pytestmark = pytest.mark.django_db


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
    assert "Submission has closed Why" in refused
    assert "cannot be submitted yet" not in refused
    assert "11:59pm" in refused
    assert "Project submitted" in accepted
    assert "11:59:59pm" in accepted


SENTENCES = {
    "no_summary": ("It has no summary yet", "/write/"),
    "no_improvement": ("It names no key improvement yet", "/write/"),
    "not_assessed": ("It must rest on a self-assessment, and yours is not completed", "/basis/"),
    "no_basis": ("It does not say yet what it rests on", "/basis/"),
    "basis_reopened": ("What it rests on was opened again. Once", "/basis/"),
    "basis_replaced": ("opened again and has been completed anew", "/basis/"),
    "wrong_basis": ("It rests on a self-assessment. A partnership that delivers", "/basis/"),
    "no_champion": ("Your partnership has no champion", "/invite/?kind=champion"),
    "not_asked": ("The champion has not been asked", "/ask/"),
    "with_champion": ("has not answered yet", "#endorsement-heading"),
    "returned": ("The champion has returned it", "#endorsement-heading"),
    "changed_since": ("Its words have changed since", "/ask/"),
}


def rest_on_nothing() -> None:
    Project.objects.update(completion=None, first_basis="")


def open_again() -> None:
    by = PersonFactory()
    Completion.objects.update(reopened_at=Completion.objects.get().completed_at, reopened_by=by, reopened_for="Why")


BASES = {
    "not_assessed": lambda world: (rest_on_nothing(), open_again()),
    "no_basis": lambda world: rest_on_nothing(),
    "basis_reopened": lambda world: open_again(),
    "basis_replaced": lambda world: (open_again(), completion_of(world.own)),
    "wrong_basis": lambda world: Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True),
}


def brought_to(world: World, reason: str) -> Project:
    """A project that lacks just that."""
    project = endorsed(world) if reason in ("changed_since", "no_champion") else written(world)
    if reason in BASES:
        BASES[reason](world)
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


@pytest.mark.parametrize("reason", [*BASES, "summary", "first_improvement"])
@pytest.mark.parametrize("is_again", [False, True], ids=["for the first time", "again"])
@time_machine.travel(BEFORE + HOUR, tick=False)
def test_the_way_to_ask_the_champion_is_shown_once_the_rest_is_there(world, representative, reason, is_again):
    project = brought_to(world, "changed_since" if is_again else "not_asked")
    if reason in BASES:
        BASES[reason](world)
    else:
        Project.objects.update(**{reason: ""})

    for response in (representative.get(address(project)), representative.get(f"/projects/{project.pk}/")):
        assert "They can be asked once the rest of this list is done." in told(response)
        assert f"/projects/{project.pk}/ask/" not in response.content.decode()
    asked = representative.get(f"/projects/{project.pk}/ask/", follow=True)
    assert "The champion cannot be asked yet. The page says what comes first." in told(asked)


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


@pytest.mark.parametrize("page", ["submit", "receipt", "withdraw"])
@time_machine.travel(BEFORE + HOUR, tick=False)
def test_each_page_asks_little(world, representative, page):
    project = endorsed(world)
    if page != "submit":
        submit(world, project)
    representative.get(address(project, page))

    sent = queries_for(address(project, page), representative)

    assert_no_repeats(sent)
    assert len(sent) <= 9


@time_machine.travel(datetime(2026, 6, 18, tzinfo=UTC), tick=False)
def test_a_closed_year_has_no_page_to_submit_on(world, representative):
    project = endorsed(world)
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=BEFORE)

    assert representative.get(address(project)).status_code == 404
    assert representative.post(address(project), {"version": 1}).status_code == 404


def test_once_the_grants_are_decided_no_step_is_asked_for(world, representative):
    project = written(world)
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)

    shown = told(representative.get(address(project)))

    assert "This year’s grants are decided. Nothing can be submitted or withdrawn any more." in shown
    assert "The champion has not been asked" not in shown


def test_once_the_grants_are_decided_a_draft_offers_no_other_words(world, representative):
    project = written(world)
    before = told(representative.get(f"/projects/{project.pk}/"))
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)
    after = told(representative.get(f"/projects/{project.pk}/"))
    assert ("Change the words" in before, "Change the words" in after) == (True, False)
    assert "Change what it rests on" not in after
