"""By which ids somebody sees rows: lists by kind; a query written once has a mark for each that is not empty."""

from typing import NamedTuple, TypeVar

Reach = TypeVar("Reach", bound=NamedTuple)


def given_of(reach: NamedTuple) -> list[object]:
    """The lists that there are, in their order."""
    return [each for each in reach if each]


def marks_of(reach: Reach) -> Reach:
    """What stands for each of them; nothing where there is none."""
    return reach._make(f"<{name}>" if each else () for name, each in zip(reach._fields, reach, strict=True))
