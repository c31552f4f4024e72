"""Two people in the same moment, each race with a control that lacks the guard and goes wrong."""

from collections.abc import Sequence

import pytest

from audit.models import Entry
from notices.models import Message
from projects.errors import ProjectChangedError
from projects.models import Project, Sharing
from projects.services.sharing import confirm_receipt, share_project
from projects.services.writing import start_project, write_project
from tests.at_once import at_once, meeting
from tests.factories import RoleFactory
from tests.factories.projects import BEFORE, WORDS, make_project
from tests.projects.stages import close_on

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(world):
    """Four who write for the own partnership."""
    close_on(world.here.programme)
    return [RoleFactory(champion=True, partnership=world.own).person for _ in range(4)]


def titles(people: Sequence[object]) -> list[str]:
    return [f"Title {number}" for number, _ in enumerate(people)]


def test_of_four_who_write_at_once_one_is_saved_and_the_others_are_told(world, people):
    project = make_project(world.own)

    told = at_once(
        *(
            lambda by=by, title=title: (
                write_project(project=project, seen=1, words={"title": title}, by=by, at=BEFORE).title
            )
            for by, title in zip(people, titles(people), strict=True)
        ),
        refused=(ProjectChangedError,),
    )

    project.refresh_from_db()
    assert told.count(ProjectChangedError) == 3
    assert [project.title] == [title for title in told if title is not ProjectChangedError]
    assert (project.version, Entry.objects.filter(action="project.written").count()) == (2, 1)


def test_without_the_guard_the_last_writer_would_win_unseen(world, people):
    """The control: each looks at the version, all have looked, then each writes."""
    project, everybody = make_project(world.own), meeting(4)

    def write(title: str) -> str:
        found = Project.objects.get(pk=project.pk)
        if found.version != 1:
            raise ProjectChangedError
        everybody.wait()
        found.title, found.version = title, 2
        found.save()
        return title

    told = at_once(*(lambda title=title: write(title) for title in titles(people)), refused=(ProjectChangedError,))

    assert told == titles(people)


def test_of_four_who_begin_at_once_one_does(world, people):
    told = at_once(
        *(
            lambda by=by: start_project(partnership=world.own, words={"title": WORDS[0]}, by=by, at=BEFORE).title
            for by in people
        ),
        refused=(ProjectChangedError,),
    )

    assert (told.count(WORDS[0]), told.count(ProjectChangedError)) == (1, 3)
    assert Project.objects.count() == 1


def test_four_who_share_at_once_share_once_and_send_one_email(world, people):
    project = make_project(world.own)
    RoleFactory(representative=True, partnership=world.neighbour)

    told = at_once(
        *(
            lambda by=by: len(share_project(project=project, seen=1, partners=[world.neighbour.pk], by=by, at=BEFORE))
            for by in people
        )
    )

    assert sorted(told) == [0, 0, 0, 1]
    assert (Sharing.objects.count(), Message.objects.count()) == (1, 1)


def test_four_who_confirm_at_once_confirm_once(world, people):
    make_project(world.neighbour, shared_with=[world.own], confirmed=False)

    def confirm(by):
        sharing = Sharing.objects.select_related("partnership__programme", "edition").get()
        return confirm_receipt(sharing=sharing, by=by, at=BEFORE)

    told = at_once(*(lambda by=by: confirm(by) for by in people))

    assert sorted(told) == [False, False, False, True]
    assert Entry.objects.filter(action="project.received").count() == 1


def test_without_the_guard_everybody_would_be_the_first_to_confirm(world, people):
    """The control: each looks whether it is confirmed, all have looked, then each says so."""
    make_project(world.neighbour, shared_with=[world.own], confirmed=False)
    everybody = meeting(4)

    def confirm(by) -> bool:
        sharing = Sharing.objects.get()
        is_first = sharing.confirmed_at is None
        everybody.wait()
        sharing.confirmed_at, sharing.confirmed_by = BEFORE, by
        sharing.save()
        return is_first

    assert at_once(*(lambda by=by: confirm(by) for by in people)) == [True] * 4
