"""Whom a reminder sent by hand would reach, and whom not, as rows of a table; and those left out by their reason."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from notices.rules.reminders import Case
from notices.selectors.reminders import Preview

MOST_NAMED = 50


@dataclass(frozen=True)
class Reached:
    """One person as a row."""

    name: str
    address: str
    place: str
    what: str

    @classmethod
    def of(cls, preview: Preview) -> "list[Reached]":
        """Those who get something, in the order in which they go."""
        said = {True: _("In their one email a day"), False: _("Email")}
        return [row_of(case, said[case.key in preview.held]) for case in preview.goes]


@dataclass(frozen=True)
class Group:
    """Those who get nothing for one reason; `named` are the first of them."""

    why: str
    words: str
    number: int
    people: int
    named: Sequence[Case]

    @property
    def places(self) -> int:
        """How many of them are partnerships without anybody to write to; all others are people."""
        return self.number - self.people

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.named)


def row_of(case: Case, what: str) -> Reached:
    """A row; who has no name is called by the address."""
    return Reached(case.name or case.address, case.address, case.place, what)


def rows_of(preview: Preview) -> list[Reached]:
    """Everybody, those who get nothing with the reason: what the download has."""
    said = {why: reason(why) for why in {left.why for left in preview.left}}
    return [*Reached.of(preview), *(row_of(left.case, said[left.why]) for left in preview.left)]


def groups_of(preview: Preview) -> list[Group]:
    """By reason, the most common first."""
    found: dict[str, list[Case]] = defaultdict(list)
    for left in preview.left:
        found[left.why].append(left.case)
    groups = [
        Group(why, reason(why), len(cases), sum(is_somebody(case) for case in cases), cases[:MOST_NAMED])
        for why, cases in found.items()
    ]
    return sorted(groups, key=lambda group: (-group.number, group.words))


def is_somebody(case: Case) -> bool:
    """Whether it is about a person, and not a partnership that has named nobody."""
    return bool(case.name or case.address)


def reason(why: Any) -> str:
    """A code in words: templates/dashboards/reminders/reasons.txt."""
    return render_to_string("dashboards/reminders/reasons.txt", {"why": str(why)}).strip()
