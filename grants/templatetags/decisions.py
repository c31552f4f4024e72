"""How far the decision on the grants is, for pages of the rooms below."""

from django import template

from grants.models import Determination
from grants.selectors.decided import prepared_in
from partnerships.models import Programme

register = template.Library()


@register.simple_tag
def decision_prepared(programme: Programme) -> Determination | None:
    """The one that waits to be confirmed, with who prepared it."""
    return prepared_in(programme)
