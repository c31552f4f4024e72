"""The champion's page and the way to ask, as people meet them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from notices.models import Message
from projects.models import Endorsement, Project, Seal
from projects.services.endorsing import ask_endorsement, endorse, return_project
from projects.services.sharing import share_project
from projects.services.writing import write_project
from tests.factories import RoleFactory, World
from tests.projects.stages import BEFORE, DAY, HOUR, asked, endorsed, second_champion, submitted, told, written
from tests.queries import assert_no_repeats, queries_for

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
BAD_REASONS = ["", "   ", "\n\n", "a\x00b", "x" * 2001, "é" * 2001]


@pytest.fixture
def as_(client: Client, world: World) -> As:
    """Somebody's browser, a few hours after BEFORE."""

    def enter(kind: str) -> Client:
        client.force_login(world.people[kind])
        return client

    return enter


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(BEFORE + 2 * HOUR, tick=False):
        yield


def address(thing: Endorsement | Project, page: str = "endorse") -> str:
    pk = thing.edition.project_id if isinstance(thing, Endorsement) else thing.pk
    return f"/projects/{pk}/{page}/"


def answer(client: Client, question: Endorsement, verdict: str, **more: str):
    return client.post(address(question), {"question": question.pk, "verdict": verdict, **more}, follow=True)


def test_a_champion_reads_the_words_and_endorses_in_one_press(world, as_):
    question = asked(world)
    champion = as_("champion")

    shown = told(champion.get(address(question)))
    assert "Odile Marchbank asks you to endorse this project" in shown
    assert "How we share." in shown
    after = told(answer(champion, question, "endorsed"))

    question.refresh_from_db()
    assert (question.verdict, question.decided_by) == ("endorsed", world.people["champion"])
    assert "Percy Lightbody endorsed this project on 18 June 2026, midday" in after
    assert "Return with a reason" not in after


def test_a_champion_returns_it_with_a_reason(world, as_):
    question = asked(world)

    after = told(answer(as_("champion"), question, "returned", reason="Who leads?"))

    question.refresh_from_db()
    assert (question.verdict, question.reason) == ("returned", "Who leads?")
    assert "This project was returned" in after
    assert "Why it was returned Who leads?" in after


@pytest.mark.parametrize("reason", BAD_REASONS, ids=["none", "blanks", "lines", "null", "long", "long accents"])
def test_without_a_good_reason_nothing_is_returned_and_what_was_typed_stays(world, as_, reason):
    question = asked(world)

    response = answer(as_("champion"), question, "returned", reason=reason)

    question.refresh_from_db()
    shown = response.content.decode()
    assert question.verdict == ""
    assert response.context["form"].errors["reason"]
    assert escape(reason.strip().replace("\x00", "")) in shown.replace("\x00", "")
    assert "<title>Error: " in " ".join(shown.split())
    assert not Message.objects.filter(kind="projects/returned").exists()


def test_the_same_answer_sent_twice_is_kept_once_and_told_the_same(world, as_):
    question = asked(world)
    champion = as_("champion")

    first, second = (told(answer(champion, question, "endorsed")) for _ in range(2))

    assert "You have endorsed the project" in first
    assert "You have endorsed the project" in second
    assert Message.objects.filter(kind="projects/endorsed").count() == 1


def test_who_comes_second_is_told_what_was_decided_and_keeps_what_they_typed(world, as_):
    question = asked(world)
    endorse(endorsement=question, by=second_champion(world), at=BEFORE + HOUR)
    other = Endorsement.objects.get().decided_by

    shown = told(answer(as_("champion"), question, "returned", reason="I would not"))

    question.refresh_from_db()
    assert question.verdict == "endorsed"
    assert f"Your answer was not kept: {other} endorsed the project on 18 June 2026, 11am" in shown
    assert "I would not" in shown


def test_who_answers_about_older_words_is_shown_the_newer_ones_with_what_they_typed(world, as_):
    question = asked(world)
    project, by = question.edition.project, world.people["representative"]
    newer = write_project(project=project, seen=1, words={"title": "Newer"}, by=by, at=BEFORE + HOUR)
    ask_endorsement(project=newer, seen=newer.version, by=by, at=BEFORE + HOUR)

    response = answer(as_("champion"), question, "returned", reason="Too vague")

    shown = told(response)
    assert "you have been asked about newer words since you opened this page" in shown
    assert "Newer" in shown
    assert ">\nToo vague</textarea>" in response.content.decode()
    assert not Endorsement.objects.exclude(verdict="").exists()
    newest = str(Endorsement.objects.latest("pk").pk)
    assert re.findall(r'name="question" value="(\d+)"', response.content.decode()) == [newest, newest]


def test_words_frozen_by_sharing_leave_nothing_to_endorse_until_asked(world, as_):
    question = asked(world)
    project, by = question.edition.project, world.people["representative"]
    newer = write_project(project=project, seen=1, words={"title": "Newer"}, by=by, at=BEFORE)
    share_project(project=newer, seen=2, partners=[world.neighbour.pk], by=by, at=BEFORE + HOUR)

    shown = told(as_("champion").get(address(question)))

    assert "There is nothing to endorse at the moment" in shown
    assert "Return with a reason" not in shown


@pytest.mark.parametrize("sent", [{}, {"question": "x"}, {"question": "99999999999999999999"}, {"verdict": "maybe"}])
def test_an_answer_that_makes_no_sense_changes_nothing(world, as_, sent):
    question = asked(world)

    response = as_("champion").post(address(question), sent)

    question.refresh_from_db()
    assert (response.status_code, question.verdict) == (200, "")


def test_before_anybody_asks_there_is_nothing_to_endorse(world, as_):
    project = written(world)

    assert "There is nothing to endorse yet" in told(as_("champion").get(address(project)))


def test_a_decided_year_takes_no_answer(world, as_):
    question = asked(world)
    Seal.objects.create(programme=world.here.programme, sealed_by=world.people["manager"], sealed_at=BEFORE)

    shown = told(answer(as_("champion"), question, "endorsed"))

    question.refresh_from_db()
    assert question.verdict == ""
    assert "this year’s grants are decided" in shown


@pytest.mark.parametrize("kind", ["representative", "manager", "adviser", "steering", "finance", "no-role"])
def test_nobody_else_has_the_champions_page(world, as_, kind):
    question = asked(world)

    assert as_(kind).get(address(question)).status_code == 404
    assert as_(kind).post(address(question), {"question": question.pk, "verdict": "endorsed"}).status_code == 404
    question.refresh_from_db()
    assert question.verdict == ""


def test_a_champion_of_another_partnership_is_a_stranger(world, client):
    question = asked(world)
    client.force_login(RoleFactory(champion=True, partnership=world.neighbour).person)

    assert client.post(address(question), {"question": question.pk, "verdict": "endorsed"}).status_code == 404
    assert not Endorsement.objects.exclude(verdict="").exists()


def test_a_representative_is_told_what_asking_means_and_asks(world, as_):
    project = written(world)
    representative = as_("representative")

    shown = told(representative.get(address(project, "ask")))
    assert "“Working as one” goes to Percy Lightbody" in shown
    assert "If you change the words, they must be asked again" in shown
    after = told(representative.post(address(project, "ask"), {"version": project.version}, follow=True))

    assert "The champion is asked to endorse the project, by email" in after
    assert Message.objects.get().kind == "projects/endorsement_asked"


def test_asked_twice_on_a_day_says_when_the_next_email_can_go(world, as_):
    question = asked(world)
    project = question.edition.project

    after = told(as_("representative").post(address(project, "ask"), {"version": 1}, follow=True))

    assert "The last email went on 18 June 2026, 10am; it can be sent again a day later" in after
    assert Message.objects.count() == 1
    with time_machine.travel(BEFORE + DAY, tick=False):
        assert "Send the email again" in told(as_("representative").get(f"/projects/{project.pk}/"))


@pytest.mark.parametrize("version", ["", "7", "x", "1e9", "٣", "-1"])
def test_asking_about_words_one_has_not_seen_asks_nobody(world, as_, version):
    project = written(world)

    after = told(as_("representative").post(address(project, "ask"), {"version": version}, follow=True))

    assert "Nobody was asked" in after
    assert not Endorsement.objects.exists()


def test_what_is_endorsed_or_submitted_is_not_asked_about_again(world, as_):
    project = endorsed(world)
    sent = told(as_("representative").post(address(project, "ask"), {"version": project.version}, follow=True))

    assert "The champion has endorsed these very words already" in sent


def test_a_submitted_project_leads_from_asking_to_its_page(world, as_):
    project = submitted(world).project

    assert as_("representative").get(address(project, "ask")).url == f"/projects/{project.pk}/"


READ_THE_REASON = {
    "manager": True,
    "representative": True,
    "champion": True,
    "adviser": True,
    "area-lead": True,
    "finance": False,
    "steering": False,
    "evaluator": False,
}


@pytest.mark.parametrize(("kind", "reads"), READ_THE_REASON.items())
def test_verdict_and_reason_are_for_row_12_alone(world, as_, kind, reads):
    project = written(world, shared_with=[world.neighbour])
    question = Endorsement.objects.create(edition=project.edition, asked_by=project.edition.made_by, asked_at=BEFORE)
    return_project(endorsement=question, reason="Zqcanaryqz", by=world.people["champion"], at=BEFORE)

    shown = told(as_(kind).get(f"/projects/{project.pk}/"))

    assert ("Zqcanaryqz" in shown) is reads
    assert ("The champion’s endorsement" in shown) is reads
    assert ("returned" in shown.lower()) is reads


def test_the_champions_page_asks_little(world, as_):
    question = asked(world)
    champion = as_("champion")
    champion.get(address(question))

    sent = queries_for(address(question), champion)

    assert_no_repeats(sent)
    assert len(sent) <= 8


def test_the_email_of_a_return_stands_in_the_language_of_people(world):
    question = asked(world)
    return_project(
        endorsement=question, reason="<b>Who</b> & why?", by=world.people["champion"], at=BEFORE + timedelta(minutes=1)
    )

    text = Message.objects.get(kind="projects/returned").text
    assert "<b>Who</b> & why?" in text
    assert "{{" not in text
