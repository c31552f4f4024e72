"""A reach has a mark for each kind of ids that there is, so that a query is written once for each kind of reader."""

from collections.abc import Sequence
from typing import NamedTuple

from kit.prepared import given_of, marks_of


class Seen(NamedTuple):
    whole: Sequence[int] | str = ()
    own: Sequence[int] | str = ()


def test_readers_of_one_kind_share_their_marks() -> None:
    assert marks_of(Seen([1, 2], [3])) == marks_of(Seen([7], [8, 9])) == Seen("<whole>", "<own>")


def test_what_is_not_there_has_neither_mark_nor_value() -> None:
    assert marks_of(Seen(own=[3])) == Seen(own="<own>")
    assert given_of(Seen(own=[3])) == [[3]]
    assert given_of(Seen()) == []


def test_values_and_marks_stand_in_one_order() -> None:
    reach = Seen([1], [2])

    assert list(zip(given_of(marks_of(reach)), given_of(reach), strict=True)) == [("<whole>", [1]), ("<own>", [2])]
