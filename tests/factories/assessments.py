"""Makes assessments as far along as a test needs them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from accounts.models import Person
from partnerships.models import Partnership
from selfassessment.models import Assessment, Completion, FrameworkVersion
from selfassessment.rules.answering import NOTHING, Given
from selfassessment.rules.scoring import Answer
from selfassessment.services.answering import answer_statements, start_assessment
from selfassessment.services.completing import complete_assessment
from tests.factories.frameworks import choose, give_framework
from tests.factories.people import PersonFactory

ASSESSED = datetime(2026, 5, 11, 10, 0, tzinfo=UTC)
COMPLETED = datetime(2026, 5, 18, 15, 30, tzinfo=UTC)


def make_assessment(
    partnership: Partnership,
    answers: Mapping[str, Answer] | None = None,
    *,
    version: FrameworkVersion | None = None,
    comment: str = "",
    by: Person | None = None,
) -> Assessment:
    """Begun on the year's framework (a small one is chosen when there is none), with these answers."""
    by = by or PersonFactory()
    if version or not hasattr(partnership.programme, "chosen_framework"):
        choose(partnership.programme, version or give_framework())
    assessment = start_assessment(partnership=partnership, by=by, at=ASSESSED)
    given = {key: (Given(answer, comment), NOTHING.mark) for key, answer in (answers or {}).items()}
    answer_statements(assessment=assessment, given=given, by=by, at=ASSESSED)
    return assessment


def make_completion(
    partnership: Partnership, answers: Mapping[str, Answer], *, by: Person | None = None, comment: str = ""
) -> Completion:
    """The same, completed."""
    by = by or PersonFactory()
    assessment = make_assessment(partnership, answers, by=by, comment=comment)
    return complete_assessment(assessment=assessment, by=by, at=COMPLETED)
