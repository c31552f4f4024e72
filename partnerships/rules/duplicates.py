"""Which contacts may be one person, and what becomes of each field when they are made one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Strongest first.
REASONS = ("email", "name", "phone")
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
    """Likenesses that share a contact become one group; groups in the order of the strongest reason, then of ids."""
    groups: list[tuple[set[int], set[str]]] = []
    for likeness in likenesses:
        ids, reasons = set(likeness.ids), {likeness.reason}
        apart = []
        for group in groups:
            if group[0] & ids:
                ids |= group[0]
                reasons |= group[1]
            else:
                apart.append(group)
        groups = [*apart, (ids, reasons)]
    found = [Suspects(tuple(sorted(ids)), in_order(reasons)) for ids, reasons in groups]
    return tuple(sorted(found, key=lambda each: (REASONS.index(each.reasons[0]), each.ids)))


def in_order(reasons: Iterable[str]) -> tuple[str, ...]:
    """Strongest first."""
    return tuple(sorted(reasons, key=REASONS.index))


def differing(rows: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    """The fields in which rows of the same shape are not all alike, in the order of the first."""
    return tuple(name for name in rows[0] if any(row[name] != rows[0][name] for row in rows[1:]))
