"""Plants partners who score the drafts of row 07: their names and answers are the draft's, and their links open pages
of their own to whoever has one.
"""

from dataclasses import replace

from accounts.models import Person
from selfassessment.models import Assessment, Partner
from tests.access.planting_assessments import assessment_of, places
from tests.access.things import Place, Thing, canary
from tests.factories import PartnershipFactory, World
from tests.factories.partners import link_of, make_partner

ASKING = "Thrennick"
FORM = {"score_1": "1", "comment_1": "Overwritten", "was_1": "", "score_2": "1", "comment_2": "", "was_2": ""}


def drafts(world: World) -> list[tuple[Place, Assessment]]:
    return [(place, assessment_of(partnership)) for place, partnership in places(world)]


def partner_of(place: Place, assessment: Assessment) -> Partner:
    """The one of an assessment, asked and with a comment that is nobody else's to read. The address is its own thing,
    as who runs the programme reads it where mail is told of."""
    name = canary("partner", place)
    if found := Partner.objects.filter(assessment=assessment, organisation=name).first():
        return found
    email = f"asked.{place.name.lower()}@partner.example"
    return make_partner(assessment, name, {"one.first": 2}, comment=canary("said", place), email=email)


def asking(world: World) -> Assessment:
    """Of a partnership that no other planter renames: whoever has a link reads its name."""
    partnership = world.here.programme.partnerships.filter(area=ASKING).first()
    return assessment_of(partnership or PartnershipFactory(programme=world.here.programme, area=ASKING))


def partners(world: World, person: Person | None) -> list[Thing]:
    """One of each assessment, with what it said: its organisation is read under row 08 once the result is there."""
    found = [(place, partner_of(place, draft)) for place, draft in drafts(world)]
    return [
        Thing(
            "07",
            place,
            "partner",
            kwargs={"pk": each.assessment_id, "partner_id": each.pk},
            words=(canary("said", place),),
        )
        for place, each in found
    ]


def partner_lists(world: World, person: Person | None) -> list[Thing]:
    """The lists they stand in."""
    return [replace(thing, kwargs={"pk": thing.kwargs["pk"]}) for thing in partners(world, person)]


def drafts_to_score(world: World, person: Person | None) -> list[Thing]:
    """Assessments that partners can be asked to score."""
    return [Thing("07", place, "draft", kwargs={"pk": draft.pk}) for place, draft in drafts(world)]


def scoring_links(world: World, person: Person | None) -> list[Thing]:
    """The link of a partner that has written nothing yet: whoever has it sees who asks, and nothing of the others."""
    assessment = asking(world)
    partner = assessment.partners.filter(organisation="Voluntary services").first()
    partner = partner or make_partner(assessment, "Voluntary services")
    return [Thing("05", Place.HERE, "link", frozenset({"token"}), {"token": link_of(partner)})]


def scored_themes(world: World, person: Person | None) -> list[Thing]:
    """A theme by the same link."""
    (link,) = scoring_links(world, person)
    return [replace(link, kwargs={**link.kwargs, "theme": "one"}, data=FORM)]
