"""What the region's map can show. A room that has something to show adds one `Picture` to PICTURES.

A picture says of each partnership which of its states it is in, in SQL: the map, its legend, the table, its
filters and its downloads all follow from that alone, and so they agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dashboards.rules.letters import marks_of
from kit.charts.palette import BLANK, EMPTY, FULL, LIGHT, MIDDLE, TICK, State
from partnerships.models import Partnership, Programme
from partnerships.rules.enrolment import State as Named
from partnerships.selectors.enrolment import with_enrolment

Annotate = Callable[[QuerySet[Partnership], date], QuerySet[Partnership]]


@dataclass(frozen=True)
class Picture:
    """One thing the map can show: `annotate` adds its state on a day to partnerships, as `column`."""

    key: str
    label: str | Promise
    reading: str | Promise  # how to read the map, for who does not see it
    states: Callable[[Programme], tuple[State, ...]]  # the furthest first
    column: str
    annotate: Annotate = lambda partnerships, on: partnerships
    legend: Callable[[Programme], Mapping[str, str]] = lambda programme: {}  # words for many, where they differ


def enrolment_states(programme: Programme) -> tuple[State, ...]:
    """The four, with their words."""
    return (
        State(Named.COMPLETE, gettext("Everybody named"), FULL, TICK),
        State(Named.PARTLY, gettext("Somebody still to name"), MIDDLE, "S"),
        State(Named.INVITED, gettext("Invited, nobody has accepted yet"), LIGHT, "I"),
        State(Named.NONE, gettext("Nobody named"), BLANK, "N"),
    )


def tier_states(programme: Programme) -> tuple[State, ...]:
    """The four tiers in the region's words, each with a letter of its word."""
    tiers = Partnership.Tier.values
    words = tuple(programme.word(tier) for tier in tiers)
    drawn = zip(tiers, words, (FULL, MIDDLE, LIGHT, EMPTY), marks_of(words), strict=True)
    return tuple(State(tier, word[:1].upper() + word[1:], paint, mark) for tier, word, paint, mark in drawn)


PICTURES = (
    Picture(
        "enrolment",
        _("Roles named"),
        _("A hexagon for each, by whether its representative and champion are named, with a line round each locality."),
        enrolment_states,
        "enrolment",
        with_enrolment,
    ),
    Picture(
        "tier",
        _("Tier"),
        _("A hexagon for each, by its tier, with a line round each locality."),
        tier_states,
        "tier",
        legend=lambda programme: {tier: programme.words(tier) for tier in Partnership.Tier.values},
    ),
)
ENROLMENT = PICTURES[0]


def picture_of(key: str) -> Picture:
    """The picture that an address asks for; the first for any that there is not."""
    return next((picture for picture in PICTURES if picture.key == key), PICTURES[0])
