"""Plants what partners say of assessments: their comments are for the partnership's own people (access row 07)."""

from dataclasses import replace

from accounts.models import Person
from selfassessment.models import Assessment, Partner
from tests.access.planting_assessments import assessment_of, places
from tests.access.things import Thing, canary
from tests.factories import World
from tests.factories.scoring import make_scores

KEY = "one.first"
FORM = {"score": "1", "comment": "Overwritten", "was": ""}


def word_of(assessment: Assessment) -> str:
    return canary("partner", assessment.partnership.programme.key, assessment.partnership.area)


def scored(assessment: Assessment) -> Assessment:
    """With a partner's comment, put there when it is not yet."""
    if not Partner.objects.filter(assessment=assessment).exists():
        make_scores(assessment, "Police", {KEY: 2}, comment=word_of(assessment))
    return assessment


def statements(world: World, person: Person | None) -> list[Thing]:
    """A statement of each, with what a partner says of it."""
    planted = [(place, scored(assessment_of(partnership))) for place, partnership in places(world)]
    return [
        Thing("07", place, "statement", kwargs={"pk": each.pk, "key": KEY}, words=(word_of(each),), data=FORM)
        for place, each in planted
    ]


def meetings(world: World, person: Person | None) -> list[Thing]:
    """Every statement of each: the list tells who said nothing."""
    return [replace(each, kwargs={"pk": each.kwargs["pk"]}, words=()) for each in statements(world, person)]
