"""How far each partnership of a year is with assessing itself: the stage that it came to, or how far it is from one."""

from typing import Final

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from partnerships.models import Partnership
from selfassessment.models import Assessment, Completion, JointReview
from selfassessment.rules.planning import Lowering
from selfassessment.selectors.shown import shown_on

# No framework has such keys of stages, as theirs begin with a letter or a digit.
OTHER: Final = "_other"  # completed on another framework than the year's
UNDER_WAY: Final = "_under_way"
NOT_BEGUN: Final = "_not_begun"
COLUMN: Final = "assessed"


def with_stage(
    partnerships: QuerySet[Partnership], version: int | None, lowering: Lowering | None = None
) -> QuerySet[Partnership]:
    """Each with `assessed`: the key of the stage it is shown at on a version of a framework, or one of those above."""
    of_it = OuterRef("pk")
    stands = Completion.objects.standing().filter(partnership=of_it).order_by()
    shown = shown_on(version, lowering)
    stage = Case(When(made_on=version, then=shown), default=Value(OTHER), output_field=CharField())
    begun = Exists(Assessment.objects.filter(partnership=of_it)) | Exists(JointReview.objects.filter(partnership=of_it))
    not_yet = Case(When(begun, then=Value(UNDER_WAY)), default=Value(NOT_BEGUN), output_field=CharField())
    return partnerships.annotate(**{COLUMN: Coalesce(Subquery(stands.values_list(stage)[:1]), not_yet)})
