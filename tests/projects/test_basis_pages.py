"""Choosing what a project rests on, and who reads what of it."""

import pytest
from django.urls import reverse

from kit.files.models import Upload
from kit.files.rules.kinds import Kind
from kit.files.services import random_name
from partnerships.models import Partnership
from projects.models import Project
from projects.selectors.basis import grounds_from, with_grounds
from selfassessment.models import CompletedEvidence
from selfassessment.services.reopening import reopen_assessment
from tests.factories.assessments import completion_of, make_completion
from tests.factories.frameworks import choose, given_version
from tests.factories.projects import make_project
from tests.projects.stages import BEFORE, told
from tests.queries import assert_no_repeats, queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def completion(world):
    return make_completion(world.own, {"one.first": 3, "one.second": 2}, comment="Zqcommentqz")


def choosing(completion):
    return reverse("rest_project", args=[completion.pk])


def sent(*keys, version=1, **said):
    return {"statements": keys, "version": str(version), **said}


def test_from_a_result_a_project_is_begun_with_two_statements(representative, world, completion):
    page = told(representative.get(choosing(completion)))
    after = told(
        representative.post(
            choosing(completion), sent("one.first", "one.second", version=0, title="A better one"), follow=True
        )
    )

    assert "We say so. Score 2 of 3, no evidence" in page
    assert Project.objects.get().basis == ("one.second", "one.first")
    assert "A better one" in after
    assert "We say so. One. Score 2 of 3 “Zqcommentqz”" in after
    assert "The self-assessment completed on 18 May 2026" in after


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        pytest.param((), "Select one or two", id="nothing"),
        pytest.param(("one.first", "elsewhere"), "from the list", id="unknown"),
    ],
)
def test_a_wrong_choice_is_told_beside_the_field_and_the_title_stays(representative, completion, keys, sentence):
    page = representative.post(choosing(completion), sent(*keys, version=0, title="Zqtitleqz"))

    shown = told(page)
    assert f"Error: {sentence}" in shown or sentence in shown
    assert "Zqtitleqz" in page.content.decode()
    assert not Project.objects.exists()


def test_a_third_is_refused(representative, world):
    version = choose(world.here.programme, given_version("key-success-criteria"))
    keys = list(version.statements.values_list("key", flat=True))
    completion = make_completion(world.own, dict.fromkeys(keys, 2))

    shown = told(representative.post(choosing(completion), sent(*keys[:3], version=0, title="Three")))

    assert "Select one or two. A project has no more than two key improvements" in shown
    assert not Project.objects.exists()


def test_a_draft_is_shown_what_would_be_replaced_and_keeps_its_own_words(representative, world, completion):
    project = make_project(world.own, words=("Zqtitleqz", "Why", "Zqownqz", ""))

    opened = representative.get(choosing(completion))
    page, head = told(opened), opened.content.decode().split("</title>")[0]
    representative.post(choosing(completion), sent("one.second", words="keep"))
    project.refresh_from_db()
    kept = (project.basis, project.first_improvement)
    representative.post(choosing(completion), sent("one.second", version=2, words="replace"))
    project.refresh_from_db()

    assert "Choose what your project rests on" in head
    assert "Your project: “Zqtitleqz”. What you choose takes the place of what it rests on now: We do it." in page
    assert kept == (("one.second",), "Zqownqz")
    assert project.first_improvement == "We say so."


def test_who_chose_meanwhile_is_not_overwritten(representative, world, completion):
    project = make_project(world.own, words=("Title", "Why", "", ""))
    Project.objects.filter(pk=project.pk).update(version=5)

    shown = told(representative.post(choosing(completion), sent("one.second", version=1)))

    assert "changed this while you were working on it" in shown
    assert Project.objects.get().basis == ("one.first",)


def test_a_submitted_project_says_that_its_basis_stands(representative, world, completion):
    make_project(world.own, submitted=True)

    shown = told(representative.get(choosing(completion)))
    after = told(representative.post(choosing(completion), sent("one.second", words="keep")))

    assert "The project is submitted, so what it rests on stands" in shown
    assert "Nothing was saved" in after
    assert Project.objects.get().basis == ("one.first",)


def test_what_was_opened_again_cannot_be_chosen(representative, world, completion):
    reopen_assessment(completion=completion, reason="Wrong", by=world.people["manager"], at=BEFORE)

    shown = told(representative.get(choosing(completion)))
    after = told(representative.post(choosing(completion), sent("one.second", version=0, title="Title")))

    assert "This was opened again" in shown
    assert "This was opened again while you were on the page" in after
    assert not Project.objects.exists()


def test_a_project_leads_to_what_it_can_rest_on(representative, world):
    project = make_project(world.own, rests=False)
    address = reverse("project_basis", args=[project.pk])

    before = representative.get(address).url
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    joint = representative.get(address).url
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=False)
    completion = completion_of(world.own)

    assert before == reverse("assessment", args=[world.own.pk])
    assert joint == reverse("joint_review", args=[world.own.pk])
    assert representative.get(address).url == choosing(completion)


@pytest.mark.parametrize(
    ("who", "reads_scores"),
    [("representative", True), ("champion", True), ("manager", True), ("adviser", True), ("steering", False)],
)
def test_scores_and_comments_are_read_by_who_reads_the_result(client, world, completion, who, reads_scores):
    project = make_project(world.own, submitted=True)
    client.force_login(world.people[who])

    for page in ("project", "project_receipt"):
        shown = told(client.get(reverse(page, args=[project.pk])))
        assert "We do it." in shown
        assert ("Zqcommentqz" in shown, "Score 3 of 3" in shown) == (reads_scores, reads_scores)


@pytest.mark.parametrize("page", ["project", "project_receipt"])
@pytest.mark.parametrize(("who", "reads_scores"), [("champion", True), ("adviser", True), ("steering", False)])
def test_evidence_is_opened_from_the_project_by_who_reads_the_result(client, world, page, who, reads_scores):
    shown_by_link, file, unclean, of_another = proven(world)
    project = make_project(world.own, submitted=True)
    client.force_login(world.people[who])

    shown = client.get(reverse(page, args=[project.pk])).content.decode()

    by_address = shown.count(f'href="{shown_by_link.link}"'), shown.count(f'href="{opens(file)}"')
    assert by_address == (int(reads_scores), int(reads_scores))
    assert ("Minutes of June" in shown, "no virus scanner has found it clean" in shown) == (reads_scores, reads_scores)
    assert opens(unclean) not in shown
    assert of_another.title not in shown


def test_evidence_of_a_long_list_is_ten_and_the_way_to_all(client, world):
    statement = completion_of(world.own).answers.get(statement__key="one.first").statement
    for number in range(11):
        prove(world, statement, f"Paper {number}.", link="https://www.example.org/paper")
    project = make_project(world.own)
    client.force_login(world.people["representative"])

    shown = client.get(reverse("project", args=[project.pk])).content.decode()

    assert ("Paper 9." in shown, "Paper 10." in shown) == (True, False)
    assert f'href="{reverse("completed_answers", args=[project.completion_id])}"' in shown


def test_what_a_project_rests_on_is_told_from_one_row_as_often_as_it_is_asked(world):
    proven(world)
    make_project(world.own)
    [row] = with_grounds(Project.objects.all())

    first, second = (grounds_from(row, row.completion) for _ in range(2))

    titles = [[each.title for each in item.evidence] for item in second.items]
    assert titles == [["Minutes of May", "Report", "Minutes of June"], ["Of another statement"]]
    assert first == second


def proven(world):
    """A link, a file, a file that may not leave, beside what a project rests on; and a link beside something else."""
    make_completion(world.own, {"one.first": 1, "one.second": 3})
    first, second = (row.statement for row in completion_of(world.own).answers.order_by("statement"))
    return (
        prove(world, first, "Minutes of May", link="https://www.example.org/minutes"),
        prove(world, first, "Report", upload=kept(Upload.Scan.CLEAN)),
        prove(world, first, "Minutes of June", upload=kept(Upload.Scan.UNKNOWN)),
        prove(world, second, "Of another statement", link="https://www.example.org/other"),
    )


def prove(world, statement, title, **shown):
    return CompletedEvidence.objects.create(
        completion=completion_of(world.own), statement=statement, title=title, **shown
    )


def kept(scan):
    """A file's row; what it says is nothing to these pages."""
    facts = {"name": "paper.pdf", "kind": Kind.PDF, "size": 2_048, "sha256": "a" * 64}
    return Upload.objects.create(stored_name=random_name(), uploaded_at=BEFORE, scan=scan, **facts)


def opens(row):
    return reverse("completed_evidence_file", args=[row.pk])


def test_a_neighbour_reads_what_is_named_and_no_score(client, world):
    completion = make_completion(world.neighbour, {"one.first": 1, "one.second": 2}, comment="Zqcommentqz")
    project = make_project(world.neighbour, shared_with=[world.own])
    client.force_login(world.people["representative"])

    shown = told(client.get(reverse("project", args=[project.pk])))

    assert "We do it." in shown
    assert "Zqcommentqz" not in shown
    assert "Score 1" not in shown
    assert reverse("assessment_result", args=[completion.pk]) not in shown


def test_the_choice_asks_little(representative, world, completion):
    make_project(world.own)
    representative.get(choosing(completion))

    asked = queries_for(choosing(completion), representative)

    assert_no_repeats(asked)
    assert len(asked) <= 8, "\n".join(asked)
