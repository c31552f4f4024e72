"""Plants assessments: while they are made their comments are row 07's, and completed they are row 08's.

A partnership has one assessment, so whoever asks for completed ones completes them.
"""

from dataclasses import replace

from accounts.models import Person
from partnerships.models import Partnership
from selfassessment.models import AgreedAnswer, Assessment, Completion
from selfassessment.services.completing import complete_assessment
from tests.access.things import Place, Thing, canary
from tests.factories import PersonFactory, World
from tests.factories.assessments import COMPLETED, make_assessment

ANSWERS = {"one.first": 2, "one.second": 3}
FORM = {"score_1": "1", "comment_1": "Overwritten", "was_1": "", "score_2": "1", "comment_2": "", "was_2": ""}


def places(world: World) -> list[tuple[Place, Partnership]]:
    return [
        (Place.OWN, world.own),
        (Place.NEIGHBOUR, world.neighbour),
        (Place.ELSEWHERE, world.elsewhere),
        (Place.ABROAD, world.abroad),
    ]


def word_of(partnership: Partnership) -> str:
    """As it was planted: other planters rename areas and partnerships."""
    written = AgreedAnswer.objects.filter(assessment__partnership=partnership).exclude(comment="").first()
    return written.comment if written else canary("answer", partnership.programme.key, partnership.area)


def assessment_of(partnership: Partnership) -> Assessment:
    """The partnership's, begun when it is not there yet."""
    found = Assessment.objects.filter(partnership=partnership).first()
    return found or make_assessment(partnership, ANSWERS, comment=word_of(partnership))


def completion_of(partnership: Partnership) -> Completion:
    """The partnership's, completed when it is not yet."""
    found = Completion.objects.filter(partnership=partnership, review=None).first()
    assessment = assessment_of(partnership)
    return found or complete_assessment(assessment=assessment, by=PersonFactory(), at=COMPLETED)


def overviews(world: World, person: Person | None) -> list[Thing]:
    """Addressed by partnership; neither the overview nor beginning shows what was answered."""
    planted = [(place, assessment_of(partnership)) for place, partnership in places(world)]
    return [Thing("07", place, "assessment", kwargs={"pk": each.partnership_id}) for place, each in planted]


def themes(world: World, person: Person | None) -> list[Thing]:
    """A theme of each, with the comments written in it."""
    planted = [(place, assessment_of(partnership)) for place, partnership in places(world)]
    return [
        Thing(
            "07",
            place,
            "theme",
            kwargs={"pk": each.pk, "theme": "one"},
            words=(word_of(each.partnership),),
            data=FORM,
        )
        for place, each in planted
    ]


def to_complete(world: World, person: Person | None) -> list[Thing]:
    """Each, to be completed: what its own representative decides (row 08)."""
    planted = [(place, assessment_of(partnership)) for place, partnership in places(world)]
    return [Thing("08", place, "draft", kwargs={"pk": each.pk}) for place, each in planted]


def results(world: World, person: Person | None) -> list[Thing]:
    """Each completed, with its comments."""
    planted = [(place, completion_of(partnership)) for place, partnership in places(world)]
    return [
        Thing("08", place, "result", kwargs={"pk": each.pk}, words=(word_of(each.partnership),))
        for place, each in planted
    ]


def lines_of_results(world: World, person: Person | None) -> list[Thing]:
    """What a list of them shows: areas, which are row 02's, and stages, which are the same everywhere."""
    return [replace(thing, kwargs={}, words=()) for thing in results(world, person)]


def to_reopen(world: World, person: Person | None) -> list[Thing]:
    """Each completed, to be opened again: the manager's deed, like those about the year (row 06)."""
    return [replace(thing, row="06", words=()) for thing in results(world, person)]
