"""Asking a champion, endorsing and returning: what is kept, who is told, and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from notices.models import Message
from partnerships.errors import ProgrammeClosedError
from partnerships.models import Programme, Role
from projects.errors import (
    EndorsementDecidedError,
    NotReadyError,
    ProjectChangedError,
    ProjectSubmittedError,
    SealedError,
)
from projects.models import Edition, Endorsement, Project, Seal
from projects.selectors.endorsements import questions_of
from projects.selectors.readiness import readiness_of
from projects.services.endorsing import ask_endorsement, endorse, return_project
from projects.services.writing import write_project
from tests.factories import RoleFactory, World
from tests.projects.stages import BEFORE, DAY, HOUR, SECOND, asked, endorsed, submitted, written

pytestmark = pytest.mark.django_db


def ask(world: World, project: Project, at=BEFORE, seen: int | None = None) -> Endorsement:
    project.refresh_from_db()
    seen = project.version if seen is None else seen
    return ask_endorsement(project=project, seen=seen, by=world.people["representative"], at=at)


def rewrite(world: World, title: str = "Newer words") -> Project:
    project = Project.objects.select_related("partnership__programme", "edition").get()
    by = world.people["representative"]
    return write_project(project=project, seen=project.version, words={"title": title}, by=by, at=BEFORE + HOUR)


def kept(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_asking_freezes_the_words_and_emails_the_champion_a_link(world):
    question = asked(world)

    sent = Message.objects.get()
    assert (question.edition.number, question.edition.title, question.verdict) == (1, "Working as one", "")
    assert (sent.to, sent.person_id, sent.kind) == (
        world.people["champion"].email,
        world.people["champion"].pk,
        "projects/endorsement_asked",
    )
    assert sent.subject == "Please endorse: Working as one"
    assert f"/projects/{question.edition.project_id}/endorse/" in sent.text
    assert "Odile Marchbank asks you, as champion of" in sent.text
    assert "until 30 June 2026, 11:59pm" in sent.text.replace("\xa0", " ")
    assert kept("project.endorsement_asked") == 1


def test_asked_again_it_is_the_same_question_and_one_email_a_day(world):
    first = asked(world)

    soon = ask(world, first.edition.project, BEFORE + DAY - SECOND)
    assert (soon.pk, soon.mailed_at, Message.objects.count()) == (first.pk, BEFORE, 1)
    later = ask(world, first.edition.project, BEFORE + DAY)

    assert (later.pk, later.mailed_at, Message.objects.count()) == (first.pk, BEFORE + DAY, 2)
    assert (kept("project.endorsement_asked"), kept("project.endorsement_asked_again")) == (1, 1)
    assert Edition.objects.count() == 1


def test_new_words_are_a_new_question_with_an_email_at_once(world):
    first = asked(world)

    second = ask(world, rewrite(world), BEFORE + 2 * HOUR)

    assert (second.edition.number, second.pk != first.pk) == (2, True)
    assert Message.objects.count() == 2


@pytest.mark.parametrize("others", ["signed out", "ended"])
def test_only_a_champion_of_that_day_who_can_sign_in_is_emailed(world, others):
    gone = RoleFactory(champion=True, partnership=world.own)
    if others == "ended":
        Role.objects.filter(pk=gone.pk).update(until=BEFORE.date() - DAY)
    else:
        gone.person.is_active = False
        gone.person.save()

    asked(world)

    assert [message.to for message in Message.objects.all()] == [world.people["champion"].email]


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("Title", "", "An improvement", ""), ("no_summary",)),
        (("Title", "A summary", "", ""), ("no_improvement",)),
        (("Title", "", "", ""), ("no_summary", "no_improvement")),
    ],
)
def test_a_champion_is_not_asked_about_what_is_not_written(world, words, missing):
    project = written(world)
    Project.objects.update(title=words[0], summary=words[1], first_improvement=words[2])

    with pytest.raises(NotReadyError) as refused:
        ask(world, project)

    assert refused.value.reasons == missing
    assert (Endorsement.objects.count(), Edition.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_nobody_is_asked_where_nobody_is_champion(world):
    project = written(world)
    world.roles["champion"].delete()

    with pytest.raises(NotReadyError) as refused:
        ask(world, project)

    assert refused.value.reasons == ("no_champion",)


def test_words_that_changed_under_ones_hands_are_not_put_to_the_champion(world):
    project = written(world)

    with pytest.raises(ProjectChangedError):
        ask(world, project, seen=project.version + 1)

    assert not Endorsement.objects.exists()


def test_the_same_words_are_not_asked_about_once_endorsed(world):
    project = endorsed(world)

    with pytest.raises(EndorsementDecidedError):
        ask(world, project)


def test_a_submitted_project_is_not_asked_about(world):
    submission = submitted(world)

    with pytest.raises(ProjectSubmittedError):
        ask(world, submission.project)


def test_endorsing_tells_the_representatives_and_opens_the_way_to_submit(world):
    second = RoleFactory(representative=True, partnership=world.own).person
    project = endorsed(world)

    sent = Message.objects.filter(kind="projects/endorsed")
    assert {message.to for message in sent} == {world.people["representative"].email, second.email}
    assert readiness_of(project, at=BEFORE).why_not() == ()
    assert kept("project.endorsed") == 1


def test_returning_tells_the_representatives_why(world):
    question = asked(world)

    return_project(endorsement=question, reason="Who leads?\nSay so.", by=world.people["champion"], at=BEFORE + HOUR)

    question.refresh_from_db()
    sent = Message.objects.get(kind="projects/returned")
    assert (question.verdict, question.reason, question.decided_by) == (
        "returned",
        "Who leads?\nSay so.",
        world.people["champion"],
    )
    assert (sent.to, "Who leads?\nSay so." in sent.text) == (world.people["representative"].email, True)


def test_after_a_return_the_same_words_can_be_asked_about_again(world):
    question = asked(world)
    return_project(endorsement=question, reason="Too short", by=world.people["champion"], at=BEFORE + HOUR)

    again = ask(world, question.edition.project, BEFORE + 2 * HOUR)

    assert (again.pk != question.pk, again.edition_id) == (True, question.edition_id)


@pytest.mark.parametrize("first", ["endorsed", "returned"])
def test_the_second_answer_to_a_question_is_refused_and_changes_nothing(world, first):
    question = asked(world)
    champion, later = world.people["champion"], BEFORE + HOUR
    if first == "endorsed":
        endorse(endorsement=question, by=champion, at=BEFORE)
    else:
        return_project(endorsement=question, reason="First", by=champion, at=BEFORE)
    before = list(Endorsement.objects.values())

    with pytest.raises(EndorsementDecidedError):
        endorse(endorsement=question, by=champion, at=later)
    with pytest.raises(EndorsementDecidedError):
        return_project(endorsement=question, reason="Second", by=champion, at=later)

    assert list(Endorsement.objects.values()) == before


def test_a_question_about_older_words_cannot_be_answered_once_newer_ones_are_frozen(world):
    old = asked(world)
    ask(world, rewrite(world), BEFORE + 2 * HOUR)

    with pytest.raises(EndorsementDecidedError):
        endorse(endorsement=old, by=world.people["champion"], at=BEFORE + 3 * HOUR)

    assert not Endorsement.objects.exclude(verdict="").exists()


def test_words_that_change_after_the_endorsement_must_be_endorsed_again(world):
    endorsed(world)

    project = rewrite(world)

    assert readiness_of(project, at=BEFORE).why_not() == ("changed_since",)
    ask(world, project, BEFORE + 2 * HOUR)
    project.refresh_from_db()
    assert readiness_of(project, at=BEFORE).why_not() == ("with_champion",)


def test_nothing_is_asked_or_answered_once_the_grants_are_decided(world):
    question = asked(world)
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)

    with pytest.raises(SealedError):
        ask(world, question.edition.project, BEFORE + DAY)
    with pytest.raises(SealedError):
        endorse(endorsement=question, by=world.people["champion"], at=BEFORE + HOUR)


def test_nothing_is_asked_or_answered_in_a_closed_year(world):
    question = asked(world)
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=timezone.now())

    with pytest.raises(ProgrammeClosedError):
        ask(world, question.edition.project, BEFORE + DAY)
    with pytest.raises(ProgrammeClosedError):
        endorse(endorsement=question, by=world.people["champion"], at=BEFORE + timedelta(hours=1))


def test_what_was_asked_is_told_the_newest_first(world):
    first = asked(world)
    return_project(endorsement=first, reason="Why?", by=world.people["champion"], at=BEFORE + HOUR)
    second = ask(world, rewrite(world), BEFORE + 2 * HOUR)

    questions = questions_of(Project.objects.select_related("edition").get())

    assert (questions.latest, questions.open, list(questions.earlier)) == (second, second, [first])
