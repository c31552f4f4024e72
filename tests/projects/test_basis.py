"""What a project rests on: the right kind, of the own year, one or two things, and what became of it since."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from partnerships.models import Partnership
from projects.errors import BasisError, ProjectChangedError, ProjectSubmittedError
from projects.models import Edition, Project
from projects.rules.basis import Rested, why_not_based, words_after
from projects.selectors.basis import grounds_of
from projects.services.basis import rest_on, start_resting
from projects.services.sharing import share_project
from projects.services.writing import write_project
from selfassessment.services.reopening import reopen_assessment as reopen
from tests.factories.assessments import completion_of, make_completion
from tests.factories.projects import make_project
from tests.projects.stages import BEFORE, reasons_of, submit, written

ASSESSED, REVIEWED = Rested(is_joint=False, is_reopened=False), Rested(is_joint=True, is_reopened=False)


@pytest.mark.parametrize(
    ("rested", "wants_joint", "can_rest", "found"),
    [
        pytest.param(ASSESSED, False, True, None, id="assessed"),
        pytest.param(REVIEWED, True, True, None, id="reviewed"),
        pytest.param(None, False, True, "no_basis", id="nothing chosen"),
        pytest.param(None, False, False, "not_assessed", id="nothing completed"),
        pytest.param(ASSESSED, True, False, "wrong_basis", id="assessed, a review wanted"),
        pytest.param(REVIEWED, False, False, "wrong_basis", id="reviewed, an assessment wanted"),
        pytest.param(ASSESSED, True, True, "basis_replaced", id="assessed, and reviewed since"),
        pytest.param(Rested(is_joint=False, is_reopened=True), False, False, "basis_reopened", id="opened again"),
        pytest.param(Rested(is_joint=False, is_reopened=True), False, True, "basis_replaced", id="completed anew"),
    ],
)
def test_the_rule_says_what_a_basis_lacks(rested, wants_joint, can_rest, found):
    assert why_not_based(rested, wants_joint=wants_joint, can_rest=can_rest) == found


@pytest.mark.parametrize(
    ("stands", "before", "found"),
    [
        pytest.param(("", ""), ("", ""), ("new", ""), id="none yet"),
        pytest.param(("old", ""), ("old", ""), ("new", ""), id="those of what was chosen before"),
        pytest.param(("ours", ""), ("old", ""), ("ours", ""), id="own ones"),
        pytest.param(("old", "ours"), ("old", ""), ("old", "ours"), id="one of them own"),
    ],
)
def test_own_words_stay_when_something_else_is_chosen(stands, before, found):
    assert words_after(stands, before, ("new", "")) == found


@pytest.fixture
def project(world):
    """A draft that rests on nothing."""
    return make_project(world.own, words=("Title", "Summary", "", ""), rests=False)


def choose(world, project, *keys, **how):
    completion = how.pop("completion", None) or completion_of(project.partnership)
    given = {"completion": completion, "by": world.people["representative"], "at": BEFORE}
    return rest_on(project=project, keys=keys, **given, **how)


def test_a_project_rests_on_two_statements_the_weakest_first_and_takes_their_words(world, project):
    choose(world, project, "one.second", "one.first")

    project.refresh_from_db()
    assert project.basis == ("one.first", "one.second")
    assert (project.first_improvement, project.second_improvement) == ("We do it.", "We say so.")
    assert project.version == 2
    assert Entry.objects.get(action="project.rested").details == {"statements": 2}


def test_scores_comments_and_evidence_come_along(world):
    completion = make_completion(world.own, {"one.first": 2, "one.second": 3}, comment="Not yet")
    project = make_project(world.own, rests=False)

    choose(world, project, "one.second", completion=completion)

    project.refresh_from_db()
    [item] = grounds_of(project).items
    assert (item.key, item.score, item.comment, list(item.evidence)) == ("one.second", 3, "Not yet", [])


def test_a_project_of_who_delivers_an_agreement_rests_on_a_joint_reviews_improvement(world):
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)
    world.own.refresh_from_db()
    project = make_project(world.own, rests=False)

    choose(world, project, "2")

    project.refresh_from_db()
    [item] = grounds_of(project).items
    assert (item.text, item.score, item.comment) == ("Somebody follows", 1, "Nobody leads.")


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        pytest.param((), "none", id="nothing"),
        pytest.param(("one.first", "one.second", "third"), "too_many", id="a third"),
        pytest.param(("elsewhere",), "unknown", id="no statement of it"),
    ],
)
def test_what_is_no_choice_is_refused_and_nothing_is_kept(world, project, keys, reason):
    with pytest.raises(BasisError) as refused:
        choose(world, project, *keys)

    project.refresh_from_db()
    assert (refused.value.reason, project.completion, project.version) == (reason, None, 1)


def test_what_was_opened_again_or_is_a_neighbours_is_no_basis(world, project):
    neighbours, opened = completion_of(world.neighbour), completion_of(world.own)
    reopen(completion=opened, reason="Wrong", by=world.people["manager"], at=BEFORE)

    for completion in (neighbours, opened):
        with pytest.raises(BasisError, match="not_standing"):
            choose(world, project, "one.first", completion=completion)

    assert Project.objects.get(pk=project.pk).completion is None


def test_an_assessment_is_no_basis_for_who_delivers_an_agreement(world, project):
    assessed = completion_of(world.own)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)

    with pytest.raises(BasisError, match="not_standing"):
        choose(world, project, "one.first", completion=assessed)


def test_an_older_page_and_a_submitted_project_change_nothing(world):
    project = written(world, submitted=True)
    with pytest.raises(ProjectSubmittedError):
        choose(world, project, "one.second")

    draft = make_project(world.neighbour)
    with pytest.raises(ProjectChangedError):
        choose(world, draft, "one.second", seen=7)


def test_the_same_choice_twice_is_one(world, project):
    choose(world, project, "one.first")
    choose(world, project, "one.first")

    assert Project.objects.get(pk=project.pk).version == 2
    assert Entry.objects.filter(action="project.rested").count() == 1


def test_own_words_give_way_when_that_is_asked(world):
    project = make_project(world.own, rests=False)
    choose(world, project, "one.first")
    kept = Project.objects.get(pk=project.pk).first_improvement
    choose(world, project, "one.second", replaces_words=True)

    assert (kept, Project.objects.get(pk=project.pk).first_improvement) == ("Performance management", "We say so.")


def test_a_project_begins_with_a_title_and_its_basis(world):
    completion = completion_of(world.own)

    project = start_resting(
        partnership=world.own,
        words={"title": "A start"},
        completion=completion,
        keys=["one.first"],
        by=world.people["representative"],
        at=BEFORE,
    )

    assert (project.title, project.first_improvement, project.completion) == ("A start", "We do it.", completion)


def test_sharing_freezes_the_basis_and_another_choice_makes_another_version(world):
    project = written(world)
    given = {"partners": [world.neighbour.pk], "by": world.people["representative"], "at": BEFORE}
    share_project(project=project, seen=1, **given)
    choose(world, project, "one.second")
    share_project(project=project, seen=2, **given)

    assert [one.first_basis for one in Edition.objects.order_by("number")] == ["one.first", "one.second"]


def test_a_project_without_a_basis_can_be_shared(world):
    project = written(world, rests=False)

    made = share_project(
        project=project, seen=1, partners=[world.neighbour.pk], by=world.people["representative"], at=BEFORE
    )

    assert made[0].edition.completion is None


@pytest.mark.parametrize("made", [True, False])
def test_without_a_basis_nothing_is_submitted(world, made):
    project = written(world, endorsed=True, rests=False)
    if made:
        completion_of(world.own)

    assert reasons_of(world, project) == ("no_basis" if made else "not_assessed",)


def test_a_draft_whose_basis_is_opened_again_must_choose_again_and_a_submitted_one_stands(world):
    project = written(world, endorsed=True)
    reopen(completion=project.completion, reason="Wrong", by=world.people["manager"], at=BEFORE)
    opened = reasons_of(world, project)
    Project.objects.filter(pk=project.pk).update(completion=None, first_basis="")
    other = written(world, world.neighbour, submitted=True)
    reopen(completion=other.completion, reason="Wrong", by=world.people["manager"], at=BEFORE)

    assert opened == ("basis_reopened",)
    assert Project.objects.get(pk=other.pk).edition.completion == other.completion
    assert submit(world, other) == other.submissions.get()


def test_an_assessment_does_not_do_once_an_agreement_is_delivered(world):
    project = written(world, endorsed=True)
    Partnership.objects.filter(pk=world.own.pk).update(delivers_laa=True)

    assert reasons_of(world, project) == ("wrong_basis",)


def test_the_database_refuses_a_basis_of_others_and_halves_of_one(world, project):
    completion = completion_of(world.own)
    wrong = [
        {"completion": completion_of(world.neighbour), "first_basis": "one.first"},
        {"completion": completion},
        {"first_basis": "one.first"},
        {"completion": completion, "first_basis": "one.first", "second_basis": "one.first"},
    ]
    for columns in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Project.objects.filter(pk=project.pk).update(**columns)

    assert Project.objects.get(pk=project.pk).completion is None


def test_writing_leaves_the_basis_alone(world):
    project = written(world)

    write_project(project=project, seen=1, words={"title": "Other"}, by=world.people["champion"], at=BEFORE)

    project.refresh_from_db()
    assert (project.title, project.basis) == ("Other", ("one.first",))
