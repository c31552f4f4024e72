"""What a year's terms keep, what its pages ask, what the rule knows and what its page in docs/ says are one thing."""

import json
import re
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
from django.db.models import NOT_PROVIDED

from grants.rules.facts import Missing
from grants.rules.localities import WhyCounty, needed
from grants.rules.positions import WhyPosition, WhyShare
from grants.rules.settings import CHOICES, SWITCHES, Majority, Settings
from partnerships.forms.terms import RulesForm
from partnerships.models import Programme, Terms
from partnerships.selectors.terms import SETTINGS
from partnerships.selectors.terms_in_words import key_of, value_of
from partnerships.selectors.wordings import NO, WORDINGS, YES

RULES = Path(__file__).parents[2] / "docs" / "rules"
# What the terms keep beside the rules of the grant.
LIMITS = {"support_days", "smallest_group", "spending_limit"}
# What says when a project counts and when it is paid: other rooms ask for it, the rule is given what came of it.
BEFORE_AND_AFTER = {
    *("populations_confirmed", "sharing_partners", "sharing_confirmed", "basis_validity"),
    *("first_instalment", "second_needs_report"),
}


def values_of(name: str) -> list[str]:
    """What a field of the terms may be."""
    return [value for value, _ in Terms._meta.get_field(name).choices or ()]


def test_the_terms_keep_every_setting_of_the_rule_and_no_other() -> None:
    of_the_rule = {field.name for field in fields(Settings)}
    assert of_the_rule == {*CHOICES, *SWITCHES}
    assert set(SETTINGS) == of_the_rule | BEFORE_AND_AFTER | LIMITS
    unnamed = {field.name for field in Terms._meta.concrete_fields if field.default is not NOT_PROVIDED} - set(SETTINGS)
    assert unnamed == {"version"}


@pytest.mark.parametrize(("name", "choice"), CHOICES.items(), ids=list(CHOICES))
def test_each_choice_of_the_rule_is_a_choice_of_the_terms_in_words(name: str, choice: type[StrEnum]) -> None:
    assert values_of(name) == [str(value) for value in choice]
    assert sorted(asked.value for asked in WORDINGS[name].choices) == sorted(values_of(name))


@pytest.mark.parametrize("name", SWITCHES)
def test_each_switch_of_the_rule_is_asked_as_yes_or_no(name: str) -> None:
    assert Terms._meta.get_field(name).get_internal_type() == "BooleanField"
    assert {asked.value for asked in WORDINGS[name].choices} == {YES, NO}


def test_both_begin_with_the_same_choices_and_the_page_names_them_the_usual_ones() -> None:
    usual = Terms()
    assert Settings(**{name: getattr(usual, name) for name in (*CHOICES, *SWITCHES)}) == Settings()
    first = {name: wording.choices[0].value for name, wording in WORDINGS.items()}
    kept = {name: getattr(usual, name) for name in WORDINGS}
    assert first == {name: (NO, YES)[value] if isinstance(value, bool) else value for name, value in kept.items()}


def test_every_rule_is_asked_for_and_read_in_words() -> None:
    asked, programme = set(RulesForm.names()), Programme()
    assert asked == set(SETTINGS) - LIMITS
    assert all(key_of(name, programme) and value_of(name, getattr(Terms(), name), programme) for name in SETTINGS)


def test_the_cases_by_setting_try_every_choice() -> None:
    told = json.loads((RULES / "grant_cases_by_setting.json").read_text())
    used = {(name, value) for case in told["cases"] for name, value in {**told["defaults"], **case["settings"]}.items()}
    every = {(name, str(value)) for name, choice in CHOICES.items() for value in choice}
    assert every | {(name, value) for name in SWITCHES for value in (True, False)} <= used


PAGE = (RULES / "grant.md").read_text()


def test_the_page_has_every_code_of_the_rule_and_no_other() -> None:
    told = {code for row in PAGE.partition("## 7.")[2].splitlines() if row[:2] == "| " for code in codes_in(row)}
    assert told == {str(code) for kind in (Missing, WhyCounty, WhyPosition, WhyShare) for code in kind}


def codes_in(row: str) -> set[str]:
    """The codes of a row of the table of reasons; what is missing of a project stands there in plain words."""
    codes = row.split("|")[2]
    plain = codes.partition(":")[2].split(",") if "`missing`" in codes else []
    return {word.strip() for word in plain} or set(re.findall(r"`([a-z_]+)`", codes))


def test_the_page_has_every_setting_of_the_rule_with_its_choices() -> None:
    marked = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert {*(str(value) for choice in CHOICES.values() for value in choice), *SWITCHES} <= marked
    assert set(CHOICES) - {"majority"} <= marked


def test_the_page_says_how_many_districts_are_needed() -> None:
    rows = re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 5
    for counted, strict, half in (map(int, row) for row in rows):
        assert (needed(counted, Majority.STRICT), needed(counted, Majority.AT_LEAST_HALF)) == (strict, half)
