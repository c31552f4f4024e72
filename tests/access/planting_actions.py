"""Plants learning plans: read like what was completed (row 08), written by those who write the assessment (row 07)."""

from accounts.models import Person
from partnerships.models import Partnership
from selfassessment.models import Action
from selfassessment.rules.planning import Wording
from selfassessment.services.actions import add_action
from tests.access.planting_assessments import completion_of, places
from tests.access.things import Place, Thing, canary
from tests.factories import PersonFactory, World
from tests.factories.assessments import COMPLETED

FORM = {"what": "Overwritten", "who": "Nobody", "version": "1"}


def word_of(partnership: Partnership) -> str:
    return canary("action", partnership.programme.key, partnership.area)


def planted(world: World) -> list[tuple[Place, Action]]:
    """One action in the plan of each partnership, which is completed."""
    return [(place, action_of(partnership)) for place, partnership in places(world)]


def action_of(partnership: Partnership) -> Action:
    completion_of(partnership)
    wording = Wording(word_of(partnership), "Our coordinator")
    return add_action(partnership=partnership, theme="one", wording=wording, by=PersonFactory(), at=COMPLETED)


def plans(world: World, person: Person | None) -> list[Thing]:
    """Each plan, addressed by partnership."""
    return [
        Thing("08", place, "plan", kwargs={"pk": each.partnership_id}, words=(each.what,))
        for place, each in planted(world)
    ]


def to_add_to(world: World, person: Person | None) -> list[Thing]:
    """Each plan, to be added to."""
    return [
        Thing("07", place, "plan", kwargs={"pk": each.partnership_id, "theme": each.theme}, data=FORM)
        for place, each in planted(world)
    ]


def actions(world: World, person: Person | None) -> list[Thing]:
    """Each action, to be changed or given up."""
    return [
        Thing("07", place, "action", kwargs={"pk": each.pk}, words=(each.what,), data=FORM)
        for place, each in planted(world)
    ]
