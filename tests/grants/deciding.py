"""A region at the moment of deciding: everybody has submitted, and submission has closed."""

from datetime import timedelta
from typing import Any

from grants.models import Determination
from grants.services.determining import confirm_determination, prepare_determination
from projects.models import Submission
from tests.factories import World
from tests.factories.projects import AFTER, BEFORE, give_line, give_terms, submit_everywhere

LATER = AFTER + timedelta(hours=1)


def ready(world: World, **choices: object) -> World:
    """Nine partnerships under terms, with a line that pays, and everybody's project."""
    give_terms(world.here.programme, **choices)
    give_line(world.here.programme)
    submit_everywhere(world.here.partnerships)
    return world


def take_back(world: World, *partnerships: Any) -> None:
    """Their projects were withdrawn in time."""
    found = Submission.objects.filter(project__partnership__in=partnerships)
    found.update(withdrawn_at=BEFORE, withdrawn_by=world.people["representative"])


def failed(world: World) -> World:
    """The county of most tests fails: two of its three districts have nothing."""
    take_back(ready(world), *world.here.districts[:2])
    return world


def prepared(world: World, **how: Any) -> Determination:
    """By the finance officer, the day after submission closed."""
    programme = world.here.programme
    given = {"line": programme.budget_lines.first(), "minute": "SG 4/7", "by": world.people["finance"], "at": AFTER}
    return prepare_determination(programme=programme, **{**given, **how})


def confirmed(world: World) -> Determination:
    """And confirmed by the manager an hour later."""
    return confirm_determination(determination=prepared(world), by=world.people["manager"], at=LATER)
