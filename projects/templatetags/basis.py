"""Whether a result may become a project, for pages of rooms that know nothing of projects."""

from django import template

from partnerships.selectors.standing import Standing
from projects.permissions.projects import can_write_project
from projects.selectors.basis import Offer, offer_of
from selfassessment.models import Completion

register = template.Library()


@register.simple_tag
def offer_for(standing: Standing, completion: Completion) -> Offer | None:
    """What the partnership's own people can make of it while the year is open; one query for them, none for others."""
    return offer_of(completion) if can_write_project(standing, completion.partnership) else None
