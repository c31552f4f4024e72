"""Signs that say a state: hexagons, traffic lights, the path of the year. Always with a word."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS = {
    "not_started": _("Not started"),
    "draft": _("Draft"),
    "submitted": _("Submitted, not yet shared"),
    "shared": _("Shared"),
}
LETTERS = {"not_started": _("N"), "draft": _("D"), "submitted": _("S")}
LIGHTS = {"green": _("Green"), "amber": _("Amber"), "red": _("Red")}


@cache
def hexagon(state: str, letter: str, height: int) -> SafeString:
    """Drawn once for each state, language and height (pixels)."""
    context = {"state": state.replace("_", "-"), "letter": letter, "height": height, "width": round(height * 0.9)}
    drawn = " ".join(render_to_string("components/hexagon.html", context).split())
    return SafeString(drawn.replace("> <", "><"))  # lists hold it fifty times


@register.simple_tag
def state_mark(state: str, height: int = 26) -> SafeString:
    """The hexagon alone, hidden from screen readers: a word must stand beside it."""
    return hexagon(state, str(LETTERS.get(state, "")), height)


@register.simple_tag
def state(state: str, word: str = "") -> SafeString:
    """Hexagon and word: not_started, draft, submitted or shared; `word` where another one is right."""
    return hexagon_and_word(state, str(word), get_language())


@lru_cache(maxsize=1024)
def hexagon_and_word(state: str, word: str, language: str | None) -> SafeString:
    """Put together once for each state, word and language; what is equal is drawn alike, so that nothing is markup."""
    shown = escape(word or WORDS[state])
    return format_html('<span class="portal-state">{}<span>{}</span></span>', state_mark(state), shown)


@register.simple_block_tag
def traffic_light(content: str, colour: str, title: str = "") -> SafeString:
    """A light with its word and, as content, the reason; `title` is the word when more is to be said."""
    context = {"colour": colour, "title": title or LIGHTS[colour], "reason": content}
    return SafeString(render_to_string("components/traffic_light.html", context))


@register.simple_tag
def small_light(colour: str) -> SafeString:
    """A light and its word in a line or a cell."""
    context = {"colour": colour, "title": LIGHTS[colour]}
    return SafeString(render_to_string("components/small_light.html", context).strip())


STATES_OF_A_STEP = {"done": _("(done)"), "now": _("(now)"), "later": _("(to come)")}


@register.simple_tag
def year_path(steps: Iterable[Any], label: str = "") -> SafeString:
    """Steps with `.state` (done, passed, now, later), `.name` and `.note`, in order."""
    items = format_html_join(
        "\n", '<li class="portal-path__item--{}"{}>{}<b>{}{}</b>{}</li>', map(parts_of_step, steps)
    )
    return format_html('<ol class="portal-path" aria-label="{}">\n{}\n</ol>', label or _("The year"), items)


def parts_of_step(step: Any) -> tuple[object, ...]:
    """Its state, whether it is the present one, its sign, its name, its state in words, and its note."""
    word, note = STATES_OF_A_STEP.get(step.state, ""), step.note
    return (
        step.state,
        SafeString(' aria-current="step"' if step.state == "now" else ""),
        sign_of_step(step.state),
        step.name,
        format_html('<span class="govuk-visually-hidden"> {}</span>', word) if word else "",
        format_html('<span class="portal-path__note">{}</span>', note) if note else "",
    )


@cache
def sign_of_step(state: str) -> SafeString:
    """Drawn once for each state; a path has ten steps."""
    drawn = " ".join(render_to_string("components/path_sign.html", {"state": state}).split())
    return SafeString(drawn.replace("> <", "><"))
