"""A draft that a partnership lets its advisers read: to read, never to write, and not what each partner says."""

import pytest
from django.urls import reverse

from audit.models import Entry
from partnerships.models import Programme
from selfassessment.models import AgreedAnswer, Assessment
from selfassessment.services.advising import open_assessment
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment, make_completion
from tests.factories.scoring import make_scores
from tests.queries import queries_for

pytestmark = pytest.mark.django_db
ANSWERS = {"one.first": 2, "one.second": "na"}


def told(response):
    return " ".join(response.content.decode().split())


def main_of(response):
    return told(response).split("<main")[1].split("</main>")[0]


@pytest.fixture
def assessment(world):
    return make_assessment(world.own, ANSWERS, comment="Seen in <May>")


def switch(assessment):
    return reverse("open_assessment_to_advisers", args=[assessment.pk])


def overview(assessment):
    return reverse("assessment", args=[assessment.partnership_id])


def theme(assessment):
    return reverse("assess_theme", args=[assessment.pk, "one"])


def opened(assessment, world):
    open_assessment(assessment=assessment, is_open=True, by=world.people["representative"], at=ASSESSED)


@pytest.mark.parametrize("who", ["representative", "champion"])
def test_the_partnership_opens_and_closes_its_draft(client, world, assessment, who):
    client.force_login(world.people[who])

    page = told(client.post(switch(assessment), {"is_open": "yes"}, follow=True))
    is_open = Assessment.objects.get().open_to_advisers
    after = told(client.post(switch(assessment), {"is_open": "no"}, follow=True))

    assert ("Your advisers may read the draft" in page, "Keep the draft to yourselves" in page) == (True, True)
    assert ("no longer see the draft" in after, "Let them read the draft" in after) == (True, True)
    assert (is_open, Assessment.objects.get().open_to_advisers) == (True, False)
    actions = [entry.action for entry in Entry.objects.filter(action__contains="_advisers").order_by("pk")]
    assert actions == ["assessment.opened_to_advisers", "assessment.kept_from_advisers"]


def test_pressing_twice_is_noted_once(client, world, assessment):
    client.force_login(world.people["representative"])

    for _ in range(2):
        client.post(switch(assessment), {"is_open": "yes"})

    assert Entry.objects.filter(action="assessment.opened_to_advisers").count() == 1


@pytest.mark.parametrize("said", [{}, {"is_open": "perhaps"}], ids=["nothing", "nonsense"])
def test_without_a_button_nothing_changes(client, world, assessment, said):
    client.force_login(world.people["representative"])

    page = told(client.post(switch(assessment), said, follow=True))

    assert "Nothing was changed. Press one of the buttons" in page
    assert not Assessment.objects.get().open_to_advisers


@pytest.mark.parametrize("who", ["adviser", "area-lead"])
def test_who_looks_after_it_reads_the_draft_once_it_is_opened(client, world, assessment, who):
    client.force_login(world.people[who])
    refused = [client.get(address).status_code for address in (overview(assessment), theme(assessment))]
    opened(assessment, world)

    page, answers = main_of(client.get(overview(assessment))), main_of(client.get(theme(assessment)))

    assert refused == [404, 404]
    assert "The partnership lets you read its draft" in page
    assert "2 of 2 statements answered" in page
    assert ("2. Some" in answers, "Not applicable" in answers, "Seen in &lt;May&gt;" in answers) == (True, True, True)
    assert "<form" not in page + answers
    assert "Your advisers" not in page


@pytest.mark.parametrize("who", ["adviser", "area-lead"])
def test_who_reads_a_draft_changes_nothing_and_sees_no_partners(client, world, assessment, who):
    opened(assessment, world)
    make_scores(assessment, "Police", {"one.first": 1}, comment="Between us")
    client.force_login(world.people[who])
    sent = {"score_1": "3", "comment_1": "", "was_1": "", "score_2": "", "comment_2": "", "was_2": ""}

    answers = [client.post(theme(assessment), sent), client.post(switch(assessment), {"is_open": "no"})]
    pages = [
        client.get(reverse("consensus", args=[assessment.pk])),
        client.get(reverse("agree_statement", args=[assessment.pk, "one.first"])),
        client.get(reverse("partners", args=[assessment.pk])),
    ]

    assert {response.status_code for response in (*answers, *pages)} == {404}
    assert "Partners:" not in told(client.get(theme(assessment)))
    assert AgreedAnswer.objects.get(statement__key="one.first").score == 2


@pytest.mark.parametrize("who", ["manager", "steering", "finance", "evaluator"])
def test_opening_it_to_advisers_opens_it_to_nobody_else(client, world, assessment, who):
    opened(assessment, world)
    client.force_login(world.people[who])

    assert [client.get(address).status_code for address in (overview(assessment), theme(assessment))] == [404, 404]


def test_advisers_of_others_see_nothing(client, world):
    theirs = make_assessment(world.elsewhere, ANSWERS)
    opened(theirs, world)
    client.force_login(world.people["adviser"])

    assert [client.get(address).status_code for address in (overview(theirs), theme(theirs))] == [404, 404]


def test_the_own_people_read_their_draft_in_a_closed_year(client, world, assessment):
    programme = Programme.objects.filter(pk=world.here.programme.pk)
    programme.update(state=Programme.State.CLOSED, closed_at=COMPLETED)
    client.force_login(world.people["representative"])

    page = main_of(client.get(theme(assessment)))

    assert "Seen in &lt;May&gt;" in page
    assert "<form" not in page
    assert client.post(switch(assessment), {"is_open": "yes"}).status_code == 404
    assert not Assessment.objects.get().open_to_advisers


def test_completed_it_leads_advisers_to_the_result(client, world):
    completion = make_completion(world.own, ANSWERS)
    opened(completion.assessment, world)
    client.force_login(world.people["adviser"])

    response = client.get(overview(completion.assessment))

    assert response["Location"] == reverse("assessment_result", args=[completion.pk])


def test_the_partnerships_page_leads_advisers_to_an_open_draft_alone(client, world, assessment):
    client.force_login(world.people["adviser"])
    address = reverse("partnership", args=[world.own.pk])

    before = overview(assessment) in told(client.get(address))
    opened(assessment, world)

    assert (before, overview(assessment) in told(client.get(address))) == (False, True)


@pytest.mark.parametrize("page", [overview, theme], ids=["overview", "theme"])
def test_reading_a_draft_asks_little(client, world, assessment, page):
    opened(assessment, world)
    client.force_login(world.people["adviser"])

    client.get(page(assessment))

    assert len(queries_for(page(assessment), client)) <= 8
