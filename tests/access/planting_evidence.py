"""Plants evidence: of drafts it is row 07's, and row 08's once its assessment is completed."""

from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Person
from selfassessment.models import Assessment, Evidence
from selfassessment.services.evidence import Owner, add_evidence
from tests.access.planting_assessments import completion_of, places
from tests.access.planting_partners import asking, drafts, partner_of, scoring_links
from tests.access.things import Place, Thing, canary
from tests.factories import PersonFactory, World
from tests.factories.assessments import ASSESSED

FORM = {"statement": "one.first", "title": "More", "kind": "link", "link": "https://www.example.org/"}


def word_of(place: Place) -> str:
    return canary("evidence", place)


def add(place: Place, owner: Owner) -> Evidence:
    """A text with the word in its title and in it."""
    file = SimpleUploadedFile("log.txt", f"All of {word_of(place)} is here".encode())
    return add_evidence(owner=owner, key="one.first", title=word_of(place), file=file, at=ASSESSED)


def theirs(place: Place, assessment: Assessment) -> Evidence:
    """What the partner of an assessment added."""
    partner = partner_of(place, assessment)
    return partner.evidence.first() or add(place, Owner(assessment, partner=partner))


def files_of_drafts(world: World, person: Person | None) -> list[Thing]:
    """A file of each, by its partner."""
    found = [(place, theirs(place, draft)) for place, draft in drafts(world)]
    return [Thing("07", place, "evidence", kwargs={"pk": each.pk}, words=(word_of(place),)) for place, each in found]


def themes_with_evidence(world: World, person: Person | None) -> list[Thing]:
    """The theme that each stands in."""
    files_of_drafts(world, person)
    return [
        Thing(
            "07",
            place,
            "theme",
            kwargs={"pk": draft.pk, "theme": "one"},
            words=(word_of(place),),
            data=FORM,
        )
        for place, draft in drafts(world)
    ]


def own_evidence(world: World, person: Person | None) -> list[Thing]:
    """What each partnership added itself."""
    found = [(place, draft, add(place, Owner(draft, person=PersonFactory()))) for place, draft in drafts(world)]
    return [Thing("07", place, "own", kwargs={"pk": draft.pk, "evidence_id": each.pk}) for place, draft, each in found]


def completed_files(world: World, person: Person | None) -> list[Thing]:
    """The file of each partner, once its assessment is completed. The word is then read under row 08 too."""
    files_of_drafts(world, person)
    found = [(place, completion_of(partnership)) for place, partnership in places(world)]
    return [
        Thing(
            "08",
            place,
            "evidence",
            kwargs={"pk": completion.evidence.exclude(organisation="").get().pk},
            words=(word_of(place),),
        )
        for place, completion in found
    ]


def file_links(world: World, person: Person | None) -> list[Thing]:
    """A link to a partner's page, with the number of evidence that another partner added."""
    (link,) = scoring_links(world, person)
    return [replace(link, kwargs={**link.kwargs, "pk": theirs(Place.OWN, asking(world)).pk})]


def evidence_links(world: World, person: Person | None) -> list[Thing]:
    """The same, to remove it."""
    (link,) = file_links(world, person)
    return [replace(link, kwargs={"token": link.kwargs["token"], "evidence_id": link.kwargs["pk"]})]
