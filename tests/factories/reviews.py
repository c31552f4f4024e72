"""Makes joint reviews as far along as a test needs them."""

from collections.abc import Mapping, Sequence
from datetime import date

from accounts.models import Person
from partnerships.models import Partnership
from selfassessment.models import Completion, FrameworkVersion, JointReview
from selfassessment.rules.reviewing import Finding, Improvement, Meeting, mark_of
from selfassessment.services import reviews as services
from selfassessment.services.reviews_completed import complete_review
from tests.factories.assessments import ASSESSED, COMPLETED
from tests.factories.frameworks import choose, give_framework
from tests.factories.people import PersonFactory

HELD = Meeting(date(2026, 5, 6), "Government office: Dorothea Penhallow", "The board and the accountable body")
FOUND = {"one": Finding(2, "Priorities are agreed and not yet shared")}
NAMED = (Improvement("one", "Share the priorities with every partner"),)


def make_review(
    partnership: Partnership,
    *,
    version: FrameworkVersion | None = None,
    meeting: Meeting | None = None,
    findings: Mapping[str, Finding] | None = None,
    improvements: Sequence[Improvement] = (),
    by: Person | None = None,
) -> JointReview:
    """Begun on the year's framework (a small one is chosen when there is none), with these parts; the partnership
    delivers an agreement from now on."""
    by = by or PersonFactory()
    Partnership.objects.filter(pk=partnership.pk).update(delivers_laa=True)
    if version or not hasattr(partnership.programme, "chosen_framework"):
        choose(partnership.programme, version or give_framework())
    review = services.start_review(partnership=partnership, by=by, at=ASSESSED)
    given = {"review": review, "by": by, "at": ASSESSED}
    if meeting:
        services.write_meeting(meeting=meeting, seen=mark_of(Meeting()), **given)
    for theme, finding in (findings or {}).items():
        services.write_finding(theme=theme, finding=finding, seen=mark_of(None), **given)
    if improvements:
        services.name_improvements(improvements=improvements, seen=mark_of([]), **given)
    review.refresh_from_db()
    return review


def make_whole_review(partnership: Partnership, *, by: Person | None = None) -> JointReview:
    """With all that it takes to complete it, on the small framework."""
    return make_review(partnership, meeting=HELD, findings=FOUND, improvements=NAMED, by=by)


def make_joint_completion(partnership: Partnership, *, by: Person | None = None) -> Completion:
    """The same, completed."""
    by = by or PersonFactory()
    return complete_review(review=make_whole_review(partnership, by=by), by=by, at=COMPLETED)
