"""Who writes a learning plan: whoever answers its assessment; everybody who reads what was completed reads it."""

from partnerships.models import Partnership
from partnerships.selectors.standing import Standing
from selfassessment.permissions.assessments import can_answer, can_see_assessment


def can_plan(standing: Standing, partnership: Partnership) -> bool:
    """The partnership's representatives and champion, while the year is open."""
    return can_answer(standing, partnership)


def could_plan(standing: Standing, partnership: Partnership) -> bool:
    """The same people in any year: what they send after it was closed is refused on the page, and not lost."""
    return can_see_assessment(standing, partnership)
