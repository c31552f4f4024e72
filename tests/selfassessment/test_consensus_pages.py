"""The meeting's pages: every statement by spread, one to agree on, with a reason where the median says otherwise."""

import csv
import io

import pytest
from django.urls import reverse

from audit.models import Entry
from selfassessment.models import AgreedAnswer
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.selectors.assessments import draft_of
from selfassessment.services.answering import write
from tests.factories.assessments import ASSESSED, make_assessment, make_completion
from tests.factories.frameworks import given_version
from tests.factories.scoring import make_scores, score_each

pytestmark = pytest.mark.django_db
FIRST, SECOND = "one.first", "one.second"


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def told(response):
    return " ".join(response.content.decode().split())


def main_of(response):
    return told(response).split("<main")[1].split("</main>")[0]


def meeting_at(assessment, **asked):
    return reverse("consensus", args=[assessment.pk], query=asked or None)


def statement_at(assessment, key=FIRST, **asked):
    return reverse("agree_statement", args=[assessment.pk, key], query=asked or None)


def sent(score="", comment="", was=NOTHING.mark, onward="next"):
    return {"score": score, "comment": comment, "was": was, "onward": onward}


def order_of(response):
    return [each.statement.key for each in response.context["listing"].page.object_list]


def test_the_widest_spread_comes_first_and_says_its_figures(representative, world):
    assessment = make_assessment(world.own)
    make_scores(assessment, "Police", {FIRST: 2, SECOND: 1})
    make_scores(assessment, "Health", {FIRST: 2, SECOND: 3})
    make_scores(assessment, "Fire", {SECOND: "na"})

    response = representative.get(meeting_at(assessment))

    assert order_of(response) == [SECOND, FIRST]
    assert "1 · 3" in told(response)
    assert "Median 2, from 1 to 3. 1 says not applicable" in told(response)
    assert "All of 2 the same" in told(response)
    assert "0 of 2 scores agreed" in told(response)
    assert "Partners who have finished scoring: 3 of 3" in told(response)


def test_what_nobody_answered_is_last_and_who_was_taken_off_counts_no_more(representative, world):
    assessment = make_assessment(world.own)
    gone = make_scores(assessment, "Police", {FIRST: 1})
    make_scores(assessment, "Health", {SECOND: 3})
    gone.withdrawn_by, gone.withdrawn_at = gone.invited_by, ASSESSED
    gone.save()

    response = representative.get(meeting_at(assessment))

    assert order_of(response) == [SECOND, FIRST]
    assert "No partner has answered" in told(response)
    assert "finished scoring: 1 of 1" in told(response)


def test_without_partners_the_page_says_that_one_can_agree_all_the_same(representative, world):
    page = told(representative.get(meeting_at(make_assessment(world.own))))

    assert "No partner has been asked to score. You can agree scores without them." in page
    assert "Agree the next score" in page


def test_a_theme_and_what_is_open_narrow_the_list(representative, world):
    assessment = make_assessment(world.own, {"roles.written-split": 3}, version=given_version("two-tier-working"))

    everything = representative.get(meeting_at(assessment))
    theme = representative.get(meeting_at(assessment, theme="roles"))
    rest = representative.get(meeting_at(assessment, theme="roles", open="on"))
    nonsense = representative.get(meeting_at(assessment, theme="nosuch"))

    sizes = [each.context["listing"].page.paginator.count for each in (everything, theme, rest, nonsense)]
    assert sizes == [19, 4, 3, 19]
    assert f'href="{statement_at(assessment, "roles.county-only", theme="roles")}"' in told(theme)


def test_strengths_and_weaknesses_are_what_is_agreed_else_the_median(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3})
    make_scores(assessment, "Police", {FIRST: 1, SECOND: 1})

    response = representative.get(meeting_at(assessment))
    meeting = response.context["meeting"]

    assert [each.statement.key for each in meeting.strengths] == [FIRST]
    assert [each.statement.key for each in meeting.weaknesses] == [SECOND]
    assert "Agreed: 3. All. One" in told(response)
    assert "Partners’ median 1, not agreed yet. One" in told(response)


def test_a_score_beside_the_median_without_a_reason_is_told(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3})
    score_each(assessment, FIRST, 1, 1)

    page = told(representative.get(meeting_at(assessment)))

    assert "1 agreed score differs from the partners’ median, and nothing says why: “We do it.”" in page
    assert "Say why: it differs from the median" in page


def test_a_themes_page_says_the_same_and_asks_for_the_same_reason(representative, world):
    assessment = make_assessment(world.own)
    score_each(assessment, FIRST, 1, 1, 2, "na")
    address = reverse("assess_theme", args=[assessment.pk, "one"])
    form = {"comment_1": "", "was_1": NOTHING.mark, "score_2": "3", "comment_2": "", "was_2": NOTHING.mark}

    page = told(representative.get(address))
    refused = representative.post(address, {**form, "score_1": "3"})
    nothing = AgreedAnswer.objects.exists()
    representative.post(address, {**form, "score_1": "3", "comment_1": "Seen in May"})

    assert "Partners: 1 · 1 · 2. Median 1, from 1 to 2. 1 says not applicable" in page
    assert "Needed unless you agree on 1, the partners’ median." in page
    assert refused.context["form"].errors == {
        "comment_1": ["Say why you agree on “3. All”, as the partners’ median is 1"]
    }
    assert not nothing
    assert draft_of(assessment).answers == {FIRST: 3, SECOND: 3}


def test_where_all_partners_say_not_applicable_both_pages_say_that_a_score_needs_a_reason(representative, world):
    assessment = make_assessment(world.own)
    score_each(assessment, FIRST, "na", "na")

    meeting = main_of(representative.get(statement_at(assessment)))
    theme = main_of(representative.get(reverse("assess_theme", args=[assessment.pk, "one"])))

    assert "Needed unless you agree on “Not applicable”, as the partners do." in meeting
    assert "Needed unless you agree on “Not applicable”, as the partners do." in theme
    assert "What you base it on, if you like." not in meeting
    assert "What you base statement 1 on (optional)" not in theme


def test_on_a_themes_page_what_stood_before_partners_scored_is_let_alone(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3})
    score_each(assessment, FIRST, 1, 1)
    form = {"score_1": "3", "comment_1": "", "was_1": Given(3).mark, "comment_2": "", "was_2": NOTHING.mark}

    representative.post(reverse("assess_theme", args=[assessment.pk, "one"]), {**form, "score_2": "2"})

    assert draft_of(assessment).answers == {FIRST: 3, SECOND: 2}


def test_completing_says_which_scores_lack_a_reason(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3, SECOND: 1})
    score_each(assessment, FIRST, 1, 1)

    page = told(representative.get(reverse("complete_assessment", args=[assessment.pk])))

    assert "1 agreed score differs from the partners’ median, and nothing says why: “We do it.”" in page


def test_a_download_has_the_same_statements_with_median_and_reason(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3}, comment="=Later figures")
    make_scores(assessment, "Police", {FIRST: 1, SECOND: 2})
    make_scores(assessment, "Fire", {FIRST: 2, SECOND: "na"})

    answer = b"".join(representative.get(meeting_at(assessment, format="csv"))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(answer)))

    assert [list(row.values()) for row in rows] == [
        ["We do it.", "One", "1 · 2", "0", "1.5", "3. All", "'=Later figures"],
        ["We say so.", "One", "2", "1", "2", "", ""],
    ]


def test_a_statement_says_who_said_what_with_comments(representative, world):
    assessment = make_assessment(world.own)
    make_scores(assessment, "Police", {FIRST: 3}, comment="Every <month>")
    make_scores(assessment, "Health", {FIRST: 1})
    make_scores(assessment, "Fire", {FIRST: None}, comment="Ask us later")

    page = main_of(representative.get(statement_at(assessment)))

    assert page.index("Health") < page.index("Police") < page.index("Fire")
    assert "<strong>Police</strong> (Police and community safety): 3. All" in page
    assert "Every &lt;month&gt;" in page
    assert "Ask us later" in page
    assert "Median 2, from 1 to 3" in page
    assert "Needed unless you agree on a score from 1 to 3" in page


@pytest.mark.parametrize(
    ("answers", "score", "words"),
    [
        ((1, 1, 2), "3", "Say why you agree on “3. All”, as the partners’ median is 1"),
        ((1, 2, 2, 3), "1", "Say why you agree on “1. None”, as the partners’ median is 2"),
        ((1, 1, 2, 2), "3", "Say why you agree on “3. All”, as the partners’ median is 1.5"),
        ((2, 3), "na", "Say why you agree on “Not applicable”, as most partners scored"),
        (("na", "na"), "2", "Say why you agree on “2. Some”, as no partner gave a score"),
    ],
    ids=["odd", "even", "between", "not-applicable", "nobody-scored"],
)
def test_where_it_differs_from_the_median_a_reason_is_asked_for_beside_the_field(
    representative, world, answers, score, words
):
    assessment = make_assessment(world.own)
    score_each(assessment, FIRST, *answers)

    refused = representative.post(statement_at(assessment), sent(score, comment="  "))
    nothing = AgreedAnswer.objects.exists()
    representative.post(statement_at(assessment), sent(score, comment="Seen in May"))

    assert refused.context["form"].errors == {"comment": [words]}
    assert "checked" in told(refused)
    assert not nothing
    assert AgreedAnswer.objects.get().comment == "Seen in May"


@pytest.mark.parametrize("score", ["1", "2"])
def test_either_of_the_two_in_the_middle_needs_no_reason(representative, world, score):
    assessment = make_assessment(world.own)
    score_each(assessment, FIRST, 1, 2)

    representative.post(statement_at(assessment), sent(score))

    assert str(AgreedAnswer.objects.get().score) == score


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Select the score that you agree on"),
        ({"score": "7"}, "Select the score that you agree on from the list"),
        ({"score": "2", "comment": "a" * 2001}, "Why you agree on it must be"),
    ],
    ids=["nothing", "seven", "long"],
)
def test_bad_input_is_told_beside_the_field_and_nothing_is_saved(representative, world, said, words):
    assessment = make_assessment(world.own)

    page = told(representative.post(statement_at(assessment), sent(**said)))

    assert words in page
    assert not AgreedAnswer.objects.exists()


def test_saving_goes_on_to_the_next_that_is_open_within_the_theme(representative, world):
    version = given_version("two-tier-working")
    assessment = make_assessment(world.own, {"roles.county-only": 2}, version=version)
    make_scores(assessment, "Police", {"scale.region": 1, "roles.written-split": 1})
    make_scores(assessment, "Fire", {"scale.region": 4, "roles.written-split": 2})

    free = representative.post(statement_at(assessment, "scale.region"), sent("2"))
    kept = representative.post(statement_at(assessment, "roles.written-split", theme="roles"), sent("2"))
    back = representative.post(
        statement_at(assessment, "roles.written-split", theme="roles"),
        sent("1", was=Given(2).mark, onward="all"),
    )

    assert free["Location"] == statement_at(assessment, "roles.written-split")
    third = [key for key in version.statements.values_list("key", flat=True) if key.startswith("roles.")][2]
    assert kept["Location"] == statement_at(assessment, third, theme="roles")
    assert back["Location"] == meeting_at(assessment, theme="roles")


def test_after_the_last_the_list_offers_to_complete(representative, world):
    assessment = make_assessment(world.own, {FIRST: 2})

    page = told(representative.post(statement_at(assessment, SECOND), sent("3"), follow=True))

    assert "2 of 2 scores agreed" in page
    assert reverse("complete_assessment", args=[assessment.pk]) in page


def test_pressing_twice_saves_once(representative, world):
    assessment = make_assessment(world.own)

    for _ in range(2):
        representative.post(statement_at(assessment), sent("2", "Seen"))

    assert AgreedAnswer.objects.get().score == 2
    assert Entry.objects.filter(action="assessment.answered").count() == 1


def test_who_saves_second_is_told_and_writes_only_on_purpose(representative, world):
    assessment = make_assessment(world.own)
    write(assessment, {FIRST: Given(3, "Mine")}, by=world.people["champion"], at=ASSESSED)

    first = representative.post(statement_at(assessment), sent("1", "Ours"))
    stood = draft_of(assessment).stands(FIRST)
    representative.post(statement_at(assessment), sent("1", "Ours", was=first.context["form"]["was"].value()))

    assert "Percy Lightbody has answered “3. All” since you opened this page" in told(first)
    assert ("Ours" in told(first), stood) == (True, Given(3, "Mine"))
    assert draft_of(assessment).stands(FIRST) == Given(1, "Ours")


def test_an_agreed_answer_can_be_taken_back(representative, world):
    assessment = make_assessment(world.own, {FIRST: 3})
    score_each(assessment, FIRST, 1, 1)

    page = told(
        representative.post(statement_at(assessment), sent("open", was=Given(3).mark, onward="all"), follow=True)
    )

    assert draft_of(assessment).answers == {FIRST: None}
    assert "0 of 2 scores agreed" in page


def test_of_a_completed_assessment_nothing_is_agreed(representative, world):
    completion = make_completion(world.own, {FIRST: 3})

    seen = representative.get(meeting_at(completion.assessment), follow=True)
    page = told(representative.post(statement_at(completion.assessment), sent("1"), follow=True))

    assert seen.redirect_chain[-1][0] == reverse("assessment_result", args=[completion.pk])
    assert "its answers stand. Nothing was saved" in page
    assert draft_of(completion.assessment).answers == {FIRST: 3}


def test_a_statement_of_another_framework_is_not_found(representative, world):
    assessment = make_assessment(world.own)

    assert representative.get(statement_at(assessment, "scale.region")).status_code == 404
    assert representative.get(statement_at(assessment)).status_code == 200


@pytest.mark.parametrize("who", ["manager", "adviser", "area-lead", "steering"])
def test_partners_answers_are_for_the_partnership_alone(client, world, who):
    assessment = make_assessment(world.own)
    make_scores(assessment, "Police", {FIRST: 1})
    client.force_login(world.people[who])

    assert [client.get(each).status_code for each in (meeting_at(assessment), statement_at(assessment))] == [404, 404]


@pytest.mark.parametrize("key", ["two.first", "one.first\0", "a" * 3000], ids=["unknown", "with a nul", "long"])
def test_a_statement_that_the_framework_does_not_have_is_not_there(representative, world, key):
    page = statement_at(make_assessment(world.own), key)

    responses = [representative.get(page), representative.post(page, sent("2"))]

    assert [response.status_code for response in responses] == [404, 404]
    assert not AgreedAnswer.objects.exists()


def test_the_statement_leads_to_the_evidence_of_its_theme(representative, world):
    assessment = make_assessment(world.own)

    page = main_of(representative.get(statement_at(assessment)))

    assert f'href="{reverse("add_evidence", args=[assessment.pk, "one"])}">Evidence for this theme</a>' in page
