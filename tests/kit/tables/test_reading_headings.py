"""A heading may hold what no page or table can: it is shown with a mark in its place."""

import pytest

from kit.tables.reading import visible


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("na\0me", "na\N{REPLACEMENT CHARACTER}me"),
        ("na\ud800me", "na\N{REPLACEMENT CHARACTER}me"),
        ("First\nname", "First name"),
        ("Zoë’s name", "Zoë’s name"),
    ],
    ids=["nul", "half a pair", "two lines", "plain"],
)
def test_what_cannot_be_seen_becomes_a_space_or_a_mark(heading: str, shown: str) -> None:
    assert visible(heading) == shown
