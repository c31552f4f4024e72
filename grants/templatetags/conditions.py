"""Cards of counties. Each is drawn by its template once, as long as all that it tells stays as it is (decision 19):
eight of them took longer than the rest of a page.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, Protocol

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from grants.rules.localities import CountyDecision
from kit.charts.figure import Figure
from kit.charts.marks import state_swatch
from kit.routes import route_of
from projects.rules.submission import Window
from projects.selectors.drawn import project_states

register = template.Library()

KEPT = 256  # cards that a process remembers


class County(Protocol):
    """What a card shows; `figure` is its small picture, where there is room for it."""

    @property
    def pk(self) -> int: ...
    @property
    def area(self) -> str: ...
    @property
    def decision(self) -> CountyDecision: ...
    @property
    def figure(self) -> Figure | None: ...


class Card(NamedTuple):
    """All that a card tells: where a county's page is, who counts in it, pence, a moment (None once submission has
    closed), a picture.
    """

    href: str
    area: str
    qualifying: int
    counted: int
    needed: int
    more_needed: int
    to_spare: int
    stake: int
    closes: datetime | None
    is_sealed: bool
    picture: str


@register.simple_tag
def condition_cards(counties: Iterable[County], window: Window, has_closed: bool) -> SafeString:
    """The items of a list: how many count in each county, how many are needed, and in short what comes of it."""
    closes, language = None if has_closed else window.closes_at(), get_language()
    page = route_of("county_condition")
    cards = (card_of(county, page.to(county.pk), closes, is_sealed=window.is_sealed) for county in counties)
    return format_html_join("", "{}", ((drawn(card, language),) for card in cards))


@register.simple_tag
def condition_key(counties: Iterable[County]) -> SafeString:
    """What the hexagons of their cards mean, once for all: a line for each state that is drawn in one of them."""
    drawn = {word for county in counties if county.figure for _name, word in county.figure.table.rows}
    lines = [(state_swatch(state), state.word) for state in project_states() if state.word in drawn]
    items = format_html_join("", "<li>{} <span>{}</span></li>", lines)
    return format_html('<ul class="portal-key">{}</ul>', items) if lines else SafeString("")


def card_of(county: County, href: str, closes: datetime | None, *, is_sealed: bool) -> Card:
    """What there is to tell of one."""
    decision = county.decision
    return Card(
        href,
        county.area,
        decision.qualifying,
        decision.counted,
        decision.needed,
        decision.more_needed,
        decision.to_spare,
        decision.stake_pence,
        closes,
        is_sealed,
        county.figure.svg if county.figure else "",
    )


@lru_cache(KEPT)
def drawn(card: Card, language: str | None) -> SafeString:
    """One of them, in the `language` that is spoken now."""
    return render_to_string("grants/eligibility/card.html", card._asdict())
