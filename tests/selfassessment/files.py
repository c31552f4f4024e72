"""Frameworks for tests: those that come with the portal, and small ones as YAML."""

from pathlib import Path
from typing import Any

import yaml

from selfassessment.rules.framework import Framework
from selfassessment.rules.reading import read_framework

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "selfassessment" / "frameworks"
GIVEN = ("delivery-competencies", "key-success-criteria", "strategic-partnership-framework", "two-tier-working")
SMALL = """\
key: small
title: Small
version: 1
scoring:
  scale: {1: "None", 2: "Some", 3: "All"}
  min_answered: 0.5
  weak_below: 2.0
  plan_below: 2.5
  stages:
    - {key: first, label: "First", when: {overall_below: 2.0}}
    - {key: last, label: "Last"}
themes:
  - key: one
    title: "One"
    statements:
      - key: one.first
        text: "We do it."
        levels: {1: "Never.", 2: "Now and then.", 3: "Always."}
      - {key: one.second, text: "We say so."}
"""


def text_of(key: str) -> str:
    """A framework's file as it comes with the portal."""
    return (FOLDER / f"{key}.yaml").read_text(encoding="utf-8")


def given_framework(key: str) -> Framework:
    return read_framework(text_of(key))


def ruler(themes: dict[str, int], scoring_of: str) -> str:
    """A framework for measuring: themes with so many statements, and the scoring of another."""
    scoring: Any = yaml.safe_load(text_of(scoring_of))["scoring"]
    written = [
        {
            "key": key,
            "title": key,
            "statements": [{"key": f"{key}.{number}", "text": "We do it."} for number in range(1, count + 1)],
        }
        for key, count in themes.items()
    ]
    document = {"key": "ruler", "title": "Ruler", "version": 1, "scoring": scoring, "themes": written}
    return yaml.safe_dump(document, sort_keys=False)
