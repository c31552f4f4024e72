"""What is hidden of small groups cannot be worked out from what is shown: by cases, and for any groups."""

from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.rules.needs import HIDDEN, Change, Row, Sum, guarded, guarded_changes, heat_of
from selfassessment.rules.suppression import can_show, can_show_part, hidden_among

CASES = {
    "all large": ({"a": 5, "b": 6, "c": 9}, ""),
    "one small alone takes the next smallest with it": ({"a": 4, "b": 6, "c": 9}, "ab"),
    "two small that are enough together": ({"a": 2, "b": 3, "c": 9}, "ab"),
    "two small that are not enough": ({"a": 1, "b": 2, "c": 7, "d": 6}, "abd"),
    "an empty one hides nobody": ({"a": 4, "b": 0, "c": 9}, "ac"),
    "of two alike the first": ({"a": 4, "b": 6, "c": 6}, "ab"),
    "a whole that is small": ({"a": 1, "b": 2}, "ab"),
    "nobody": ({"a": 0}, ""),
    "nothing": ({}, ""),
}
sizes = st.lists(st.integers(0, 12), max_size=8).map(lambda found: dict(enumerate(found)))
limits = st.integers(1, 8)


@pytest.mark.parametrize("case", CASES)
def test_what_is_hidden_of_a_whole(case):
    groups, hidden = CASES[case]

    assert hidden_among(groups, 5) == set(hidden)


@pytest.mark.parametrize(
    ("size", "whole", "seen"), [(0, 9, True), (4, 38, False), (5, 38, True), (34, 38, False), (38, 38, True)]
)
def test_a_part_is_shown_when_neither_it_nor_the_rest_is_small(size, whole, seen):
    assert can_show_part(size, whole, 5) is seen


def unions(keys):
    """Every set of some of them."""
    return chain.from_iterable(combinations(keys, number) for number in range(len(keys) + 1))


@given(sizes, limits)
def test_no_sum_of_what_is_shown_is_that_of_a_small_group(groups, least):
    shown = [key for key in groups if key not in hidden_among(groups, least)]
    whole = sum(groups.values())

    for some in unions(shown):
        together = sum(groups[key] for key in some)
        assert can_show(together, least)
        assert not can_show(whole, least) or can_show(whole - together, least)


def rank(rows):
    """How many of the rows say something of their own, exactly."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows = [
            [x - y * Fraction(row[column]) / pivot[column] for x, y in zip(row, pivot, strict=True)] for row in rows
        ]
        rows.insert(found, pivot)
        found += 1
        rows = rows[:found] + [row for row in rows[found:] if any(row)]
    return found


@given(sizes, limits)
def test_no_hidden_value_follows_from_the_whole_and_what_is_shown(groups, least):
    """As equations: who knows the whole and the shown parts could solve them for a hidden part if, and only if,
    adding that part to what is known tells nothing new."""
    filled = [key for key, size in groups.items() if size]
    hidden = hidden_among(groups, least)
    known = [[int(key == each) for each in filled] for key in filled if key not in hidden]
    if can_show(sum(groups.values()), least):
        known.append([1] * len(filled))

    for key in hidden:
        assert rank([*known, [int(key == each) for each in filled]]) == rank(known) + 1


@given(sizes, limits)
def test_no_more_is_hidden_than_it_takes(groups, least):
    hidden = hidden_among(groups, least)
    small = {key for key in groups if not can_show(groups[key], least)}
    beside = sorted(groups[key] for key in hidden - small)

    assert small <= hidden
    assert not beside or sum(groups[key] for key in small) + sum(beside[:-1]) < least
    assert all(groups[key] >= max(beside, default=0) for key in groups.keys() - hidden if groups[key])


counts = st.dictionaries(st.sampled_from(["one", "two", "three"]), st.integers(0, 9))


@given(st.lists(counts, max_size=6), limits)
def test_nobody_who_is_guarded_sees_a_group_under_the_limit(found, least):
    rows = [
        Row(str(at), {theme: Sum(number, 2 * number) for theme, number in each.items()})
        for at, each in enumerate(found)
    ]
    heat = guarded(heat_of(rows), least)

    for row in (*heat.rows, heat.region):
        assert all(cell is HIDDEN or can_show(cell.number, least) for cell in row.cells.values())
    for theme in ("one", "two", "three"):
        shown = sum(row.of(theme).number for row in heat.rows)
        whole = sum(each.get(theme, 0) for each in found)
        assert not can_show(whole, least) or can_show(whole - shown, least)
        assert can_show(whole, least) or heat.region.of(theme) is HIDDEN


@pytest.mark.parametrize(
    ("pairs", "now", "before", "seen"),
    [(8, 8, 8, True), (5, 5, 5, True), (4, 4, 4, False), (8, 10, 8, False), (8, 8, 9, False), (8, 20, 20, False)],
)
def test_a_change_is_shown_to_who_is_guarded_when_it_is_that_of_everybody(pairs, now, before, seen):
    change = Change("one", Sum(pairs, 20), Sum(pairs, 16))
    region = Row("", {"one": Sum(now, 25)})

    found = guarded_changes([change], region, {"one": Sum(before, 20)}, 5)

    assert bool(found) is seen
