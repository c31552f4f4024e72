"""Plain rules about contacts: topics, staleness, cards, likenesses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.duplicates import Likeness, Suspects, differing, suspects
from partnerships.rules.staleness import months_before
from partnerships.rules.topics import spelled_as_before, too_long, topics_in
from partnerships.rules.vcards import Card, vcard

HOSTILE = "Ann; DROP\r\nBEGIN:VCARD\nTEL:999, O\\Brien\x00\x1b\u2028"
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
months = st.integers(1, 60)


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("", ()),
        (" ;, ;\n", ()),
        ("housing", ("housing",)),
        ("crime; older people, housing", ("crime", "older people", "housing")),
        ("Housing;housing ; HOUSING", ("Housing",)),
        ("older   people\nolder people", ("older people",)),
        ("LAA targets", ("LAA targets",)),
    ],
    ids=["nothing", "only separators", "one", "mixed separators", "cases", "spaces and lines", "capitals stay"],
)
def test_topics_are_read_from_a_line(typed: str, topics: tuple[str, ...]) -> None:
    assert topics_in(typed) == topics


@given(st.text(alphabet="aAbB ;,\n ", max_size=40))
def test_topics_read_once_more_are_the_same(typed: str) -> None:
    topics = topics_in(typed)
    assert topics_in("; ".join(topics)) == topics
    assert len({topic.casefold() for topic in topics}) == len(topics)


def test_a_topic_is_spelled_as_the_programme_spells_it() -> None:
    assert spelled_as_before(["HOUSING", "crime", "new"], ["Housing", "Crime"]) == ("Housing", "Crime", "new")


@pytest.mark.parametrize(("length", "is_long"), [(60, False), (61, True)])
def test_a_topic_has_sixty_characters_at_most(length: int, is_long: bool) -> None:
    assert bool(too_long(["x" * length])) == is_long


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 7, 15), 6, date(2026, 1, 15)),
        (date(2026, 6, 30), 6, date(2025, 12, 30)),
        (date(2026, 1, 31), 12, date(2025, 1, 31)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 5, 4), 60, date(2021, 5, 4)),
    ],
    ids=str,
)
def test_months_are_calendar_months(day: date, count: int, before: date) -> None:
    assert months_before(day, count) == before


@pytest.mark.parametrize(
    ("on", "stale"),
    [(date(2027, 2, 28), False), (date(2027, 3, 1), True)],
    ids=["the last day of February", "the day after"],
)
def test_checked_on_31_august_is_stale_when_six_months_are_wholly_over(on: date, stale: bool) -> None:
    assert (date(2026, 8, 31) <= months_before(on, 6)) == stale


@given(days, months)
def test_months_before_is_in_that_month_and_never_later_in_it(day: date, count: int) -> None:
    before = months_before(day, count)
    assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == count
    assert before.day <= day.day


@given(days, days, days, months)
def test_what_is_stale_stays_stale_until_somebody_looks(checked: date, one: date, other: date, count: int) -> None:
    earlier, later = sorted([one, other])
    if checked <= months_before(earlier, count):
        assert checked <= months_before(later, count)
    assert later > months_before(later, count)


def test_a_card_holds_what_is_known_and_nothing_else() -> None:
    card = vcard(Card("Ada Stone", email="ada@stone.example")).decode()
    assert card == (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Ada Stone\r\nEMAIL:ada@stone.example\r\nEND:VCARD\r\n"
    )


def test_a_hostile_name_cannot_begin_a_property_or_end_the_card() -> None:
    lines = unfolded(vcard(Card(HOSTILE, organisation=HOSTILE, phone=HOSTILE)))
    assert lines[3] == "FN:Ann\\; DROP\\nBEGIN:VCARD\\nTEL:999\\, O\\\\Brien\u2028"
    assert [line.partition(":")[0] for line in lines] == ["BEGIN", "VERSION", "KIND", "FN", "ORG", "TEL", "END"]


def unfolded(card: bytes) -> list[str]:
    """The lines as a reader puts them together again."""
    return card.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    """A value as a reader takes it."""
    letters, out = iter(value), []
    for letter in letters:
        after = next(letters) if letter == "\\" else ""
        out.append({"n": "\n"}.get(after, after) if after else letter)
    return "".join(out)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n"), min_size=1))
def test_any_name_comes_back_out_of_its_card(name: str) -> None:
    card = vcard(Card(name))
    assert unescaped(unfolded(card)[3].removeprefix("FN:")) == name
    assert all(len(line) <= 75 for line in card.split(b"\r\n"))


def test_likenesses_that_share_a_contact_are_one_group_but_a_shared_number_stands_apart() -> None:
    found = suspects(
        [
            Likeness("phone", (8, 9)),
            Likeness("name", (3, 4)),
            Likeness("phone", (3, 4)),
            Likeness("email", (4, 5)),
            Likeness("phone", (5, 6)),
            Likeness("email", (1, 2)),
        ]
    )
    assert found == (
        Suspects((1, 2), ("email",)),
        Suspects((3, 4, 5), ("email", "name", "phone")),
        Suspects((5, 6), ("phone",)),
        Suspects((8, 9), ("phone",)),
    )


pairs = st.lists(st.tuples(st.sampled_from(["email", "name", "phone"]), st.sets(st.integers(1, 12), min_size=2)))


@given(pairs)
def test_whoever_is_like_another_stands_in_a_group_with_them(given_pairs: list[tuple[str, set[int]]]) -> None:
    found = suspects(Likeness(reason, tuple(ids)) for reason, ids in given_pairs)
    for reason, ids in given_pairs:
        assert any(ids <= set(group.ids) and reason in group.reasons for group in found)
    strong = [pk for group in found if group.reasons != ("phone",) for pk in group.ids]
    assert len(strong) == len(set(strong))


def test_only_what_differs_is_asked_about() -> None:
    rows = [{"name": "Ada", "phone": "1", "email": ""}, {"name": "Ada", "phone": "2", "email": ""}]
    assert differing(rows) == ("phone",)
    assert differing([*rows, {"name": "Ada", "phone": "1", "email": "a@p.example"}]) == ("phone", "email")
