"""Beginning a project and changing its words: by the services, and by their pages."""

import pytest
from django.urls import reverse

from audit.models import Entry
from partnerships.models import Programme
from projects.errors import ProjectChangedError, ProjectSubmittedError
from projects.models import Edition, Project
from projects.models.project import PARTS
from projects.services.writing import freeze, open_to_advisers, start_project, write_project
from tests.factories import RoleFactory
from tests.factories.projects import BEFORE, WORDS, make_project

pytestmark = pytest.mark.django_db
SAID = dict(zip(PARTS, WORDS, strict=True))
FORM = {**SAID, "version": "1"}


def errors(response, field):
    return [str(error) for error in response.context["form"].errors.get(field, [])]


def deeds(project):
    return list(Entry.objects.about(project).order_by("pk").values_list("action", flat=True))


def test_first_words_are_a_draft_that_nobody_was_given(world):
    project = start_project(partnership=world.own, words=SAID, by=world.people["champion"], at=BEFORE)

    assert (project.wording, project.edition, project.version) == (WORDS, None, 1)
    assert deeds(project) == ["project.started"]


def test_a_second_beginning_is_refused(world):
    make_project(world.own)

    with pytest.raises(ProjectChangedError):
        start_project(partnership=world.own, words={**SAID, "title": "Mine"}, by=world.people["champion"], at=BEFORE)

    assert Project.objects.get().title == WORDS[0]


def test_the_same_words_again_are_no_change(world):
    project = make_project(world.own)

    write_project(project=project, seen=1, words=SAID, by=world.people["representative"], at=BEFORE)

    assert (Project.objects.get().version, deeds(project)) == (1, [])


def test_the_trail_keeps_which_parts_changed_and_not_what_they_say(world):
    project = make_project(world.own)

    write_project(project=project, seen=1, words={**SAID, "summary": "New"}, by=world.people["champion"], at=BEFORE)

    assert Entry.objects.get(action="project.written").details == {"parts": ["summary"]}


def test_words_over_a_version_that_is_gone_are_refused(world):
    project = make_project(world.own)

    with pytest.raises(ProjectChangedError):
        write_project(project=project, seen=0, words={"title": "Mine"}, by=world.people["champion"], at=BEFORE)


def test_a_submitted_project_is_not_written_on(world):
    project = make_project(world.own, submitted=True)

    with pytest.raises(ProjectSubmittedError):
        write_project(project=project, seen=1, words={"title": "Mine"}, by=world.people["champion"], at=BEFORE)


def test_only_words_that_differ_make_a_new_edition(world):
    by, project = world.people["representative"], make_project(world.own)

    first = freeze(project, by=by, at=BEFORE)
    same = freeze(project, by=by, at=BEFORE)
    project.title = "Another"
    second = freeze(project, by=by, at=BEFORE)

    assert (first, first.number, second.number, second.title) == (same, 1, 2, "Another")
    assert list(Edition.objects.values_list("title", flat=True)) == ["Another", WORDS[0]]


def test_opening_the_draft_twice_is_one_deed(world):
    project = make_project(world.own)
    for is_open in (True, True, False):
        open_to_advisers(project=project, is_open=is_open, by=world.people["champion"], at=BEFORE)

    assert deeds(project) == ["project.opened_to_advisers", "project.kept_from_advisers"]


def test_a_representative_begins_on_a_page(representative, world):
    address = reverse("start_project", args=[world.own.pk])

    response = representative.post(address, {**SAID, "version": "0"}, follow=True)

    assert Project.objects.get(partnership=world.own).wording == WORDS
    assert "Your words are saved" in response.content.decode()


def test_who_begins_second_sees_the_words_of_the_first_and_keeps_their_own(representative, world):
    make_project(world.own)
    address = reverse("start_project", args=[world.own.pk])

    response = representative.post(address, {**SAID, "title": "My own title", "version": "0"})

    page = response.content.decode()
    assert "My own title" in page
    assert WORDS[0] in page
    assert f'action="{reverse("write_project", args=[Project.objects.get().pk])}"' in page
    assert Project.objects.get().title == WORDS[0]


def test_who_saves_second_sees_both_and_saves_on_purpose(representative, world):
    project = make_project(world.own)
    address = reverse("write_project", args=[project.pk])
    write_project(project=project, seen=1, words={"summary": "Theirs"}, by=world.people["champion"], at=BEFORE)

    response = representative.post(address, {**FORM, "summary": "Mine"})
    page = response.content.decode()
    again = representative.post(address, {**FORM, "summary": "Mine", "version": "2"})

    assert "Percy Lightbody changed this" in page
    assert "Theirs" in page
    assert "Mine" in page
    assert (again.status_code, Project.objects.get().summary) == (302, "Mine")


def test_the_only_improvement_that_is_named_is_the_first(representative, world):
    project = make_project(world.own)
    address = reverse("write_project", args=[project.pk])

    representative.post(address, {**FORM, "first_improvement": "", "second_improvement": "Only one"})

    project.refresh_from_db()
    assert (project.first_improvement, project.second_improvement) == ("Only one", "")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        pytest.param({"endorsed": True}, "having it endorsed again", id="shared and endorsed"),
        pytest.param({}, "Changing it means sharing it again", id="shared"),
    ],
)
def test_what_a_change_undoes_is_said_before_somebody_types(representative, world, how, said):
    project = make_project(world.own, shared_with=[world.neighbour], **how)

    page = representative.get(reverse("write_project", args=[project.pk])).content.decode()

    assert said in page


def test_nothing_is_warned_of_while_nobody_was_given_it(representative, world):
    project = make_project(world.own)

    page = representative.get(reverse("write_project", args=[project.pk])).content.decode()

    assert "Changing it means" not in page


def test_a_submitted_project_says_that_its_words_stand(representative, world):
    project = make_project(world.own, submitted=True)
    address = reverse("write_project", args=[project.pk])

    asked = representative.get(address).content.decode()
    sent = representative.post(address, {**FORM, "title": "Typed in vain"})

    assert "withdraw it first" in asked
    assert "<textarea" not in asked
    assert errors(sent, "__all__") == ["The project has been submitted, so its words stand. Nothing was saved"]
    assert "Typed in vain" in sent.content.decode()
    assert Project.objects.get().title == WORDS[0]


def test_nobody_begins_or_writes_in_a_closed_year(representative, world):
    project = make_project(world.own)
    Programme.objects.filter(pk=world.here.programme.pk).update(state="closed", closed_at=BEFORE)

    sent = representative.post(reverse("write_project", args=[project.pk]), {**FORM, "title": "Late"})

    assert (sent.status_code, Project.objects.get().title) == (404, WORDS[0])


def test_a_neighbour_does_not_write(client, world):
    project = make_project(world.own, shared_with=[world.neighbour])
    client.force_login(RoleFactory(representative=True, partnership=world.neighbour).person)

    sent = client.post(reverse("write_project", args=[project.pk]), {**FORM, "title": "Theirs"})

    assert (sent.status_code, Project.objects.get().title) == (404, WORDS[0])


LONG = "x" * 10_000
BAD = [
    pytest.param("title", "", "Enter the title", id="no title"),
    pytest.param("title", "   \n ", "Enter the title", id="spaces"),
    pytest.param("title", "\x00\x07\u200b", "Enter the title", id="nothing to see"),
    pytest.param("title", LONG, "You have 9,840 characters too many", id="long title"),
    pytest.param("summary", LONG, "You have 6,000 characters too many", id="long summary"),
    pytest.param("first_improvement", LONG, "You have 9,700 characters too many", id="long improvement"),
    pytest.param("second_improvement", LONG, "You have 9,700 characters too many", id="long second improvement"),
]


@pytest.mark.parametrize(("part", "typed", "said"), BAD)
def test_what_cannot_be_saved_is_told_beside_its_field_and_nothing_is_lost(representative, world, part, typed, said):
    project = make_project(world.own)
    given = {**FORM, "summary": "Still here", part: typed}

    response = representative.post(reverse("write_project", args=[project.pk]), given)

    assert said in errors(response, part)[0]
    assert (given["summary"] if part != "summary" else LONG) in response.content.decode()
    assert Project.objects.get().wording == WORDS


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("bell\x07 and\x1b escape", "bell and escape", id="control characters"),
        pytest.param("\u202eturned\u202c round\u200f", "turned round", id="marks of direction"),
        pytest.param("<script>go()</script>", "<script>go()</script>", id="markup"),
        pytest.param("=1+1", "=1+1", id="formula"),
        pytest.param(
            "Gwella gwasanaethau: ŵ, 日本, 👩\u200d🏫", "Gwella gwasanaethau: ŵ, 日本, 👩\u200d🏫", id="letters"
        ),
    ],
)
def test_odd_words_are_kept_as_they_are_seen_and_shown_as_words(representative, world, part, typed, kept):
    project = make_project(world.own)

    representative.post(reverse("write_project", args=[project.pk]), {**FORM, "first_improvement": "One", part: typed})
    page = representative.get(reverse("project", args=[project.pk])).content.decode()

    assert getattr(Project.objects.get(), part) == kept
    assert "<script>go()" not in page
