"""Plants joint reviews: while they are written down their words are row 07's, and completed they are row 08's.

They are of partnerships that deliver an agreement; whoever asks for completed ones completes them.
"""

from dataclasses import replace

from django.core.files.base import ContentFile

from accounts.models import Person
from partnerships.models import Partnership
from selfassessment.models import Completion, JointReview
from selfassessment.rules.reviewing import Finding, Improvement, Meeting, mark_of
from selfassessment.services.reviews import attach_document
from selfassessment.services.reviews_completed import complete_review
from tests.access.planting_assessments import places
from tests.access.things import Thing, canary
from tests.factories import PersonFactory, World
from tests.factories.assessments import ASSESSED, COMPLETED
from tests.factories.reviews import HELD, make_review

MEETING = {
    **{"held_on_day": "7", "held_on_month": "5", "held_on_year": "2026"},
    **{"for_government": "Overwritten", "for_partnership": "Overwritten"},
}
FINDING = {"level": "1", "text": "Overwritten"}
IMPROVEMENTS = {
    **{"first_theme": "one", "first_text": "Overwritten"},
    **{"second_theme": "", "second_text": ""},
}


def word_of(partnership: Partnership) -> str:
    return canary("review", partnership.programme.key, partnership.area)


def parts_of(partnership: Partnership) -> tuple[Meeting, Finding, list[Improvement]]:
    """With the word in each of them."""
    word = word_of(partnership)
    return (replace(HELD, for_government=word), Finding(2, word), [Improvement("one", word)])


def review_of(partnership: Partnership) -> JointReview:
    """The partnership's, written down with its document when it is not there yet."""
    if found := JointReview.objects.filter(partnership=partnership).first():
        return found
    meeting, finding, improvements = parts_of(partnership)
    by = PersonFactory()
    review = make_review(partnership, meeting=meeting, findings={"one": finding}, improvements=improvements, by=by)
    file = ContentFile(f"{word_of(partnership)}\n".encode(), "Review.txt")
    attach_document(review=review, file=file, seen=mark_of(None), by=by, at=ASSESSED)
    return JointReview.objects.get(pk=review.pk)


def completion_of(partnership: Partnership) -> Completion:
    """Completed and opened again, since an assessment that others plant may stand."""
    if found := Completion.objects.filter(partnership=partnership, review__isnull=False).first():
        return found
    opened = {"reopened_at": COMPLETED, "reopened_by": PersonFactory(), "reopened_for": "Planted"}
    standing = list(Completion.objects.standing().filter(partnership=partnership).values_list("pk", flat=True))
    Completion.objects.filter(pk__in=standing).update(**opened)
    completion = complete_review(review=review_of(partnership), by=PersonFactory(), at=COMPLETED)
    Completion.objects.filter(pk=completion.pk).update(**opened)
    Completion.objects.filter(pk__in=standing).update(reopened_at=None, reopened_by=None, reopened_for="")
    return completion


def joint_reviews(world: World, person: Person | None) -> list[Thing]:
    """Addressed by partnership; neither the overview nor beginning shows what was found."""
    planted = [(place, review_of(partnership)) for place, partnership in places(world)]
    return [Thing("07", place, "joint review", kwargs={"pk": each.partnership_id}) for place, each in planted]


def drafted(world: World, person: Person | None) -> list[Thing]:
    """Each while it is written down, with its words."""
    planted = [(place, review_of(partnership)) for place, partnership in places(world)]
    return [
        Thing("07", place, "draft review", kwargs={"pk": each.pk}, words=(word_of(each.partnership),))
        for place, each in planted
    ]


def meetings(world: World, person: Person | None) -> list[Thing]:
    """The meeting of each."""
    seen = {place: str(mark_of(parts_of(partnership)[0])) for place, partnership in places(world)}
    return [replace(each, data={**MEETING, "version": seen[each.place]}) for each in drafted(world, person)]


def findings(world: World, person: Person | None) -> list[Thing]:
    """A theme of each."""
    seen = {place: str(mark_of(parts_of(partnership)[1])) for place, partnership in places(world)}
    return [
        replace(each, kwargs={**each.kwargs, "theme": "one"}, data={**FINDING, "version": seen[each.place]})
        for each in drafted(world, person)
    ]


def improvements(world: World, person: Person | None) -> list[Thing]:
    """The key improvements of each."""
    seen = {place: str(mark_of(parts_of(partnership)[2])) for place, partnership in places(world)}
    return [replace(each, data={**IMPROVEMENTS, "version": seen[each.place]}) for each in drafted(world, person)]


def documents(world: World, person: Person | None) -> list[Thing]:
    """The document of each, to be taken off."""
    planted = [(place, review_of(partnership)) for place, partnership in places(world)]
    return [
        Thing(
            "07",
            place,
            "document",
            kwargs={"pk": each.pk},
            data={"take_off": "yes", "seen": str(mark_of(each.document_id))},
        )
        for place, each in planted
    ]


def reviews_to_complete(world: World, person: Person | None) -> list[Thing]:
    """Each, to be completed: what its own representative decides (row 08)."""
    planted = [(place, review_of(partnership)) for place, partnership in places(world)]
    return [
        Thing(
            "08",
            place,
            "draft review",
            kwargs={"pk": each.pk},
            words=(word_of(each.partnership),),
            data={"version": str(each.version)},
        )
        for place, each in planted
    ]


def joint_results(world: World, person: Person | None) -> list[Thing]:
    """Each completed, with its document."""
    planted = [(place, completion_of(partnership)) for place, partnership in places(world)]
    return [
        Thing("08", place, "joint result", kwargs={"pk": each.pk}, words=(word_of(each.partnership),))
        for place, each in planted
    ]
