"""How far a partnership's assessment is, for pages of rooms that know nothing of assessments."""

from django import template

from partnerships.models import Partnership
from partnerships.permissions.programmes import manages
from partnerships.selectors.standing import Standing
from selfassessment.permissions.assessments import can_see_assessment
from selfassessment.rules.standing import State
from selfassessment.selectors.standing import Standing as Assessing
from selfassessment.selectors.standing import completed_for, standing_in

register = template.Library()


@register.simple_tag
def assessment_for(standing: Standing, partnership: Partnership) -> Assessing | None:
    """All of it for the partnership's own people, for others what is completed and theirs to read.

    The partnership was read with `standing_columns`; who looks after partnerships costs one query more.
    """
    found = standing_in(partnership)
    if can_see_assessment(standing, partnership):
        return found
    if manages(standing, partnership.programme):
        return found if found.state is State.COMPLETED else None
    return completed_for(standing, partnership)
