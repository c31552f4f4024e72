"""The pages of an assessment: begun, answered a theme at a time by several people, completed, read."""

import csv
import io
import re

import pytest
from django.urls import reverse

from partnerships.models import Partnership
from selfassessment.models import AgreedAnswer, Assessment, Completion
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.selectors.assessments import draft_of
from selfassessment.services.answering import answer_statements
from selfassessment.services.completing import complete_assessment
from selfassessment.services.partners import finish_scoring
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import choose, given_version
from tests.factories.partners import make_partner
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
QUIET = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def told(response):
    return " ".join(response.content.decode().split())


def sent(**said):
    """The form of the small theme, as it is when nothing stood there."""
    blank = {
        "score_1": "",
        "comment_1": "",
        "was_1": NOTHING.mark,
        "score_2": "",
        "comment_2": "",
        "was_2": NOTHING.mark,
    }
    return {**blank, **said}


def theme_of(assessment, theme="one"):
    return reverse("assess_theme", args=[assessment.pk, theme])


def test_a_representative_begins_and_sees_how_long_it_takes(representative, world):
    choose(world.here.programme, given_version("key-success-criteria"))

    before = told(representative.get(reverse("assessment", args=[world.own.pk])))
    after = told(representative.post(reverse("start_assessment", args=[world.own.pk]), follow=True))

    assert "37 statements in 12 themes" in before
    assert "About 40 minutes" in before
    assert "0 of 37 statements answered" in after
    assert "Start with A strong shared vision" in after


def test_a_second_start_goes_on_with_the_first(representative, world):
    assessment = make_assessment(world.own, {"one.first": 2})

    page = told(representative.post(reverse("start_assessment", args=[world.own.pk]), follow=True))

    assert "1 of 2 statements answered" in page
    assert Assessment.objects.get() == assessment


EVERYTHING = {key: (Given(3, ""), NOTHING.mark) for key in ("one.first", "one.second")}
MAIN = re.compile(r'class="govuk-button"\s+href="([^"]+)"')


def test_once_every_partner_has_finished_the_next_thing_is_to_agree(representative, world):
    assessment = make_assessment(world.own, {})
    page, agree = reverse("assessment", args=[world.own.pk]), reverse("consensus", args=[assessment.pk])

    def main():
        return MAIN.findall(representative.get(page).content.decode())

    alone = main()
    police, health = make_partner(assessment, "Police"), make_partner(assessment, "Health trust")
    finish_scoring(partner=police, at=ASSESSED)
    waiting = main()
    finish_scoring(partner=health, at=ASSESSED)
    finished = main()
    answer_statements(assessment=assessment, given=EVERYTHING, by=world.people["representative"], at=ASSESSED)
    agreed = main()

    assert alone == waiting == [theme_of(assessment)]
    assert finished == [agree]
    assert agreed == [reverse("complete_assessment", args=[assessment.pk])]


def test_where_no_framework_is_chosen_the_page_says_so(representative, world):
    page = told(representative.post(reverse("start_assessment", args=[world.own.pk]), follow=True))

    assert "Self-assessment cannot begin yet" in page
    assert not Assessment.objects.exists()


def test_who_delivers_an_agreement_is_told_of_the_joint_review(representative, world):
    choose(world.here.programme, given_version("two-tier-working"))
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)

    page = told(representative.get(reverse("assessment", args=[world.own.pk])))

    assert "Your year rests on a joint review" in page
    assert "Start the self-assessment" not in page


@pytest.mark.parametrize(("onward", "to"), [("next", "assess_theme"), ("overview", "assessment")])
def test_saving_goes_on_or_back(representative, world, onward, to):
    assessment = make_assessment(world.own, version=given_version("two-tier-working"))
    answers = {f"score_{n}": str(n) for n in range(1, 4)} | {f"was_{n}": NOTHING.mark for n in range(1, 5)}
    comments = {f"comment_{n}": "" for n in range(1, 5)}

    response = representative.post(theme_of(assessment, "roles"), {**answers, **comments, "onward": onward})

    args = [assessment.pk, "scale"] if to == "assess_theme" else [world.own.pk]
    assert response["Location"] == reverse(to, args=args)
    assert list(draft_of(assessment).answers.values()) == [1, 2, 3]


def test_what_is_saved_is_there_when_one_comes_back(representative, world):
    assessment = make_assessment(world.own, {"one.first": "na"}, comment="Not here")

    form = representative.get(theme_of(assessment)).context["form"]

    assert [form[name].value() for name in ("score_1", "comment_1", "was_1")] == [
        *("na", "Not here"),
        Given("na", "Not here").mark,
    ]


def test_saving_by_itself_does_not_pass_off_what_another_wrote_as_seen(representative, world):
    assessment = make_assessment(world.own, {"one.second": 3}, by=world.people["champion"])

    page = told(representative.post(theme_of(assessment), sent(score_1="1"), **QUIET))

    assert Given(1).mark in page
    assert Given(3).mark not in page


def test_a_result_leads_back_to_its_partnership(representative, world):
    completion = make_completion(world.own, {"one.first": 3})

    page = told(representative.get(reverse("assessment_result", args=[completion.pk])))

    assert f'<a class="govuk-back-link" href="{reverse("partnership", args=[world.own.pk])}">' in page


def test_an_answer_can_be_taken_back(representative, world):
    assessment = make_assessment(world.own, {"one.first": 3, "one.second": "na"}, comment="Why")
    marks = {"was_1": Given(3, "Why").mark, "was_2": Given("na", "Why").mark}

    representative.post(theme_of(assessment), sent(score_1="open", score_2="open", comment_1="Why", **marks))

    rows = AgreedAnswer.objects.order_by("statement").values_list("score", "is_not_applicable", "comment")
    assert list(rows) == [(None, False, "Why"), (None, False, "")]
    assert representative.get(theme_of(assessment)).context["form"]["score_1"].value() == ""


def test_who_saves_second_sees_who_was_first_and_keeps_what_they_typed(representative, world):
    assessment = make_assessment(world.own, {"one.first": 3}, by=world.people["champion"])

    first = representative.post(theme_of(assessment), sent(score_1="1", score_2="2"))
    form = first.context["form"]
    again = representative.post(theme_of(assessment), form.data)

    assert "Percy Lightbody has answered “3. All” since you opened this page" in told(first)
    assert form["score_1"].value() == "1"
    assert again.status_code == 302
    assert draft_of(assessment).answers == {"one.first": 1, "one.second": 2}


def test_a_comment_changed_by_another_is_told_beside_the_comment(representative, world):
    assessment = make_assessment(world.own, {"one.first": 3}, by=world.people["champion"], comment="Theirs")

    form = representative.post(theme_of(assessment), sent(score_1="3", comment_1="Mine")).context["form"]

    assert list(form.errors) == ["comment_1"]
    assert AgreedAnswer.objects.get().comment == "Theirs"


def test_a_save_by_itself_answers_with_the_marks_of_what_stands(representative, world):
    assessment = make_assessment(world.own)

    page = told(representative.post(theme_of(assessment), sent(score_1="2"), **QUIET))

    assert "1 of 2 statements answered." in page
    assert f'name="was_1" value="{Given(2).mark}" hx-swap-oob="true"' in page
    assert "<html" not in page


def test_a_save_by_itself_that_cannot_be_says_so_in_one_line(representative, world):
    assessment = make_assessment(world.own, {"one.first": 3})

    overtaken = told(representative.post(theme_of(assessment), sent(score_1="1"), **QUIET))
    wrong = told(representative.post(theme_of(assessment), sent(score_1="7"), **QUIET))

    assert ("Not saved yet" in overtaken, "Not saved yet" in wrong) == (True, True)
    assert draft_of(assessment).answers == {"one.first": 3}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"score_1": "7"}, "Select a score for statement 1 from the list"),
        ({"score_1": "2.5"}, "Select a score for statement 1 from the list"),
        ({"comment_2": "a" * 2001}, "The comment on statement 2 must be"),
    ],
    ids=["seven", "decimal", "long"],
)
def test_bad_input_is_told_beside_the_field_and_nothing_is_saved(representative, world, said, words):
    assessment = make_assessment(world.own)

    page = told(representative.post(theme_of(assessment), sent(score_2="2", **said)))

    assert words in page
    assert not AgreedAnswer.objects.exists()


def test_signs_that_nobody_sees_are_left_out_of_a_comment(representative, world):
    assessment = make_assessment(world.own)

    representative.post(theme_of(assessment), sent(comment_1="One\r\ntwo\x07"))

    assert AgreedAnswer.objects.get().comment == "One\ntwo"


def test_a_form_that_was_open_when_it_was_completed_saves_nothing(representative, world):
    completion = make_completion(world.own, {"one.first": 3})

    page = told(representative.post(theme_of(completion.assessment), sent(score_1="1"), follow=True))
    quiet = told(representative.post(theme_of(completion.assessment), sent(score_1="1"), **QUIET))

    assert "its answers stand. Nothing was saved" in page
    assert "the assessment has been completed meanwhile" in quiet
    assert draft_of(completion.assessment).answers == {"one.first": 3}


def test_the_champion_answers_and_does_not_complete(client, world):
    assessment = make_assessment(world.own, {"one.first": 3})
    client.force_login(world.people["champion"])

    assert client.get(theme_of(assessment)).status_code == 200
    assert "Complete" not in told(client.get(reverse("assessment", args=[world.own.pk]))).split("<main")[1]
    assert client.get(reverse("complete_assessment", args=[assessment.pk])).status_code == 404


@pytest.mark.parametrize("who", ["manager", "adviser", "area-lead", "champion", "representative"])
def test_a_result_says_the_stage_the_gap_and_the_receipt(client, world, who):
    completion = make_completion(world.own, {"one.first": 1})
    client.force_login(world.people[who])

    page = told(client.get(reverse("assessment_result", args=[completion.pk])))

    assert "First. One is the gap" in page
    assert "One is the weak theme" in page
    assert completion.reference in page
    assert ("Open the assessment again" in page) == (who == "manager")


def test_answers_keep_what_is_not_answered_and_not_applicable_apart(client, world):
    version = given_version("two-tier-working")
    keys = ["processes.meeting-load", "processes.settle-disputes"]
    answers = dict(zip(keys, ("na", 3), strict=True))
    completion = complete_assessment(
        assessment=make_assessment(world.own, answers, version=version, comment="=1+1"),
        by=world.people["representative"],
        at=COMPLETED,
    )
    client.force_login(world.people["manager"])
    address = reverse("completed_answers", args=[completion.pk])

    page = told(client.get(address))
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get(f"{address}?format=csv")).decode("utf-8-sig"))))

    assert (page.count("Not applicable"), page.count("Not answered")) == (1, 17)
    assert [row["Answer"] for row in rows if row["Key"] in keys] == ["Not applicable", "3. In place"]
    assert [row["Score"] for row in rows if row["Key"] in keys] == ["", "3"]
    assert {row["Comment"] for row in rows} == {"", "'=1+1"}


def test_the_manager_opens_it_again_for_a_reason_and_all_goes_on(client, world):
    completion = make_completion(world.own, {"one.first": 1})
    client.force_login(world.people["manager"])
    address = reverse("reopen_assessment", args=[completion.pk])

    missing = told(client.post(address, {"reason": " "}))
    page = told(client.post(address, {"reason": "Two partners were missing"}, follow=True))
    again = client.post(address, {"reason": "Once more"})

    assert "Enter why you open it again" in missing
    assert "opened it again on" in page
    assert "Two partners were missing" in page
    assert again["Location"] == reverse("assessment_result", args=[completion.pk])
    assert Completion.objects.get().reopened_for == "Two partners were missing"
    second = complete_assessment(assessment=completion.assessment, by=world.people["representative"], at=COMPLETED)
    assert (second.number, list(Completion.objects.standing())) == (2, [second])


@pytest.mark.parametrize("who", ["manager", "finance", "steering", "adviser"])
def test_nobody_else_sees_a_draft(client, world, who):
    assessment = make_assessment(world.own, {"one.first": 3})
    client.force_login(world.people[who])

    addresses = [reverse("assessment", args=[world.own.pk]), theme_of(assessment)]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


@pytest.mark.parametrize("page", ["overview", "theme", "complete", "result", "answers"])
def test_no_page_asks_more_the_more_there_is(representative, world, page):
    version = given_version("key-success-criteria")
    answers = dict.fromkeys(version.statements.values_list("key", flat=True), 2)
    assessment = make_assessment(world.own, answers, version=version)
    addresses = {
        "overview": reverse("assessment", args=[world.own.pk]),
        "theme": theme_of(assessment, "vision"),
        "complete": reverse("complete_assessment", args=[assessment.pk]),
    }
    if page in ("result", "answers"):
        completion = make_completion(world.neighbour, answers)
        representative.force_login(world.people["manager"])
        addresses["result"] = reverse("assessment_result", args=[completion.pk])
        addresses["answers"] = reverse("completed_answers", args=[completion.pk])

    representative.get(addresses[page])

    assert len(queries_for(addresses[page], representative)) <= 8


def test_a_draft_that_was_opened_again_says_by_whom_and_why(representative, world):
    completion = make_completion(world.own, {"one.first": 3, "one.second": 2})
    reopen_assessment(completion=completion, reason="Zqreasonqz", by=world.people["manager"], at=COMPLETED)

    response = representative.get(reverse("assessment", args=[world.own.pk]))

    assert f"{world.people['manager']} opened it again on 18 May 2026: Zqreasonqz" in told(response).replace(
        "\xa0", " "
    )
    assert reverse("assessment_result", args=[completion.pk]) in response.content.decode()
