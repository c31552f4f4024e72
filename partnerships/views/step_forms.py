"""What each step of setting up asks, where its answers stand, and who saves them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Person
from partnerships.forms.key_dates import KeyDatesForm
from partnerships.forms.programmes import FrameworkForm, ProgrammeForm
from partnerships.forms.terms import LimitsForm, RatesForm, RulesForm, SupportForm
from partnerships.forms.words import WordsForm
from partnerships.models import Programme, Terms
from partnerships.rules.deadlines import local_day
from partnerships.selectors.setting_up import own_words
from partnerships.selectors.terms import rates_of
from partnerships.services.key_dates import set_key_dates
from partnerships.services.limits import set_limits
from partnerships.services.programmes import change_programme
from partnerships.services.terms import draft_terms
from partnerships.services.words import set_words

Initial = Callable[[Programme, Terms], Mapping[str, Any]]
Save = Callable[[Any, Programme, Person, datetime], object]
PROGRAMME = ("name", "region", "starts", "ends", "key")
LIMITS = ("smallest_group", "spending_limit")


@dataclass(frozen=True)
class Step:
    """`version` is of the row that the answers stand in; `options` are what the form is made with."""

    name: str
    form: Any
    initial: Initial
    save: Save
    version: Callable[[Programme, Terms], int] = lambda programme, terms: programme.version
    options: Callable[[Programme, Terms | None], dict[str, Any]] = lambda programme, terms: {"programme": programme}


def answers(form: Any) -> dict[str, Any]:
    """What was typed, without the version."""
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def fields_of(*names: str) -> Initial:
    """The year's own fields."""
    return lambda programme, terms: {name: getattr(programme, name) for name in names}


def save_fields(step: str) -> Save:
    """Onto the year itself."""
    return lambda form, programme, by, at: change_programme(
        programme=programme, by=by, at=at, step=step, seen=form.seen_version, **answers(form)
    )


def save_terms(step: str, settings: Callable[[Any], dict[str, Any]] = answers) -> Save:
    """Into the draft of the terms."""
    return lambda form, programme, by, at: draft_terms(
        programme=programme, by=by, at=at, step=step, seen=form.seen_version, **settings(form)
    )


def version_of_terms(programme: Programme, terms: Terms) -> int:
    """The draft's, 0 before there is one."""
    return terms.version


def rates_to_type(programme: Programme, terms: Terms) -> dict[str, Any]:
    """Amount and source of each tier."""
    rates = rates_of(terms) if terms.pk else {}
    amounts = {f"amount_{tier}": amount for tier, (amount, _) in rates.items()}
    return {**amounts, **{f"source_{tier}": source for tier, (_, source) in rates.items()}}


def rules_to_choose(programme: Programme, terms: Terms) -> dict[str, Any]:
    """Every setting; yes and no as the radios have them."""
    values = {name: getattr(terms, name) for name in RulesForm.names()}
    answered = {True: "yes", False: "no"}
    return {
        name: answered[value] if isinstance(value, bool) and name != "populations_confirmed" else value
        for name, value in values.items()
    }


def dates_to_type(programme: Programme, terms: Terms) -> dict[str, Any]:
    """Each date's day in London."""
    return {row.kind: local_day(row.closes_at) for row in programme.key_dates.all()}


STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step("programme", ProgrammeForm, fields_of(*PROGRAMME), save_fields("programme")),
        Step(
            "words",
            WordsForm,
            lambda programme, terms: own_words(programme),
            lambda form, programme, by, at: set_words(
                programme=programme, words=answers(form), by=by, at=at, seen=form.seen_version
            ),
        ),
        Step(
            "rates",
            RatesForm,
            rates_to_type,
            save_terms("rates", lambda form: {"rates": form.rates()}),
            version_of_terms,
        ),
        Step("rules", RulesForm, rules_to_choose, save_terms("rules", RulesForm.settings), version_of_terms),
        Step(
            "support",
            SupportForm,
            lambda programme, terms: {"support_days": terms.support_days},
            save_terms("support"),
            version_of_terms,
        ),
        Step(
            "dates",
            KeyDatesForm,
            dates_to_type,
            lambda form, programme, by, at: set_key_dates(
                programme=programme, dates=answers(form), by=by, at=at, seen=form.seen_version
            ),
        ),
        Step("framework", FrameworkForm, fields_of("framework"), save_fields("framework")),
        Step(
            "limits",
            LimitsForm,
            lambda programme, terms: {
                "contact_months": programme.contact_months,
                **{name: getattr(terms, name) for name in LIMITS},
            },
            lambda form, programme, by, at: set_limits(
                programme=programme, by=by, at=at, seen=form.seen_version, **answers(form)
            ),
            lambda programme, terms: programme.version + terms.version,
            lambda programme, terms: {"programme": programme, "terms": terms},
        ),
    )
}
