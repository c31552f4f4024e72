"""What a list is narrowed by, from the page's address: words to look for, lists to choose from, a tick.

filters = Filters(request, Words(_("Name, area or county")), Choice("tier", _("Tier"), [("district", "District")]))
filters.given("tier")       # "district" when the address says ?tier=district, "" when it says nothing that there is
{{ filters }}               # the fields, inside {% filter_panel chosen=filters.chosen %}
{% chosen_filters filters.chosen %}

An address may be typed or old: what makes no sense narrows nothing, and what is none of a list's options is said among
what was chosen. No form of Django's, as nothing is checked or kept, and a form of five fields took as long as a list of
fifty rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kit.search import words_of

Options = Sequence[tuple[str, str | Promise]]
MOST_OPTIONS = 200  # a longer list to choose from would be most of the page; what it names can be searched for
LONGEST = 200
LONGEST_SAID = 40  # of what makes no sense
KEPT = 64  # lists to choose from that a process remembers
LABELLED = '<div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="id_{}">{}</label>{}</div>'
SEARCHED = '<input class="govuk-input" id="id_{}" name="{}" type="search" maxlength="{}" value="{}">'
CHOSEN = '<select class="govuk-select" id="id_{}" name="{}">{}</select>'
TICKED = (
    '<div class="govuk-form-group"><div class="govuk-checkboxes" data-module="govuk-checkboxes">'
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="id_{}" name="{}" type="checkbox"{}>'
    '<label class="govuk-label govuk-checkboxes__label" for="id_{}">{}</label></div></div></div>'
)


@lru_cache(KEPT)
def options_of(chosen: str, *options: tuple[str, str]) -> SafeString:
    """What a list to choose from holds; a region's counties are the same on every page. What is equal is drawn alike,
    so that nothing is taken for markup.
    """
    marked = (
        (escape(value), SafeString(" selected") if value == chosen else "", escape(label)) for value, label in options
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)


@dataclass(frozen=True)
class Words:
    """Words to look for; the bar of every list."""

    label: str | Promise
    name: str = "q"

    def given(self, asked: str) -> str:
        """What is looked for; nothing that PostgreSQL could not hold, and nothing where there is no word in it."""
        return asked.replace("\0", "").strip()[:LONGEST] if words_of(asked) else ""

    def said(self, value: str) -> str:
        """“Ollerwick”."""
        return f"“{value}”"

    def drawn(self, value: str) -> SafeString:
        return format_html(LABELLED, self.name, self.label, format_html(SEARCHED, self.name, self.name, LONGEST, value))


@dataclass(frozen=True)
class Choice:
    """One of a list, or all. A list with nothing to choose from, or with too much, is not shown and narrows nothing."""

    name: str
    label: str | Promise
    options: Options
    say_label: bool = True  # "Tier: District", or only "District" where that says enough

    @cached_property
    def is_shown(self) -> bool:
        return 0 < len(self.options) <= MOST_OPTIONS

    def given(self, asked: str) -> str:
        """The option asked for, when there is one."""
        return asked if asked and self.is_shown and any(value == asked for value, _ in self.options) else ""

    def said(self, value: str) -> str:
        word = str(dict(self.options)[value])
        return f"{self.label}: {word}" if self.say_label else word

    def unknown(self, asked: str) -> str:
        """That an address asks for none of its options, and all are shown; "" when it does not."""
        if not self.is_shown or not asked.strip() or self.given(asked):
            return ""
        return gettext("%(label)s: all, as there is no “%(asked)s”") % {
            "label": self.label,
            "asked": asked[:LONGEST_SAID],
        }

    def drawn(self, value: str) -> SafeString:
        if not self.is_shown:
            return SafeString("")
        options = options_of(value, ("", gettext("All")), *((option, str(label)) for option, label in self.options))
        return format_html(LABELLED, self.name, self.label, format_html(CHOSEN, self.name, self.name, options))


@dataclass(frozen=True)
class Tick:
    """Only those of which something is true."""

    name: str
    label: str | Promise

    def given(self, asked: str) -> str:
        return "on" if asked else ""

    def said(self, value: str) -> str:
        return str(self.label)

    def drawn(self, value: str) -> SafeString:
        checked = SafeString(" checked") if value else ""
        return format_html(TICKED, self.name, self.name, checked, self.name, self.label)


Filter = Words | Choice | Tick


class Filters:
    """The filters of a list, in order, with what the address asks of each."""

    def __init__(self, request: HttpRequest, *filters: Filter) -> None:
        self.request, self.filters = request, filters
        self._given = {each.name: each.given(request.GET.get(each.name, "")) for each in filters}

    def given(self, name: str) -> str:
        """What a filter asks for; "" for nothing, and for a filter that is not among these."""
        return self._given.get(name, "")

    @cached_property
    def chosen(self) -> list[tuple[str, str]]:
        """Each filter that narrows or was asked for in vain, in words, and the address without it."""
        return [(words, f"?{self.without(each.name)}") for each in self.filters if (words := self.said_of(each))]

    def said_of(self, one: Filter) -> str:
        """What a filter does, in words; "" where it is left alone."""
        if value := self.given(one.name):
            return one.said(value)
        return one.unknown(self.request.GET.get(one.name, "")) if isinstance(one, Choice) else ""

    def without(self, name: str) -> str:
        """The address's question without one of its parts, from the first page on."""
        rest = self.request.GET.copy()
        for part in (name, "page", "format"):
            rest.pop(part, None)
        return rest.urlencode()

    def __html__(self) -> SafeString:
        return SafeString("\n".join(each.drawn(self.given(each.name)) for each in self.filters))

    def __str__(self) -> str:
        return self.__html__()
