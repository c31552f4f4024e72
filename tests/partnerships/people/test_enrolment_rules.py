"""Who may be named beside whom: by cases, and by every possible year of a small partnership."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.enrolment import Named, Reason, State, busiest, refusal_of, state_of
from partnerships.rules.succession import first_day_left

FIRST = date(2026, 4, 1)


def day(number: int | None) -> date | None:
    return None if number is None else FIRST + timedelta(days=number)


def named(who: str, kind: str, since: int = 0, until: int | None = None, **more: bool) -> Named:
    return Named(who, kind, FIRST + timedelta(days=since), day(until), **more)


@pytest.mark.parametrize(
    ("asked", "beside", "reason"),
    [
        pytest.param(named("a", "representative"), [], None, id="the first representative"),
        pytest.param(named("b", "representative"), [named("a", "representative")], None, id="a second one"),
        pytest.param(
            named("c", "representative"),
            [named("a", "representative"), named("b", "representative", waits=True)],
            Reason.REPRESENTATIVES_FULL,
            id="a third one beside one who was asked",
        ),
        pytest.param(
            named("c", "representative", 5),
            [named("a", "representative"), named("b", "representative", 0, 4)],
            None,
            id="a third one after the second has gone",
        ),
        pytest.param(
            named("c", "representative", 4),
            [named("a", "representative"), named("b", "representative", 0, 4)],
            Reason.REPRESENTATIVES_FULL,
            id="a third one on the last day of the second",
        ),
        pytest.param(
            named("c", "representative", 0, 9),
            [named("a", "representative", 0, 3), named("b", "representative", 4, 9)],
            None,
            id="one beside two who follow one another",
        ),
        pytest.param(
            named("c", "representative", 0, 9),
            [named("a", "representative", 0, 4), named("b", "representative", 4, 9)],
            Reason.REPRESENTATIVES_FULL,
            id="one beside two who meet for a day",
        ),
        pytest.param(
            named("a", "representative", 5), [named("a", "representative")], Reason.HELD, id="the same role twice"
        ),
        pytest.param(
            named("a", "representative", 50, waits=True),
            [named("a", "representative", 0, 4, waits=True)],
            Reason.INVITED,
            id="somebody asked twice, whatever the days",
        ),
        pytest.param(
            named("a", "representative", 50, waits=True),
            [named("a", "representative", 0, 4)],
            None,
            id="somebody asked again after an end",
        ),
        pytest.param(
            named("a", "representative"),
            [named("a", "representative", waits=True)],
            None,
            id="somebody named who was asked",
        ),
        pytest.param(
            named("b", "champion"), [named("a", "champion", waits=True)], Reason.CHAMPION_NAMED, id="a second champion"
        ),
        pytest.param(
            named("b", "champion", 5), [named("a", "champion", 0, 4)], None, id="a champion after another one"
        ),
        pytest.param(
            named("a", "champion"),
            [named("a", "representative", waits=True)],
            Reason.CHAMPION_IS_REPRESENTATIVE,
            id="a champion who was asked to be representative",
        ),
        pytest.param(
            named("a", "representative"),
            [named("a", "champion")],
            Reason.REPRESENTATIVE_IS_CHAMPION,
            id="a representative who is champion",
        ),
        pytest.param(
            named("a", "champion", 5),
            [named("a", "representative", 0, 4)],
            None,
            id="a champion who was representative",
        ),
        pytest.param(
            named("b", "manager", is_deputy=True),
            [named("a", "manager", is_deputy=True)],
            Reason.DEPUTY_NAMED,
            id="a second deputy",
        ),
        pytest.param(
            named("a", "manager", is_deputy=True),
            [named("a", "manager")],
            Reason.DEPUTY_IS_MANAGER,
            id="a deputy who is the manager",
        ),
        pytest.param(
            named("a", "manager"),
            [named("a", "manager", is_deputy=True)],
            Reason.MANAGER_IS_DEPUTY,
            id="a manager who is the deputy",
        ),
        pytest.param(
            named("b", "manager", is_deputy=True), [named("a", "manager")], None, id="a deputy beside the manager"
        ),
        pytest.param(named("b", "adviser"), [named("a", "adviser")] * 9, None, id="as many advisers as you like"),
    ],
)
def test_who_may_be_named_beside_whom(asked: Named, beside: list[Named], reason: Reason | None) -> None:
    refusal = refusal_of(asked, beside)
    assert (refusal.reason if refusal else None) == reason
    assert refusal is None or (refusal.those and all(one in beside for one in refusal.those))


PEOPLE = st.builds(
    lambda who, kind, since, length, waits: named(
        who, kind, since, None if length is None else since + length, waits=waits
    ),
    who=st.sampled_from("abcd"),
    kind=st.sampled_from(["representative", "champion"]),
    since=st.integers(0, 8),
    length=st.none() | st.integers(0, 8),
    waits=st.booleans(),
)


@given(st.lists(PEOPLE, max_size=14))
def test_whoever_is_let_in_no_day_has_too_many(asked: list[Named]) -> None:
    let_in: list[Named] = []
    for one in asked:
        if refusal_of(one, let_in) is None:
            let_in.append(one)
    for number in range(20):
        today = [one for one in let_in if one.on(FIRST + timedelta(days=number))]
        representatives = {one.who for one in today if one.kind == "representative"}
        champions = {one.who for one in today if one.kind == "champion"}
        assert len(representatives) <= 2
        assert len(champions) <= 1
        assert not representatives & champions


@given(PEOPLE, st.lists(PEOPLE, max_size=8))
def test_the_busiest_day_is_one_of_those_asked_for_and_none_is_busier(asked: Named, others: list[Named]) -> None:
    those = busiest(asked, others)
    days = [FIRST + timedelta(days=number) for number in range(20)]
    most = max(len({one.who for one in others if one.on(on)}) for on in days if asked.on(on))
    assert len({one.who for one in those}) == most


@pytest.mark.parametrize(
    ("representatives", "champions", "invited", "state"),
    [
        (0, 0, 0, State.NONE),
        (0, 0, 1, State.INVITED),
        (1, 0, 3, State.PARTLY),
        (0, 1, 0, State.PARTLY),
        (1, 1, 0, State.COMPLETE),
        (2, 1, 1, State.COMPLETE),
    ],
)
def test_how_far_naming_has_come(representatives: int, champions: int, invited: int, state: State) -> None:
    assert state_of(representatives=representatives, champions=champions, invited=invited) == state


@pytest.mark.parametrize(
    ("now", "last", "others", "left"),
    [
        pytest.param(None, 10, [], 11, id="the only manager"),
        pytest.param(None, 10, [(0, None)], None, id="another manager"),
        pytest.param(None, 10, [(0, 10)], 11, id="another one who ends the same day"),
        pytest.param(None, 10, [(0, 11)], 12, id="another one who ends before the year does"),
        pytest.param(None, 10, [(0, 99)], None, id="another one until the last day of the year"),
        pytest.param(None, 10, [(12, None)], 11, id="a day between two"),
        pytest.param(None, 10, [(11, None)], None, id="one who begins the next day"),
        pytest.param(None, 10, [(51, 99), (11, 50)], None, id="two who follow one another"),
        pytest.param(None, 10, [(52, 99), (11, 50)], 51, id="a day between two who follow"),
        pytest.param(None, 10, [(0, 60), (20, 30)], 61, id="a short role within a long one"),
        pytest.param(None, 99, [], None, id="the last day of the year"),
        pytest.param(None, None, [], None, id="no last day"),
        pytest.param(40, 10, [(0, 40)], None, id="days that were uncovered before"),
        pytest.param(40, 10, [(0, 39)], 40, id="a day that it alone covered"),
        pytest.param(40, 60, [], None, id="a longer role"),
        pytest.param(120, 10, [(0, 99)], None, id="days after the year"),
    ],
)
def test_a_year_is_never_left_without_a_manager(
    now: int | None, last: int | None, others: list[tuple[int, int | None]], left: int | None
) -> None:
    roles = [(FIRST + timedelta(days=since), day(until)) for since, until in others]
    ends = FIRST + timedelta(days=99)
    assert first_day_left(now=day(now), last_day=day(last), others=roles, ends=ends) == day(left)


DAYS = range(12)
SPANS = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda days: (min(days), max(days)))


@given(now=st.none() | st.sampled_from(DAYS), last=st.sampled_from(DAYS), others=st.lists(SPANS, max_size=4))
def test_the_first_day_left_is_the_one_found_by_going_through_every_day(
    now: int | None, last: int, others: list[tuple[int, int]]
) -> None:
    given_up = [number for number in DAYS if last < number <= (DAYS[-1] if now is None else now)]
    alone = [number for number in given_up if not any(since <= number <= until for since, until in others)]
    roles = [(FIRST + timedelta(days=since), day(until)) for since, until in others]
    ends = FIRST + timedelta(days=DAYS[-1])
    found = first_day_left(now=day(now), last_day=day(last), others=roles, ends=ends)
    assert found == day(next(iter(alone), None))
