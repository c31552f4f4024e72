"""How far each partnership of a year is with assessing itself: the stage that it came to, or how far it is from one."""

from functools import lru_cache
from typing import Final

from django.db.models import Case, CharField, Exists, F, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from kit.prepared import PreparedExpression
from partnerships.models import Partnership
from selfassessment.models import Assessment, Completion, JointReview
from selfassessment.rules.planning import Lowering
from selfassessment.selectors.shown import shown_on

# No framework has such keys of stages, as theirs begin with a letter or a digit.
OTHER: Final = "_other"  # completed on another framework than the year's
UNDER_WAY: Final = "_under_way"
NOT_BEGUN: Final = "_not_begun"
COLUMN: Final = "assessed"


PARTNERSHIP, VERSION = -1, -2  # stand for what is asked about


def with_stage(
    partnerships: QuerySet[Partnership], version: int, lowering: Lowering | None = None
) -> QuerySet[Partnership]:
    """Each with `assessed`: the key of the stage it is shown at on a version of a framework, or one of those above."""
    return partnerships.annotate(**{COLUMN: stage_by(lowering).of(F("pk"), version)})


@lru_cache(maxsize=64)
def stage_by(lowering: Lowering | None) -> PreparedExpression:
    """That key, of a partnership and a version; kept for good, as the SQL is."""

    def make() -> Coalesce:
        stands = Completion.objects.standing().filter(partnership=PARTNERSHIP).order_by()
        shown = shown_on(VERSION, lowering)
        stage = Case(When(made_on=VERSION, then=shown), default=Value(OTHER), output_field=CharField())
        assessments = Assessment.objects.filter(partnership=PARTNERSHIP)
        begun = Exists(assessments) | Exists(JointReview.objects.filter(partnership=PARTNERSHIP))
        not_yet = Case(When(begun, then=Value(UNDER_WAY)), default=Value(NOT_BEGUN), output_field=CharField())
        return Coalesce(Subquery(stands.values_list(stage)[:1]), not_yet)

    return PreparedExpression(make, PARTNERSHIP, VERSION)
