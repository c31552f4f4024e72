"""Completing a joint review on its pages: what lacks, what stands in the way, and who reads what came of it."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from kit.files.models import Upload
from partnerships.models import Partnership, Programme
from selfassessment.models import Completion, JointReview
from selfassessment.rules.reviewing import Finding, Improvement, mark_of
from selfassessment.services.reopening import reopen_assessment
from selfassessment.services.reviews import write_finding
from tests.factories.assessments import ASSESSED, COMPLETED, make_assessment, make_completion
from tests.factories.frameworks import given_version
from tests.factories.reviews import FOUND, HELD, NAMED, make_joint_completion, make_review, make_whole_review
from tests.queries import queries_for
from tests.selfassessment.review_forms import BLANK, address, overview, sent, stands, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def representative(world, client):
    client.force_login(world.people["representative"])
    return client


def test_completing_says_all_that_lacks_with_the_way_to_each_field(representative, world):
    review = make_review(world.own)
    page = address("complete_review", review)

    before = told(representative.get(page))
    after = told(representative.post(page, {"version": review.version}))

    assert "There is a problem" not in before
    meeting, improvements = address("review_meeting", review), address("review_improvements", review)
    for words, url in {
        "Enter the day of the review": f"{meeting}#id_held_on_day",
        "Enter who took part for government": f"{meeting}#id_for_government",
        "Enter who took part for the partnership": f"{meeting}#id_for_partnership",
        "Give one theme a level, at least": f"{address('review_theme', review)}#id_level_0",
        "Name one or two key improvements": f"{improvements}#id_first_theme",
    }.items():
        assert f'<a href="{url}">{words}</a>' in after
        assert after.count(words) == 2
    assert not Completion.objects.exists()


def test_a_representative_completes_it_and_sees_the_result(representative, world):
    review = make_whole_review(world.own)
    page = address("complete_review", review)

    checked = told(representative.get(page))
    done = told(representative.post(page, {"version": review.version}, follow=True))
    again = representative.post(page, {"version": review.version})

    completion = Completion.objects.get()
    assert all(words in checked for words in (HELD.for_government, FOUND["one"].text, NAMED[0].text, "2. Some"))
    assert f"Your receipt is {completion.reference}" in done
    assert "Done </h2>" in done  # the banner is not headed by the page's own title
    assert "Overall 2.00" in done
    assert again["Location"] == reverse("assessment_result", args=[completion.pk])
    assert representative.get(reverse("joint_review", args=[world.own.pk]))["Location"] == again["Location"]


def test_what_changed_while_one_looked_is_looked_at_again(representative, world):
    review = make_whole_review(world.own)
    seen = review.version
    write_finding(
        **{"review": review, "theme": "one", "finding": Finding(3), "seen": mark_of(FOUND["one"])},
        **{"by": world.people["champion"], "at": ASSESSED},
    )

    first = representative.post(address("complete_review", review), {"version": seen})
    second = representative.post(address("complete_review", review), first.context["form"].data)

    assert "Somebody has changed the review since you opened this page" in told(first)
    assert "3. All" in told(first)
    assert second["Location"] == reverse("assessment_result", args=[Completion.objects.get().pk])


def test_a_form_that_was_open_when_it_was_completed_saves_nothing(representative, world):
    review = make_joint_completion(world.own).review
    given = [(name, sent(name, version="1")) for name in BLANK]
    given.append(("review_document", {"seen": "0", "document": ContentFile(b"Late.\n", "Late.txt")}))

    pages = [told(representative.post(address(name, review), data, follow=True)) for name, data in given]

    assert all("has been completed, so it stands. Nothing was saved" in page for page in pages)
    assert (stands("review_meeting"), Upload.objects.count()) == (HELD, 0)


def test_a_self_assessment_that_stands_is_told_and_nothing_fails(representative, world):
    completion = make_completion(world.own, {"one.first": 3})
    review = make_whole_review(world.own)

    shown = overview(representative, world)
    refused = told(representative.post(address("complete_review", review), {"version": review.version}))
    reopen_assessment(completion=completion, reason="An agreement", by=world.people["manager"], at=COMPLETED)
    done = told(representative.post(address("complete_review", review), {"version": review.version}, follow=True))

    assert "before your partnership came to deliver its agreement" in shown
    assert "Ask the programme manager to open it again" in refused
    assert "Your receipt is" in done


def test_a_self_assessment_begun_before_an_agreement_is_not_completed_and_the_page_says_why(representative, world):
    assessment = make_assessment(world.own, {"one.first": 3})
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)

    shown = told(representative.get(reverse("assessment", args=[world.own.pk])))
    refused = told(representative.post(reverse("complete_assessment", args=[assessment.pk]), follow=True))

    assert "This self-assessment stays as it is and cannot be completed" in shown
    assert "so its year rests on a joint review" in refused
    assert "Record your joint review" in refused
    assert not Completion.objects.exists()


def test_a_joint_review_that_stands_keeps_a_self_assessment_from_being_completed_and_is_told(representative, world):
    make_joint_completion(world.own)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=False)
    overview_of_assessment = reverse("assessment", args=[world.own.pk])

    before = told(representative.get(overview_of_assessment))
    assessment = make_assessment(Partnership.objects.get(pk=world.own.pk), {"one.first": 3})
    refused = told(representative.post(reverse("complete_assessment", args=[assessment.pk]), follow=True))

    assert "while your partnership delivered its agreement, and it stands" in before
    assert "A joint review stands as completed" in refused
    assert Completion.objects.get().is_joint


def test_the_champion_writes_and_does_not_complete(client, world):
    review = make_whole_review(world.own)
    client.force_login(world.people["champion"])

    assert "Theme 1 of 1" in told(client.get(address("review_theme", review)))
    assert "A representative checks and completes it." in overview(client, world)
    assert client.post(address("complete_review", review), {"version": review.version}).status_code == 404
    assert not Completion.objects.exists()


@pytest.mark.parametrize("who", ["manager", "finance", "steering", "adviser", "area-lead"])
def test_nobody_else_sees_a_draft(client, world, who):
    review = make_whole_review(world.own)
    client.force_login(world.people[who])
    pages = [*BLANK, "review_document", "review_file", "complete_review"]

    answers = [client.get(address(name, review)).status_code for name in pages]

    assert {*answers, client.get(reverse("joint_review", args=[world.own.pk])).status_code} == {404}


@pytest.mark.parametrize("who", ["manager", "adviser", "area-lead", "champion", "representative"])
def test_the_document_is_open_to_who_reads_the_result(client, world, who):
    review = make_whole_review(world.own)
    client.force_login(world.people["representative"])
    data = {"seen": mark_of(None), "document": ContentFile(b"Minutes of the day.\n", "Minutes.txt")}
    client.post(address("review_document", review), data)
    client.post(address("complete_review", review), {"version": JointReview.objects.get().version})
    client.force_login(world.people[who])

    file = client.get(reverse("completed_document", args=[Completion.objects.get().pk]))

    assert b"".join(file) == b"Minutes of the day.\n"


def test_where_there_is_no_document_there_is_no_page_of_it(representative, world):
    joint = make_joint_completion(world.own)
    assessed = make_completion(world.neighbour, {"one.first": 3})
    representative.force_login(world.people["manager"])

    pages = [reverse("completed_document", args=[each.pk]) for each in (joint, assessed)]

    assert [representative.get(page).status_code for page in pages] == [404, 404]


def test_the_manager_opens_it_again_and_it_is_completed_anew(client, world):
    completion = make_joint_completion(world.own)
    client.force_login(world.people["manager"])
    page = reverse("reopen_assessment", args=[completion.pk])

    opened = told(client.post(page, {"reason": "A name was wrong"}, follow=True))
    client.force_login(world.people["representative"])
    client.post(
        address("review_theme", completion.review), sent("review_theme", version=str(mark_of(FOUND["one"])), level="3")
    )
    version = JointReview.objects.get().version
    done = told(client.post(address("complete_review", completion.review), {"version": version}, follow=True))

    assert "A name was wrong" in opened
    assert "Overall 3.00" in done
    assert Completion.objects.standing().get().number == 2


def test_a_closed_year_is_read_and_not_written(representative, world):
    review = make_whole_review(world.own)
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=COMPLETED)

    pages = [representative.post(address(name, review), sent(name)).status_code for name in BLANK]

    assert pages == [404, 404, 404]
    assert "Joint review" in overview(representative, world)


@pytest.mark.parametrize("page", ["overview", *BLANK, "review_document", "complete_review", "result"])
def test_no_page_asks_more_the_more_there_is(representative, world, page):
    version = given_version("key-success-criteria")
    findings = {theme: Finding(3, "Why") for theme in set(version.statements.values_list("theme", flat=True))}
    named = [Improvement(theme, "What") for theme in sorted(findings)[:2]]
    review = make_review(world.own, version=version, meeting=HELD, findings=findings, improvements=named)
    found = reverse("joint_review", args=[world.own.pk])
    if page == "result":
        representative.post(address("complete_review", review), {"version": review.version})
        found = reverse("assessment_result", args=[Completion.objects.get().pk])
    elif page == "review_theme":
        found = reverse(page, args=[review.pk, sorted(findings)[0]])
    elif page != "overview":
        found = address(page, review)

    representative.get(found)

    assert len(queries_for(found, representative)) <= 8
