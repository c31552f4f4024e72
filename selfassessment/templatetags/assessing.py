"""How far a partnership's assessment is, for pages of rooms that know nothing of assessments."""

from django import template

from partnerships.models import Partnership
from partnerships.permissions.programmes import manages
from partnerships.selectors.standing import Standing
from selfassessment.models import Completion
from selfassessment.permissions.assessments import can_see_assessment
from selfassessment.rules.standing import State
from selfassessment.selectors.advising import readable_assessments
from selfassessment.selectors.reviews import other_completion
from selfassessment.selectors.standing import Standing as Assessing
from selfassessment.selectors.standing import completed_for, standing_in

register = template.Library()


@register.simple_tag
def assessment_for(standing: Standing, partnership: Partnership) -> Assessing | None:
    """All of it for the partnership's own people, for others what they may read: completed, or a draft that is open.

    The partnership was read with `standing_columns`; who looks after partnerships costs one query more.
    """
    found = standing_in(partnership)
    if can_see_assessment(standing, partnership):
        return found
    if manages(standing, partnership.programme):
        return found if found.state in (State.COMPLETED, State.OTHER_KIND) else None
    if found.state is State.UNDER_WAY:
        return found if readable_assessments(standing).filter(partnership=partnership).exists() else None
    return completed_for(standing, partnership)


@register.simple_tag
def joint_result_of(partnership: Partnership) -> Completion | None:
    """The joint review that stands for a partnership which is to assess itself by now; one query."""
    return other_completion(partnership, is_joint=False)
