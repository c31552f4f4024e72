"""Which contacts may be one person, and what becomes of each field when they are made one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Strongest first.
REASONS = ("email", "name", "phone")
SHARED = "phone"
JOINED = 0  # as the source of topics: those of all together
# What is chosen as one, and the columns that go with it.
CHOSEN = {
    "name": ("name",),
    "job_title": ("job_title",),
    "organisation": ("organisation",),
    "partnership": ("partnership_id",),
    "email": ("email",),
    "phone": ("phone",),
    "topics": ("topics",),
    "consent": ("consent_wording_id", "consented_on", "consented_how", "share_with_agencies"),
}


@dataclass(frozen=True)
class Likeness:
    """Contacts (ids) that have the same email address, the same name in one partnership, or the same phone number."""

    reason: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Suspects:
    """Contacts that hang together by one likeness or by several, and why."""

    ids: tuple[int, ...]
    reasons: tuple[str, ...]


def suspects(likenesses: Iterable[Likeness]) -> tuple[Suspects, ...]:
    """Groups in the order of the strongest reason, then of ids.

    Likenesses that share a contact become one group, but for phone numbers: colleagues share those, so a number adds
    its reason to a group that it lies in, and otherwise stands by itself.
    """
    strong, weak = parted(likenesses)
    groups: list[Suspects] = []
    for likeness in strong:
        touched = [group for group in groups if set(group.ids) & set(likeness.ids)]
        groups = [group for group in groups if group not in touched] + [joined(likeness, touched)]
    apart: list[Suspects] = []
    for likeness in weak:
        around = [group for group in groups if set(likeness.ids) <= set(group.ids)]
        groups = [group for group in groups if group not in around] + [joined(likeness, [group]) for group in around]
        apart += [] if around else [joined(likeness, [])]
    groups += apart
    return tuple(sorted(groups, key=lambda each: (REASONS.index(each.reasons[0]), each.ids)))


def parted(likenesses: Iterable[Likeness]) -> tuple[list[Likeness], list[Likeness]]:
    """What speaks for one person, and what colleagues may share."""
    every = list(likenesses)
    return [one for one in every if one.reason != SHARED], [one for one in every if one.reason == SHARED]


def joined(likeness: Likeness, groups: Sequence[Suspects]) -> Suspects:
    """A likeness and the groups that it brings together as one."""
    ids = {pk for group in groups for pk in group.ids} | set(likeness.ids)
    reasons = {reason for group in groups for reason in group.reasons} | {likeness.reason}
    return Suspects(tuple(sorted(ids)), in_order(reasons))


def in_order(reasons: Iterable[str]) -> tuple[str, ...]:
    """Strongest first."""
    return tuple(sorted(reasons, key=REASONS.index))


def differing(rows: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    """The fields in which rows of the same shape are not all alike, in the order of the first."""
    return tuple(name for name in rows[0] if any(row[name] != rows[0][name] for row in rows[1:]))
