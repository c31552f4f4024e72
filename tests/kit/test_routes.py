"""An address with its key still to come."""

import pytest
from django.urls import clear_script_prefix, reverse, set_script_prefix

from kit.routes import route_of

NAMES = ["project", "partnership", "admit_late", "county_condition", "award", "assessment_result", "change_role"]


@pytest.mark.parametrize("prefix", ["/", "/2050/", "/10/portal/"])
@pytest.mark.parametrize("name", [*NAMES, "invitation"])
def test_a_route_leads_where_the_address_does_wherever_the_portal_is_mounted(name: str, prefix: str) -> None:
    set_script_prefix(prefix)
    try:
        route = route_of(name)
        assert [route.to(key) for key in (7, 1020)] == [reverse(name, args=[key]) for key in (7, 1020)]
    finally:
        clear_script_prefix()
