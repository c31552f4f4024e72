"""How far the decision on the grants is, and what it gives, for pages of the rooms below."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone

from grants.models import Determination
from grants.permissions.determinations import can_see_awards
from grants.permissions.eligibility import can_see_county_of
from grants.selectors.decided import award_given_to, prepared_in
from grants.selectors.own_county import OwnCounty, county_of
from grants.selectors.reckoning import Reckoning
from partnerships.models import Partnership, Programme
from partnerships.selectors.standing import Standing

register = template.Library()


@register.simple_tag
def decision_prepared(programme: Programme) -> Determination | None:
    """The one that waits to be confirmed, with who prepared it."""
    return prepared_in(programme)


@register.simple_tag
def award_address(partnership: Partnership, standing: Standing) -> str:
    """Where one reads what was awarded to it: the own award, or the list of all, narrowed; "" for who may not."""
    if own := award_given_to(standing, partnership):
        return reverse("award", args=[own])
    programme = standing.programme
    if programme is None or programme.pk != partnership.programme_id or not can_see_awards(standing, programme):
        return ""
    return f"{reverse('awards')}?{urlencode({'q': partnership.area})}"


@register.simple_tag
def county_now(partnership: Partnership, standing: Standing, is_assigned: bool) -> OwnCounty | None:
    """What its project does for its county today, for who may see that."""
    may = can_see_county_of(standing, partnership, is_assigned=is_assigned)
    return county_of(partnership, on=timezone.localdate()) if may else None


@register.simple_tag
def named_in(reckoning: Reckoning, codes: Sequence[str], programme: Programme) -> str:
    """Who goes by these codes, as many as a sentence bears."""
    return reckoning.in_words(codes, programme)
