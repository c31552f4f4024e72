"""Makes assessments as far along as a test needs them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from accounts.models import Person
from partnerships.models import Partnership
from selfassessment.models import (
    Assessment,
    CompletedAnswer,
    CompletedFinding,
    CompletedImprovement,
    CompletedReview,
    Completion,
    FrameworkVersion,
    JointReview,
    ThemeScore,
)
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


def completion_of(partnership: Partnership, *, by: Person | None = None) -> Completion:
    """What its project may rest on: the one that stands, or else a small one of the kind that is wanted, put straight
    into its tables. Its statements are `one.first` with 1 and `one.second` with 2; a review names two improvements.
    """
    found = Completion.objects.standing().filter(partnership=partnership).first()
    if found:
        return found
    by, is_joint = by or PersonFactory(), partnership.delivers_laa
    begun = {"made_on": give_framework(), "started_by": by, "started_at": ASSESSED}
    table = JointReview if is_joint else Assessment
    source, _ = table.objects.get_or_create(partnership=partnership, defaults=begun)
    completion = Completion.objects.create(
        partnership=partnership,
        made_on=source.made_on,
        number=source.completions.count() + 1,
        overall=Decimal(1) if is_joint else Decimal("1.5"),
        stage="first",
        completed_by=by,
        completed_at=COMPLETED,
        **{"review" if is_joint else "assessment": source},
    )
    (keep_review if is_joint else keep_answers)(completion)
    return completion


def keep_answers(completion: Completion) -> None:
    """A score for each statement, and that of its theme."""
    ThemeScore.objects.create(
        completion=completion, theme="one", place=1, total=3, answered=2, applicable=2, shows=True
    )
    CompletedAnswer.objects.bulk_create(
        CompletedAnswer(completion=completion, statement=statement, score=score)
        for score, statement in enumerate(completion.made_on.statements.all(), 1)
    )


def keep_review(completion: Completion) -> None:
    """A level for its theme, and two key improvements."""
    CompletedReview.objects.create(completion=completion, held_on=ASSESSED.date())
    CompletedFinding.objects.create(completion=completion, theme="one", level=1, text="Nobody leads.")
    ThemeScore.objects.create(
        completion=completion, theme="one", place=1, total=1, answered=1, applicable=1, shows=True
    )
    for number, text in enumerate(["Somebody leads", "Somebody follows"], 1):
        CompletedImprovement.objects.create(completion=completion, number=number, theme="one", text=text)
