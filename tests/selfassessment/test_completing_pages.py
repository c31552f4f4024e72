"""The last page before an assessment is completed: every answer, and the way to change it."""

import re

import pytest
from django.urls import reverse

from selfassessment.models import Completion
from selfassessment.rules.answering import NOTHING, Given, mark_of_all
from selfassessment.selectors.assessments import draft_of
from selfassessment.services.answering import answer_statements
from selfassessment.services.evidence import Owner, add_evidence
from tests.factories.assessments import ASSESSED, make_assessment
from tests.factories.frameworks import given_version
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
FIRST, SECOND = "one.first", "one.second"


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def page_of(assessment):
    return reverse("complete_assessment", args=[assessment.pk])


def told(response):
    """What the page says, without its markup."""
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def seen_on(response):
    """The mark that the page sends along."""
    return {"seen": re.search(r'name="seen"\s+value="(\w+)"', response.content.decode()).group(1)}


def answer(assessment, world, given, seen=NOTHING):
    by = world.people["champion"]
    answer_statements(assessment=assessment, given={SECOND: (given, seen.mark)}, by=by, at=ASSESSED)


def evidence(assessment, world, title="Minutes"):
    owner = Owner(assessment, person=world.people["champion"])
    return add_evidence(owner=owner, key=FIRST, title=title, link=f"https://example.org/{title}", at=ASSESSED)


def test_every_answer_stands_on_the_page_with_its_words_and_evidence_and_the_way_to_change_it(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3}, comment="As the board minuted")
    evidence(assessment, world)
    evidence(assessment, world, "Survey")

    page = representative.get(page_of(assessment))

    assert "One Score: 3.00 of 3 We do it. 3. All As the board minuted 2 pieces of evidence Change" in told(page)
    assert "We say so. Not answered Answer (We say so.)" in told(page)
    theme = reverse("assess_theme", args=[assessment.pk, "one"])
    assert f'href="{theme}?check#id_score_2_0"' in page.content.decode()
    assert 'id="id_score_2_0"' in representative.get(f"{theme}?check").content.decode()


def test_who_changes_an_answer_from_there_comes_back(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3})
    theme = reverse("assess_theme", args=[assessment.pk, "one"])
    form = {"score_1": "2", "was_1": Given(3).mark, "was_2": NOTHING.mark, "onward": "next"}

    assert f'action="{theme}?check"' in representative.get(f"{theme}?check").content.decode()
    back = representative.post(f"{theme}?check", form)

    assert back["Location"] == page_of(assessment)
    assert draft_of(assessment).answers == {FIRST: 2}


def test_completing_says_what_is_open_and_gives_a_receipt(representative, world):
    assessment = make_assessment(world.own, {FIRST: 1})

    asked = representative.get(page_of(assessment))
    done = told(representative.post(page_of(assessment), seen_on(asked), follow=True))
    again = representative.post(page_of(assessment), seen_on(asked))

    completion = Completion.objects.get()
    assert "1 statement is not answered." in told(asked)
    assert f"Your receipt is {completion.reference}" in done
    assert "Overall 1.00" in done
    assert again["Location"] == reverse("assessment_result", args=[completion.pk])


@pytest.mark.parametrize("change", ["answer", "comment", "evidence"])
def test_what_somebody_changed_meanwhile_is_shown_and_nothing_is_completed(representative, world, change):
    assessment = make_assessment(world.own, {FIRST: 3, SECOND: 2})
    asked = representative.get(page_of(assessment))
    if change == "evidence":
        evidence(assessment, world)
    else:
        answer(assessment, world, Given(1) if change == "answer" else Given(2, "Zqwordsqz"), Given(2))

    refused = representative.post(page_of(assessment), seen_on(asked))

    assert "has changed since you opened this page, so nothing is completed yet" in told(refused)
    assert {"answer": "1. None", "comment": "Zqwordsqz", "evidence": "1 piece of evidence"}[change] in told(refused)
    assert not Completion.objects.exists()
    assert "Your receipt is" in told(representative.post(page_of(assessment), seen_on(refused), follow=True))


def test_who_sends_no_mark_has_seen_nothing(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3})

    assert "has changed since you opened this page" in told(representative.post(page_of(assessment)))
    assert not Completion.objects.exists()


def test_an_answer_that_came_and_went_is_no_change(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3})
    asked = representative.get(page_of(assessment))
    answer(assessment, world, Given(2))
    answer(assessment, world, NOTHING, Given(2))

    assert "Your receipt is" in told(representative.post(page_of(assessment), seen_on(asked), follow=True))


def test_with_too_few_answers_the_page_says_what_is_needed(representative, world):
    assessment = make_assessment(world.own)

    asked = representative.get(page_of(assessment))

    assert "no theme has enough answers" in told(asked)
    assert "What completing means" not in told(asked)
    assert "no theme has enough answers" in told(representative.post(page_of(assessment), follow=True))


def test_a_full_page_stays_within_its_budget(representative, world):
    version = given_version("key-success-criteria")
    answers = dict.fromkeys(version.statements.values_list("key", flat=True), 2)
    assessment = make_assessment(world.own, answers, version=version, comment="What we base it on, in a few words.")

    page = representative.get(page_of(assessment))

    assert told(page).count("What we base it on") == 37
    assert len(queries_for(page_of(assessment), representative)) <= 8
    assert len(page.content) <= 40_000


def test_the_mark_is_the_same_in_any_order_and_says_where_an_answer_stands():
    one, two = Given(1, "a"), Given(2)

    assert mark_of_all({"a": one, "b": two}, [2, 1]) == mark_of_all({"b": two, "a": one}, [1, 2])
    assert mark_of_all({"a": one, "b": two}, []) != mark_of_all({"a": two, "b": one}, [])
    assert mark_of_all({"a": one}, [1]) != mark_of_all({"a": one}, [2])
