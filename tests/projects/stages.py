"""A world at a moment of the year, a project as far along as a test needs it, and the deeds most tests do."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from accounts.models import Person
from partnerships.models import KeyDate, Partnership, Programme
from partnerships.rules.deadlines import last_moment
from projects.errors import NotReadyError
from projects.models import Admission, Closure, Endorsement, Project, Submission
from projects.services.closing import admit_late, close_submission
from projects.services.endorsing import ask_endorsement, endorse
from projects.services.submitting import submit_project
from tests.factories import RoleFactory, World
from tests.factories.projects import BEFORE, CLOSES, WORDS, make_project
from tests.kit.govuk_ui.rendering import words

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
AFTER = CLOSES + HOUR
LONDON_DAYS = [
    pytest.param(date(2026, 10, 25), id="the clocks go back"),
    pytest.param(date(2027, 3, 28), id="the clocks go forward"),
    pytest.param(date(2026, 6, 30), id="summer"),
    pytest.param(date(2026, 12, 31), id="winter"),
]
HERE = {"written_for": "marlvale"}  # what a page of the manager sends along
UNTIL = {"until_day": "8", "until_month": "7", "until_year": "2026"}
DRAFT, SHARED = "What nobody else was given", "Working as one team"  # titles of what `project` is, and of what it was
BAD_REASONS = ["", "   ", "a\x00b", "x" * 2001]


def close_on(programme: Programme, closes: datetime = CLOSES) -> None:
    """The last second of submission."""
    KeyDate.objects.update_or_create(programme=programme, kind="submission", defaults={"closes_at": closes})


def written(world: World, partnership: Partnership | None = None, **how: Any) -> Project:
    """The own partnership's project in words, or another's, with its year's date set."""
    close_on(world.here.programme)
    return make_project(partnership or world.own, words=("Working as one", "How we share.", "Performance", ""), **how)


def asked(world: World, at: datetime = BEFORE) -> Endorsement:
    """The champion was asked about it."""
    project = written(world)
    return ask_endorsement(project=project, seen=project.version, by=world.people["representative"], at=at)


def endorsed(world: World, at: datetime = BEFORE) -> Project:
    """The champion has endorsed it."""
    question = asked(world, at)
    endorse(endorsement=question, by=world.people["champion"], at=at)
    return Project.objects.select_related("edition", "partnership__programme").get()


def submitted(world: World, at: datetime = BEFORE) -> Submission:
    """It is handed in."""
    project = endorsed(world, at)
    return submit_project(project=project, seen=project.version, by=world.people["representative"], at=at)


def second_champion(world: World) -> Person:
    """Another one of the own partnership."""
    return RoleFactory(champion=True, partnership=world.own).person


def submit(world: World, project: Project, at: datetime = BEFORE, **how: Any) -> Submission:
    """The own representative submits what stands there now, unless told otherwise."""
    given = {"seen": project.version, "by": world.people["representative"], "at": at}
    return submit_project(project=project, **{**given, **how})


def reasons_of(world: World, project: Project, at: datetime = BEFORE) -> tuple[str, ...]:
    """Why it is not submitted; nothing is."""
    with pytest.raises(NotReadyError) as refused:
        submit(world, project, at)
    assert not Submission.objects.exists()
    return refused.value.reasons


def close(world: World, at: datetime = BEFORE, **how: Any) -> Closure:
    """The manager closes submission early."""
    given = {"programme": world.here.programme, "reason": "Everybody is in", "by": world.people["manager"]}
    return close_submission(**{**given, "at": at, **how})


def admit(world: World, at: datetime = AFTER, **how: Any) -> Admission:
    """The manager lets the own partnership be late, until 8 July."""
    given = {"partnership": world.own, "reason": "Flood", "until": last_moment(date(2026, 7, 8))}
    return admit_late(**{**given, "by": world.people["manager"], "at": at, **how})


def address(project: Project, page: str = "submit") -> str:
    """Where one of its pages is."""
    return f"/projects/{project.pk}/{page}/"


def told(response: HttpResponse) -> str:
    """The words of a page, with plain blanks."""
    return words(response.content.decode()).replace("\xa0", " ")


__all__ = ["BEFORE", "CLOSES", "DAY", "HOUR", "SECOND", "WORDS"]
