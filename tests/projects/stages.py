"""A world at a moment of the year, and a project as far along as a test of endorsing or submitting needs it."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Person
from partnerships.models import KeyDate, Partnership, Programme
from projects.models import Endorsement, Project, Submission
from projects.services.endorsing import ask_endorsement, endorse
from projects.services.submitting import submit_project
from tests.factories import RoleFactory, World
from tests.factories.projects import BEFORE, CLOSES, WORDS, make_project

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


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


__all__ = ["BEFORE", "CLOSES", "DAY", "HOUR", "SECOND", "WORDS"]
