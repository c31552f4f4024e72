"""Cards of counties, put together in Python: a page has several, and each would cost a template thirty look-ups."""

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from django import template
from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from grants.rules.localities import CountyDecision
from kit.charts.figure import Figure
from kit.charts.marks import state_swatch
from kit.govuk_ui.formats import day_and_month, money
from kit.routes import route_of
from projects.rules.submission import Window
from projects.selectors.drawn import project_states

register = template.Library()

CARD = (
    '<li class="portal-conditions__item{}"><h3 class="govuk-heading-s"><a class="govuk-link" href="{}">{}</a></h3>'
    '<p class="portal-conditions__count"><b>{}</b> <span class="portal-second">{}</span></p>{}'
    '<p class="govuk-body-s">{}</p></li>\n'
)
PICTURE = '<div class="portal-conditions__picture">{}</div>'
WORDS = {
    "count": _("%(qualifying)s of %(counted)s"),
    "needed": _("%(needed)s needed"),
    "nothing_withdrawn": _("Met, so nothing was withdrawn."),
    "none_to_spare": _("Met, with none to spare."),
    "not_met": _("Not met: %(number)s short."),
    "more_needed": _("%(many)s more needed by %(day)s"),
    "withdrawn": _("%(stake)s was withdrawn."),
    "at_stake": _("%(stake)s at stake."),
}
SHORT = SafeString(" portal-conditions__item--short")


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


@register.simple_tag
def condition_cards(counties: Iterable[County], window: Window, has_closed: bool) -> SafeString:
    """The items of a list: how many count in each county, how many are needed, and in short what comes of it."""
    condition = route_of("county_condition")
    cards = Cards(window, has_closed)
    return SafeString("".join(cards.drawn(county, condition.to(county.pk)) for county in counties))


@register.simple_tag
def condition_key(counties: Iterable[County]) -> SafeString:
    """What the hexagons of their cards mean, once for all: a line for each state that is drawn in one of them."""
    drawn = {word for county in counties if county.figure for _name, word in county.figure.table.rows}
    lines = [(state_swatch(state), state.word) for state in project_states() if state.word in drawn]
    items = format_html_join("", "<li>{} <span>{}</span></li>", lines)
    return format_html('<ul class="portal-key">{}</ul>', items) if lines else SafeString("")


class Cards:
    """What they have in common is looked up once: the sentences, numbers in words, and the day."""

    def __init__(self, window: Window, has_closed: bool) -> None:
        self.window, self.closes = window, None if has_closed else window.closes_at()
        self.words = {key: str(words) for key, words in WORDS.items()}
        self.number = cache(apnumber)

    def drawn(self, county: County, address: str) -> str:
        """One of them."""
        decision, figure = county.decision, county.figure
        return format_html(
            CARD,
            "" if decision.met else SHORT,
            address,
            county.area,
            self.words["count"] % {"qualifying": decision.qualifying, "counted": decision.counted},
            self.words["needed"] % {"needed": decision.needed},
            format_html(PICTURE, figure.svg) if figure else "",
            self.if_met(decision) if decision.met else self.if_not(decision),
        )

    def if_met(self, decision: CountyDecision) -> str:
        """Once decided, what came of it; before, how many could fall away."""
        spare = decision.to_spare
        if self.window.is_sealed or not spare:
            return self.words["nothing_withdrawn" if self.window.is_sealed else "none_to_spare"]
        return ngettext("Met, with one to spare.", "Met, with %(spare)s to spare.", spare) % {"spare": spare}

    def if_not(self, decision: CountyDecision) -> str:
        """How many are missing, by when where that is to come, and the money that goes with them."""
        number = self.number(decision.more_needed)
        money_then = self.words["withdrawn" if self.window.is_sealed else "at_stake"]
        stake = money_then % {"stake": money(decision.stake_pence)}
        if self.closes is None or self.window.is_sealed:
            return format_html("<b>{}</b> {}", self.words["not_met"] % {"number": number}, stake)
        values = {"many": capfirst(str(number)), "day": day_and_month(self.closes)}
        return format_html("<b>{}</b>, {}", self.words["more_needed"] % values, stake)
