"""Every setting of the terms in words: its question, its choices, and an example of each with figures.

Sentences name things by `{county}`, `{districts}` and so on, which become the region's own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.models import Programme

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YES, NO = "yes", "no"
SHARED_OUT, WAITS = _("It is withheld and shared out"), _("It is kept, and payment waits")


@dataclass(frozen=True)
class Choice:
    """One answer: what it is called, and an example of what it does."""

    value: str
    label: "StrOrPromise"
    example: "StrOrPromise"


@dataclass(frozen=True)
class Wording:
    """One setting to choose: its name on `Terms`, the question, and its choices, the default first."""

    name: str
    question: "StrOrPromise"
    short: "StrOrPromise"
    choices: tuple[Choice, ...]


class WordsOf(dict[str, str]):
    """What may stand in braces: each noun and its plural, as `county` and `county_s`; looked up when it is met."""

    def __init__(self, programme: Programme) -> None:
        super().__init__()
        self.programme = programme

    def __missing__(self, key: str) -> str:
        noun = key.removesuffix("_s")
        return self.programme.word(noun) if noun == key else self.programme.words(noun)


def said(sentence: "StrOrPromise", programme: Programme) -> str:
    """A sentence in the region's own words."""
    return str(capfirst(str(sentence).format_map(WordsOf(programme))))


COUNTY = (
    Wording(
        "majority",
        _("How many {district_s} must have a project before their {county} meets its condition?"),
        _("Majority"),
        (
            Choice("strict", _("More than half"), _("With 8 {district_s}, 5 are enough and 4 are not.")),
            Choice("at_least_half", _("At least half"), _("With 8 {district_s}, 4 are enough and 3 are not.")),
        ),
    ),
    Wording(
        "county_counts",
        _("Does the {county} partnership’s own project count towards that?"),
        _("The {county}’s own project"),
        (
            Choice(NO, _("No, only those of its {district_s}"), _("4 of 8 {district_s} and the {county}: 4 of 8.")),
            Choice(YES, _("Yes, it counts as one more"), _("4 of 8 {district_s} and the {county}: 5 of 9.")),
        ),
    ),
    Wording(
        "require_shared",
        _("Must a project be shared within the {county} to count towards that?"),
        _("Shared within the {county}"),
        (
            Choice(YES, _("Yes"), _("5 of 8 submitted, one of them not shared: 4 count.")),
            Choice(NO, _("No, submitting is enough"), _("5 of 8 submitted, one of them not shared: 5 count.")),
        ),
    ),
)
MONEY = (
    Wording(
        "share_basis",
        _("How is money that comes back shared out?"),
        _("Sharing out"),
        (
            Choice("equal", _("The same for each"), _("£10,000 for 4 who receive: £2,500 each.")),
            Choice(
                "pro_rata_offer",
                _("In proportion to their offers"),
                _("£10,000 for offers of £15,000 and £5,000: £7,500 and £2,500."),
            ),
            Choice(
                "population",
                _("In proportion to their population"),
                _("£10,000 for 80,000 and 20,000 people: £8,000 and £2,000."),
            ),
        ),
    ),
    Wording(
        "recipients",
        _("Who receives a share of it?"),
        _("Who receives"),
        (
            Choice(
                "other_localities_participating",
                _("Those who keep their offer and have a project"),
                _("36 keep their offer and 30 of them have a project: it is shared among 30."),
            ),
            Choice(
                "all_others",
                _("All who keep their offer"),
                _("36 keep their offer and 30 of them have a project: it is shared among 36."),
            ),
            Choice(
                "two_tier_only",
                _("Only {county_s} and {district_s} that keep their offer and have a project"),
                _("Of those 30, 8 are neither: it is shared among 22."),
            ),
        ),
    ),
)
WITHOUT = (
    Wording(
        "single_tier_nonsubmission",
        _("What becomes of the offer to a {unitary} or {metropolitan} without a project?"),
        _("No project, outside {county_s}"),
        (
            Choice(
                "withhold_unallocated",
                _("It is withheld and kept centrally"),
                _("£19,600 stays with the programme and is shared with nobody."),
            ),
            Choice("withhold_and_pool", SHARED_OUT, _("£19,600 joins what is shared out.")),
            Choice("keep", WAITS, _("£19,600 is paid once there is a project.")),
        ),
    ),
    Wording(
        "district_nonsubmission",
        _("And to a {district} without a project, where its {county} meets the condition?"),
        _("No project, within a {county}"),
        (
            Choice("keep_if_majority", WAITS, _("£6,300 is paid once there is a project.")),
            Choice("withhold_and_pool", SHARED_OUT, _("£6,300 joins what is shared out.")),
        ),
    ),
)
PROJECTS = (
    Wording(
        "sharing_confirmed",
        _("Must the others confirm that they received a shared project?"),
        _("Receipt is confirmed"),
        (
            Choice(YES, _("Yes"), _("Shared with 2, confirmed by nobody yet: it is not shared.")),
            Choice(NO, _("No"), _("Shared with 2, confirmed by nobody yet: it is shared.")),
        ),
    ),
    Wording(
        "basis_validity",
        _("How recent must the assessment be that a project is based on?"),
        _("Age of the assessment"),
        (
            Choice("year", _("Made in this programme year"), _("One of last March is too old for a year from April.")),
            Choice(
                "twelve_months",
                _("Made in the last 12 months"),
                _("One of last March will do until the end of this February."),
            ),
        ),
    ),
)
PAYMENT = (
    Wording(
        "second_needs_report",
        _("Does the second instalment wait for the mid-year report?"),
        _("Second instalment"),
        (
            Choice(YES, _("Yes, until the report is accepted"), _("Of £19,600, £9,800 is paid after the report.")),
            Choice(NO, _("No"), _("Of £19,600, £9,800 is paid at mid-year, report or not.")),
        ),
    ),
)
WORDINGS: Mapping[str, Wording] = {
    wording.name: wording for group in (COUNTY, MONEY, WITHOUT, PROJECTS, PAYMENT) for wording in group
}


def choice_of(wording: Wording, value: object) -> Choice:
    """The choice that a stored value stands for."""
    answer = (NO, YES)[value] if isinstance(value, bool) else value
    return next(choice for choice in wording.choices if choice.value == answer)


def explained(wording: Wording, choice: Choice, programme: Programme) -> str:
    """A choice's example; the default says that it is."""
    example = said(choice.example, programme)
    return gettext("%(example)s The usual choice.") % {"example": example} if choice == wording.choices[0] else example
