"""What a version of the terms says, setting by setting, for pages to read and compare."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kit.govuk_ui.formats import money
from partnerships.models import Partnership, Programme, Terms
from partnerships.rules.terms import changes
from partnerships.selectors.terms import settings_of
from partnerships.selectors.wordings import WORDINGS, choice_of, said

Tier = Partnership.Tier
# The step of setting up in which each is changed; every other setting is a grant rule.
STEP_OF = {"support_days": "support", "smallest_group": "limits", "spending_limit": "limits"}


@dataclass(frozen=True)
class Said:
    """One setting in words, and the step and field in which it is changed."""

    step: str
    field: str
    key: str
    value: str

    @property
    def place(self) -> str:
        """The step and the field on its page, as `step_link` takes them: of radios, the first."""
        first = "_0" if self.field in WORDINGS else ""
        return f"{self.step}#id_{self.field}{first}"


@dataclass(frozen=True)
class SaidChange:
    """One setting that another version has differently."""

    key: str
    before: str
    after: str


def key_of(code: str, programme: Programme) -> str:
    """What a setting is called in a list."""
    if code.startswith("rate_"):
        tier = programme.words(code.removeprefix("rate_"))
        return _("Rate for %(tier)s") % {"tier": tier}
    return said(WORDINGS[code].short, programme) if code in WORDINGS else KEYS[code]()


def value_of(code: str, value: Any, programme: Programme) -> str:
    """What a setting says; nothing where there is none."""
    if value is None:
        return ""
    if code.startswith("rate_"):
        amount, source = value
        return _("%(amount)s (%(source)s)") % {"amount": money(amount), "source": source} if source else money(amount)
    if code in WORDINGS:
        return said(choice_of(WORDINGS[code], value).label, programme)
    return VALUES[code](value)


KEYS: Mapping[str, Callable[[], str]] = {
    "populations_confirmed": lambda: _("Population figures are confirmed"),
    "sharing_partners": lambda: _("Shared with at least"),
    "first_instalment": lambda: _("First instalment"),
    "support_days": lambda: _("Support days for each"),
    "smallest_group": lambda: _("Smallest group shown"),
    "spending_limit": lambda: _("Spending limit of a group"),
}
VALUES: Mapping[str, Callable[[Any], str]] = {
    "populations_confirmed": lambda value: _("Yes") if value else _("No"),
    "sharing_partners": lambda value: str(value),
    "first_instalment": lambda value: f"{value}%",
    "support_days": lambda value: plain(value),
    "smallest_group": lambda value: str(value),
    "spending_limit": money,
}


def plain(days: Decimal) -> str:
    """1, 1.5 or 1.25: no noughts that say nothing."""
    return f"{days.normalize():f}"


def step_of(code: str) -> str:
    """The step in which a setting is changed."""
    return "rates" if code.startswith("rate_") else STEP_OF.get(code, "rules")


def in_words(terms: Terms, programme: Programme) -> list[Said]:
    """Every setting of a version but its rates; figures of population only where they count."""
    kept = {code: value for code, value in settings_of(terms).items() if not code.startswith("rate_")}
    if terms.share_basis != Terms.ShareBasis.POPULATION:
        del kept["populations_confirmed"]
    return [
        Said(step_of(code), code, key_of(code, programme), value_of(code, value, programme))
        for code, value in kept.items()
    ]


def changed_in_words(before: Terms | None, after: Terms, programme: Programme) -> list[SaidChange]:
    """What a version has differently from the one before it."""
    found = changes(settings_of(before), settings_of(after)) if before else ()
    return [
        SaidChange(
            key_of(change.code, programme),
            value_of(change.code, change.before, programme),
            value_of(change.code, change.after, programme),
        )
        for change in found
    ]
