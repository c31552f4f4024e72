"""Writes a framework in the form that `reading` reads, so that what is given out can be taken in again."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml

from selfassessment.rules.conditions import AllOf, AnyOf, Condition, OverallBelow, ThemesBelow
from selfassessment.rules.framework import Framework, Scoring, Stage, Statement, Theme

Document = dict[str, Any]


def framework_text(framework: Framework) -> str:
    """The framework as YAML."""
    text: str = yaml.dump(document_of(framework), Dumper=PlainDumper, sort_keys=False, allow_unicode=True, width=120)
    return text


class PlainDumper(yaml.SafeDumper):
    """Writes small numbers with all their places, never as 1e-06."""


def plainly(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    """A decimal number, with one decimal place at least."""
    written = f"{Decimal(repr(value)):f}"
    return dumper.represent_scalar("tag:yaml.org,2002:float", written if "." in written else f"{written}.0")


PlainDumper.add_representer(float, plainly)


def document_of(framework: Framework) -> Document:
    """The framework as plain values, in the order of the given files; what is empty is left out."""
    said = {
        "key": framework.key,
        "title": framework.title,
        "source": framework.source,
        "note": framework.note,
        "language": framework.language,
        "version": framework.version,
    }
    scoring, themes = scoring_document(framework.scoring), [theme_document(theme) for theme in framework.themes]
    return {**filled(said), "scoring": scoring, "themes": themes}


def filled(said: Document) -> Document:
    """Without what is empty."""
    return {name: value for name, value in said.items() if value not in ("", {}, None)}


def scoring_document(scoring: Scoring) -> Document:
    """Scale, limits, words and stages."""
    return {
        "scale": dict(scoring.scale),
        "not_applicable_allowed": scoring.not_applicable_allowed,
        "min_answered": number(scoring.min_answered),
        "weak_below": number(scoring.weak_below),
        "plan_below": number(scoring.plan_below),
        **({"lower_stage_without_plan": True} if scoring.lower_stage_without_plan else {}),
        **scoring.words,
        "stages": [stage_document(stage) for stage in scoring.stages],
    }


def stage_document(stage: Stage) -> Document:
    """One stage."""
    when = condition_document(stage.when) if stage.when else None
    said = {"key": stage.key, "label": stage.label, "when": when}
    return filled({**said, "in_words": stage.in_words, "meaning": stage.meaning})


def condition_document(condition: Condition) -> Document:
    """One condition, with those it combines."""
    match condition:
        case OverallBelow(limit):
            return {"overall_below": number(limit)}
        case ThemesBelow(value, at_least):
            return {"themes_below": {"value": number(value), "at_least": at_least}}
        case AnyOf(parts):
            return {"any": [condition_document(part) for part in parts]}
        case AllOf(parts):
            return {"all": [condition_document(part) for part in parts]}


def theme_document(theme: Theme) -> Document:
    """One theme."""
    statements = [statement_document(statement) for statement in theme.statements]
    return {"key": theme.key, "title": theme.title, "statements": statements}


def statement_document(statement: Statement) -> Document:
    """One statement."""
    return filled({"key": statement.key, "text": statement.text, "levels": dict(statement.levels)})


def number(value: Fraction) -> float:
    """As it was written: six decimals at most, which a float keeps."""
    return float(value)
